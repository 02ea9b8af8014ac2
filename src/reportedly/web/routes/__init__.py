"""One file per area of the API: which addresses there are, and who may use them."""
