"""Names without East Slavic roles: the word that fits worst decides."""

import pytest

from kintrace import names
from kintrace.names import anywhere, memory


def likeness(left, right):
    names.analyse([left, right])
    ours, theirs = (memory.table(memory.numbers([name]))[:, memory.WORDS :] for name in (left, right))
    return float(anywhere.likeness(ours, theirs)[0])


def test_equal_words_in_any_order_are_alike():
    assert likeness("Olaf Scholz", "Scholz Olaf") == 1


def test_a_left_out_word_costs_nothing():
    assert likeness("Recep Erdogan", "Recep Tayyip Erdoğan") == 1


def test_a_replaced_word_makes_another_person():
    assert likeness("Pedro Sanchez", "Pedro Moreno") < 0.5


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        ("Barak Obama", "Barack Obama", True),
        ("Bashar al-Asasd", "Bashar al-Assad", True),
        ("J. Juncker", "Jean Juncker", True),
        ("Michelle Obama", "Barack Obama", False),
        ("习近朋", "习近平", False),
        ("习近平", "习近平", True),
    ],
)
def test_pairs_from_anywhere(left, right, same):
    assert (names.score([left], [right])[0] >= names.THRESHOLD) == same
