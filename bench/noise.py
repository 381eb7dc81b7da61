"""Spoil a word or a date the way people do when they copy a record by hand, ear or eye.

The kinds of slip and their shares follow the FEBRL generator's model: keys pressed wrongly, letters read
wrongly, sounds spelled otherwise, a value left out, day and month exchanged. Used by all generators here.
"""

import random
from collections.abc import Sequence

LETTERS = "abcdefghijklmnopqrstuvwxyz"
DIGITS = "0123456789"
KEY_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm", "1234567890")
MISREAD = (
    ("rn", "m"), ("m", "rn"), ("cl", "d"), ("l", "i"), ("o", "0"), ("g", "q"), ("e", "c"), ("h", "b"),
    ("u", "v"), ("5", "s"), ("n", "h"),
)  # fmt: skip
MISHEARD = (
    ("ph", "f"), ("ck", "k"), ("ie", "y"), ("y", "i"), ("ee", "i"), ("c", "k"), ("z", "s"), ("th", "t"),
    ("sch", "sh"), ("ei", "i"), ("w", "v"), ("ll", "l"), ("tt", "t"), ("a", "e"),
)  # fmt: skip
# Positions of an ISO date where a digit is written wrongly; decades and units more often than the rest.
DIGIT_PLACES = (0, 2, 3, 3, 5, 6, 8, 9, 9)


def _neighbours() -> dict[str, str]:
    """Return, for each key, the keys beside it on the same row."""
    return {
        key: row[max(0, place - 1) : place] + row[place + 1 : place + 2]
        for row in KEY_ROWS
        for place, key in enumerate(row)
    }


NEIGHBOURS = _neighbours()


class Typist:
    """A careless but repeatable copyist: the same seed makes the same slips."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)

    def slip(self, word: str) -> str:
        """Insert, drop, replace or exchange one character (a quarter each)."""
        if not word:
            return word
        kind, place = self.chance.random(), self.chance.randrange(len(word))
        keys = DIGITS if word.isdigit() else LETTERS
        if kind < 0.25:
            return word[:place] + self.chance.choice(keys) + word[place:]
        if kind < 0.50 and len(word) > 1:
            return word[:place] + word[place + 1 :]
        if kind < 0.75 or len(word) == 1:
            near = NEIGHBOURS.get(word[place]) if self.chance.random() < 0.5 else None
            return word[:place] + self.chance.choice(near or keys) + word[place + 1 :]
        place = min(place, len(word) - 2)
        return word[:place] + word[place + 1] + word[place] + word[place + 2 :]

    def respell(self, word: str, confusions: Sequence[tuple[str, str]]) -> str:
        """Replace one confusable group of letters; a plain slip where the word has none."""
        possible = [(written, read) for written, read in confusions if written in word]
        if not possible:
            return self.slip(word)
        written, read = self.chance.choice(possible)
        return word.replace(written, read, 1)

    def spoil(self, word: str, others: Sequence[str]) -> str | None:
        """Alter one text value; None means it was left out, `others` are values it may be replaced with."""
        kind = self.chance.random()
        if kind < 0.62:
            return self.slip(word)
        if kind < 0.75:
            return self.slip(self.slip(word))
        if kind < 0.85:
            return None
        if kind < 0.90:
            return self.respell(word, MISREAD)
        if kind < 0.97:
            return self.respell(word, MISHEARD)
        return others[self.chance.randrange(len(others))]

    def misdate(self, day: str) -> str | None:
        """Alter one ISO date; None means it was left out. The result need not be a date that exists."""
        kind = self.chance.random()
        if kind < 0.35:
            place = self.chance.choice(DIGIT_PLACES)
            return day[:place] + self.chance.choice(DIGITS) + day[place + 1 :]
        if kind < 0.55:
            return f"{day[:5]}{day[8:10]}-{day[5:7]}"
        if kind < 0.70:
            place = self.chance.choice((2, 5, 8))
            return day[:place] + day[place + 1] + day[place] + day[place + 2 :]
        if kind < 0.85:
            return self._one_off(day)
        return None if kind < 0.95 else f"{day[:5]}01-01"

    def _one_off(self, day: str) -> str:
        """Move the year, the month or the day by one."""
        parts = [int(day[:4]), int(day[5:7]), int(day[8:])]
        which, step = self.chance.randrange(3), self.chance.choice((-1, 1))
        parts[which] += step
        year, month, number = parts[0], min(12, max(1, parts[1])), parts[2]
        if which == 2:
            number = min(28, max(1, number))
        return f"{year:04d}-{month:02d}-{number:02d}"
