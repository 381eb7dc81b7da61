"""The tables of cases, in order."""
