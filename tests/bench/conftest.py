"""Make the `bench` package at the root of the repository importable however pytest is started."""

import sys
from pathlib import Path

import numpy as np
import pytest

ROOT = Path(__file__).parents[2]
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))


@pytest.fixture(scope="session")
def words():
    """Return a small vocabulary, so that generators can be tested without the source lists."""
    from bench.vocabulary import Names, Vocabulary

    def names(*written):
        return Names(np.array(written, dtype=object), np.full(len(written), 1 / len(written)))

    return Vocabulary(
        surnames=names("miller", "hubbard", "oconnell", "schmidt", "lee", "thackeray"),
        women=names("mary", "catherine", "rosalind", "eve"),
        men=names("john", "william", "bartholomew", "ivo"),
        localities=np.array([["port hedland", "6721", "wa"], ["wagga wagga", "2650", "nsw"]], dtype=object),
        streets=np.array(["stanley street", "pinkerton circuit", "moseley place"], dtype=object),
        numbers=np.array(["8", "12", "307"], dtype=object),
    )
