"""Access to care: times of communes, classes, shares of population, APL."""
