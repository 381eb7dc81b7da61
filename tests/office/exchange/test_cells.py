"""The apostrophe that keeps a cell from running is taken away, and no other."""

import pytest

from kintrace.lists import safe_cell
from kintrace.office.exchange.cells import plain


@pytest.mark.parametrize("text", ["=1+1", "+380001112233", "-5", "@me", "Олена", "'Asim", "O'Neil"])
def test_what_was_made_safe_comes_back(text):
    assert plain(safe_cell(text)) == text
