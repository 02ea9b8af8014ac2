"""One incident as its page gets it, part by part."""
