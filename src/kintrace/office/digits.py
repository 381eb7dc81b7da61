"""Read a number that stands in an address, a form or a setting: digits, as many as a row's number has."""

LONGEST = 18
"""Digits: whatever has no more of them is below 2**63, so that a database takes it."""


def read(said: str | None, most: int = 10**LONGEST - 1) -> int | None:
    """Return the number, at most `most`; None where there is none to read.

    >>> read("12"), read("12", most=10), read("-1"), read("٣"), read("9" * 19), read(None)
    (12, 10, None, None, None, None)
    """
    if said is None or len(said) > LONGEST or not said.isascii() or not said.isdecimal():
        return None
    return min(int(said), most)
