"""What can be said of a claim or an event: the closed lists of kinds, as data, and the check against them."""
