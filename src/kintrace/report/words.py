"""Say everything on the page in Ukrainian, Russian and English, from one table that a translator edits.

`words.csv` has a row for every text: key, uk, ru, en, note. A text may have places for values: {left} and
{right} for the two texts that were compared, {x}, {y}, {z} for figures.
"""

import csv
import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from markupsafe import Markup, escape

from kintrace.report.contents import LANGUAGES, Language

_PLACE = re.compile(r"\{(left|right|x|y|z)\}")
_WITHOUT_LEVEL = {"prior": "prior.start", "dependence": "dependence.fields"}


@dataclass(frozen=True, slots=True)
class Words:
    """The table: keys in order, and for each language the texts in that same order."""

    keys: tuple[str, ...]
    texts: dict[Language, tuple[str, ...]]
    number: dict[str, int]

    def text(self, key: str, language: Language) -> str:
        """Return one text; an unknown key raises KeyError, for it is a mistake in the page."""
        return self.texts[language][self.number[key]]


@cache
def table() -> Words:
    """Read `words.csv` once."""
    lines = files("kintrace.report").joinpath("words.csv").read_text(encoding="utf-8").splitlines()
    rows = list(csv.DictReader(lines))
    keys = tuple(row["key"] for row in rows)
    texts = {language: tuple(row[language] for row in rows) for language in LANGUAGES}
    return Words(keys, texts, {key: place for place, key in enumerate(keys)})


@cache
def pieces(text: str) -> tuple[str, ...]:
    """Cut a text at its places for values: words at even positions, names of values at odd ones.

    >>> pieces("Different names: {left} and {right}")
    ('Different names: ', 'left', ' and ', 'right', '')
    """
    return tuple(_PLACE.split(text))


def filled(tag: str, key: str, language: Language, **values: str) -> Markup:
    """Return an element with the text of `key`, marked so that the script can put it into another language.

    `values` fill {x}, {y} and {z}.
    """
    places = "".join(f' data-{place}="{escape(value)}"' for place, value in values.items())
    words = table()
    text = "".join(
        values[part] if place % 2 else part for place, part in enumerate(pieces(words.text(key, language)))
    )
    return Markup(f"<{tag} data-t={words.number[key]}{places}>{escape(text)}</{tag.split()[0]}>")


@cache
def sentence_key(field: str, kind: str, level: str) -> str:
    """Return the key of the sentence for one reason, the most particular one that the table has.

    >>> sentence_key("patronymic", "name", "different")
    'patronymic.different'
    >>> sentence_key("mother.patronymic", "name", "one_letter")
    'name.one_letter'
    >>> sentence_key("birth", "alteration", "never heard of")
    'alteration.unnamed'
    """
    known = table().number
    if kind in _WITHOUT_LEVEL:
        return _WITHOUT_LEVEL[kind]
    if kind == "alteration":
        return f"alteration.{level}" if f"alteration.{level}" in known else "alteration.unnamed"
    # A mother's patronymic tells of her father, not of the child's: it gets the plain sentence for names.
    part = field.rpartition(".")[2] if not field.endswith(".patronymic") else kind
    wanted = (f"{kind if field.startswith('other:') else part}.{level}", f"{kind}.{level}")
    return next((key for key in wanted if key in known), "unknown.level")


def missing_key(left: str, right: str) -> str:
    """Return the key that says in which of the two lists a field is not given.

    >>> missing_key("", "Київ")
    'missing.left'
    """
    if left:
        return "missing.right"
    return "missing.left" if right else "missing.both"
