"""The Processing provider and its algorithms: parameters in, one call below, a layer or a file out."""
