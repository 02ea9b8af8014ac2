"""A Report in the forms that people and programs take it: one file per format."""
