"""Bytes to a Report: decoding, article extraction, and what is known of a report beside its words."""
