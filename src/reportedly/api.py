"""`reportedly.read`: from a text, a file or a URL to a Report, in one call."""
