"""A Report gains quotes, claims and events here: who says what happened, in which words, how firmly."""
