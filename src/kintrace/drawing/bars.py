"""Draw numbers as bars below one another, each with its name above it and its number behind it."""

from collections.abc import Sequence
from dataclasses import dataclass

from kintrace.drawing.svg import Attribute, picture, shortened, tag, wide, words

WIDE, ROW, SIDE = 400.0, 42.0, 2.0
FILL, INK, EMPTY = "#175e7a", "#1f2a30", "#52606a"
_THICK, _DOWN = 14.0, 20.0
_HIDDEN = 26.0  # how long a bar is that says nothing


@dataclass(frozen=True, slots=True)
class Bar:
    """A number with its name. `number` None: it is not shown; `shown` is what stands behind the bar."""

    name: str
    number: float | None
    shown: str


@dataclass(frozen=True, slots=True)
class BarWords:
    """What a picture of bars says."""

    title: str
    description: str


def bars(rows: Sequence[Bar], words: BarWords) -> str:
    """Return numbers as bars from a common beginning; what is not shown has a dashed stub."""
    most = max([one.number for one in rows if one.number and one.number > 0], default=1.0)
    room = WIDE - 2 * SIDE - max([wide(one.shown[:24]) for one in rows], default=0.0) - 10
    drawn = [_row(one, ROW * turn, one.number and one.number / most, room) for turn, one in enumerate(rows)]
    high = max(ROW * len(rows) + 4, ROW)
    return picture((WIDE, high), "bars", (words.title, words.description), drawn)


def _row(one: Bar, top: float, share: float | None, room: float) -> str:
    long = _HIDDEN if share is None else max(min(share, 1.0), 0.0) * room
    box: dict[str, Attribute] = {"x": SIDE, "y": top + _DOWN, "height": _THICK, "width": max(long, 1)}
    kind: dict[str, Attribute] = {"class": "bar", "fill": FILL}
    if share is None:
        kind = {"class": "hidden", "fill": "none", "stroke": EMPTY, "stroke_dasharray": "3 3"}
    text: dict[str, Attribute] = {"class": "name", "fill": INK}
    return tag(
        "g",
        {},
        words("title", f"{one.name}: {one.shown}"),
        words("text", shortened(one.name, WIDE - 2 * SIDE), text | {"x": SIDE, "y": top + 15}),
        tag("rect", kind | box),
        words("text", one.shown[:24], text | {"x": SIDE + long + 7, "y": top + _DOWN + 11.5}),
    )
