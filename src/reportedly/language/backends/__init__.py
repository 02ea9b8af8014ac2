"""Parsers behind one shape: `Report -> Tokens`."""
