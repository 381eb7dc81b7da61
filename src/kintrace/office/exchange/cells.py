"""Cells of sheets that other systems wrote, as people typed them."""

import re

_GUARDED = re.compile(r"'(?=[=+\-@|%])")


def plain(text: str) -> str:
    """Return a cell without the apostrophe that keeps it from running as a formula.

    >>> plain("'+380001112233"), plain("'Asim"), plain(" x ")
    ('+380001112233', "'Asim", 'x')
    """
    said = text.strip()
    return said[1:] if _GUARDED.match(said) else said
