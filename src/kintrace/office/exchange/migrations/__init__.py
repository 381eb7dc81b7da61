"""The tables of exchange, in order."""
