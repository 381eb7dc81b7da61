"""Write SVG elements as text: everything escaped, numbers short, letters measured without a font."""

import re
import unicodedata
from collections.abc import Iterable
from html import escape

Attribute = str | float
Point = tuple[float, float]

# What XML 1.0 has no way to write.
_UNWRITABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NARROW = frozenset(" .,:;!|'’`()[]{}/\\ijlftrI1іїјтг-")
_WIDE = frozenset("mwMWЖШЩЮМФжшщюмфыЫ@%—")


def number(value: float) -> str:
    """Write a number as short as a picture needs it.

    >>> number(12.0), number(0.25), number(-0.01)
    ('12', '0.2', '0')
    """
    short = f"{value:.1f}".removesuffix(".0")
    return "0" if short == "-0" else short


def clean(text: str) -> str:
    """Return a text without what XML cannot hold.

    >>> clean("a\\0b")
    'a\N{REPLACEMENT CHARACTER}b'
    """
    return _UNWRITABLE.sub("\N{REPLACEMENT CHARACTER}", text)


def tag(name: str, attributes: dict[str, Attribute] | None = None, *inside: str) -> str:
    """Return an element; what is inside is SVG already, attributes are not; "_" in their names is "-"."""
    said = "".join(f' {key.replace("_", "-")}="{_said(value)}"' for key, value in (attributes or {}).items())
    return f"<{name}{said}>{''.join(inside)}</{name}>" if inside else f"<{name}{said}/>"


def words(name: str, text: str, attributes: dict[str, Attribute] | None = None) -> str:
    """Return an element with a text in it.

    >>> words("title", "a < b")
    '<title>a &lt; b</title>'
    """
    return tag(name, attributes, escape(clean(text), quote=False) or " ")


def picture(size: tuple[float, float], kind: str, told: tuple[str, str], drawn: Iterable[str]) -> str:
    """Return a whole picture; `told` is its title and its description."""
    wide, high = size
    said: dict[str, Attribute] = {
        "xmlns": "http://www.w3.org/2000/svg",
        "class": f"drawing {kind}",
        "viewBox": f"0 0 {number(wide)} {number(high)}",
        "role": "img",
        "font_family": "system-ui, 'Segoe UI', 'Noto Sans', 'DejaVu Sans', sans-serif",
        "font_size": 13,
    }
    title, description = told
    return tag("svg", said, words("title", title), words("desc", description), *drawn)


def path(points: Iterable[Point], close: bool = False) -> str:
    """Return points as what a path's `d` says.

    >>> path([(0, 0), (1.25, 2)], close=True)
    'M0 0 1.2 2Z'
    """
    said = " ".join(f"{number(x)} {number(y)}" for x, y in points)
    return f"M{said}{'Z' if close else ''}"


def wide(text: str, size: float = 13) -> float:
    """Return how wide a text is at most, in the drawing's units: fonts differ, so rather too wide."""
    return size * sum(_letter(one) for one in text)


def shortened(text: str, most: float, size: float = 13) -> str:
    """Return a text cut to a width, with "…" where something is missing."""
    text = " ".join(clean(text).split())
    if wide(text, size) <= most:
        return text
    while text and wide(text + "…", size) > most:
        text = text[:-1]
    return text.rstrip() + "…"


def _letter(one: str) -> float:
    if unicodedata.east_asian_width(one) in "WF":
        return 1.05
    if one in _NARROW:
        return 0.42
    return 0.95 if one in _WIDE else 0.72 if one.isupper() else 0.61


def _said(value: Attribute) -> str:
    return number(value) if isinstance(value, int | float) else escape(clean(value), quote=True)
