"""Where symbols, labels and callouts stand on a map, in millimetres of paper from the frame's lower left corner."""
