"""Kinds of value a field can hold, one file each. A value can print and compare itself, not say where it stands."""
