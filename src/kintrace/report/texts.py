"""Make the lists' own texts safe and legible on the page, whatever they hold.

Escaping keeps markup inert. Beyond it, what cannot be seen is made visible: a control character or a mark
that turns the direction of writing shows as its code, a broken half of a surrogate pair as U+FFFD.
"""

import re
from functools import lru_cache

from markupsafe import Markup, escape
from rapidfuzz.distance import Levenshtein

# Bidirectional overrides can make a name read as another one; marks that only isolate or hint are left alone.
_HIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202d\u202e\ufeff]")
_ALIKE = 0.5


@lru_cache(maxsize=65536)
def safe(text: str) -> Markup:
    """Return the text escaped for HTML, with hidden characters shown as codes.

    >>> safe("<b>\\x00Олена")
    Markup('&lt;b&gt;⟨U+0000⟩Олена')
    """
    return escape(text if text.isprintable() else legible(text))


def legible(text: str) -> str:
    """Return the text with hidden characters shown as codes and lone surrogates as U+FFFD.

    >>> legible("Іван\\ud800\\u202e")
    'Іван�⟨U+202E⟩'
    """
    whole = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return _HIDDEN.sub(lambda found: f"⟨U+{ord(found[0]):04X}⟩", whole)


@lru_cache(maxsize=65536)
def marked(left: str, right: str) -> tuple[Markup, Markup]:
    """Return both texts with the letters that differ in <mark>, when they are alike enough for that to help.

    >>> marked("Марія", "Мария")[1]
    Markup('Мар<mark>и</mark>я')
    >>> marked("Марія", "Petro")[0]
    Markup('Марія')
    """
    one, two = legible(left), legible(right)
    low_one, low_two = one.lower(), two.lower()
    same_length = len(low_one) == len(one) and len(low_two) == len(two)
    if not same_length or Levenshtein.normalized_similarity(low_one, low_two) < _ALIKE:
        return safe(left), safe(right)
    parts_one, parts_two = [], []
    for step in Levenshtein.opcodes(low_one, low_two):
        same = step.tag == "equal"
        parts_one.append(_part(one[step.src_start : step.src_end], same))
        parts_two.append(_part(two[step.dest_start : step.dest_end], same))
    return Markup("").join(parts_one), Markup("").join(parts_two)


def _part(text: str, same: bool) -> Markup:
    return escape(text) if same or not text else Markup(f"<mark>{escape(text)}</mark>")
