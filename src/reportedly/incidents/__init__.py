"""Many reports: copies and origins, accounts of one incident, what they agree on. Pure functions."""
