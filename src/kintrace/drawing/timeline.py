"""Draw stays along time: solid where a child surely was, pale where a date is known only in part."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from kintrace.drawing.calendar_axis import Axis, axis
from kintrace.drawing.svg import Attribute, path, picture, shortened, tag, wide, words

WIDE, ROW, TOP, FOOT, SIDE = 720.0, 46.0, 8.0, 30.0, 8.0
SURE, PERHAPS, INK, LINE, SOFT = "#175e7a", "#8fbccd", "#1f2a30", "#d9d6cd", "#52606a"
_THICK, _DOWN = 12.0, 23.0  # of a bar; from a row's top to it


@dataclass(frozen=True, slots=True)
class Span:
    """Something that lasted: each end between two days, or None where nothing is known of it.

    `open`: it is not known to have ended. `said` tells it in words.
    """

    name: str
    begins: tuple[dt.date, dt.date] | None
    ends: tuple[dt.date, dt.date] | None
    said: str
    open: bool = False


@dataclass(frozen=True, slots=True)
class TimelineWords:
    """What a timeline says; `undated` stands where no date is known, `sure` and `perhaps` explain bars."""

    title: str
    description: str
    undated: str
    sure: str
    perhaps: str


def timeline(spans: Sequence[Span], words: TimelineWords, until: dt.date | None = None) -> str:
    """Return spans below one another along time; one that is open reaches as far as `until`."""
    days = [day for one in spans for ends in (one.begins, one.ends) if ends for day in ends]
    if until and any(one.open for one in spans):
        days.append(until)
    scale = axis(days, SIDE, WIDE - SIDE)
    high = TOP + ROW * len(spans) + FOOT + 24
    drawn = _ticks(scale, TOP + ROW * len(spans))
    for turn, one in enumerate(spans):
        drawn.append(_row(one, TOP + ROW * turn, scale, words.undated))
    drawn += _legend(high - 9, words)
    return picture((WIDE, high), "timeline", (words.title, words.description), drawn)


def _ticks(scale: Axis, bottom: float) -> list[str]:
    drawn = []
    for x, text in scale.ticks():
        line: dict[str, Attribute] = {"class": "tick", "stroke": LINE, "fill": "none"}
        drawn.append(tag("path", line | {"d": path([(x, TOP), (x, bottom + 4)])}))
        half = wide(text) / 2
        if half < x < WIDE - half:
            said: dict[str, Attribute] = {"class": "soft", "fill": SOFT, "text_anchor": "middle"}
            drawn.append(words("text", text, said | {"x": x, "y": bottom + 19}))
    return drawn


def _row(one: Span, top: float, scale: Axis, undated: str) -> str:
    """Return a row: the name, and below it the bar."""
    begins, ends = one.begins, one.ends
    first = begins[0] if begins else scale.first
    last = ends[1] if ends else scale.last
    drawn = [words("title", one.said)]
    if begins or ends:
        drawn += _bar(one, top + _DOWN, scale)
    room = WIDE - 2 * SIDE
    name = shortened(one.name if begins or ends else f"{one.name} ({undated})", room)
    x = min(scale.at(min(first, last)) if begins or ends else SIDE, WIDE - SIDE - wide(name))
    said: dict[str, Attribute] = {"class": "name", "fill": INK, "x": max(x, SIDE), "y": top + 17}
    return tag("g", {}, *drawn, words("text", name, said))


def _bar(one: Span, top: float, scale: Axis) -> list[str]:
    """Return what a span may have taken, in pale, and upon it what it surely took."""
    begins = one.begins or (scale.first, scale.last)
    ends = one.ends or (scale.first, scale.last)
    left, right = scale.at(begins[0]), scale.at(ends[1])
    if right < left:  # the dates contradict one another: both are shown
        left, right = right, left
    pale: dict[str, Attribute] = {"class": "perhaps", "fill": PERHAPS, "height": _THICK, "y": top}
    drawn = [tag("rect", pale | {"x": left, "width": max(right - left, 2)})]
    surely = (scale.at(begins[1]) if one.begins else right), (scale.at(ends[0]) if one.ends else left)
    if one.begins and surely[1] > surely[0]:
        solid: dict[str, Attribute] = {"class": "sure", "fill": SURE, "height": _THICK, "y": top}
        drawn.append(tag("rect", solid | {"x": surely[0], "width": surely[1] - surely[0]}))
    if one.begins and begins[0] == begins[1]:
        drawn.append(_end(left, top))
    if one.ends and ends[0] == ends[1]:
        drawn.append(_end(right, top))
    if one.open:
        tip = [(right - 7, top - 2), (right, top + _THICK / 2), (right - 7, top + _THICK + 2)]
        drawn.append(
            tag("path", {"class": "open", "fill": "none", "stroke": SURE, "stroke_width": 2, "d": path(tip)})
        )
    return drawn


def _end(x: float, top: float) -> str:
    """Return the upright line of a day that is known."""
    said: dict[str, Attribute] = {"class": "end", "stroke": INK, "stroke_width": 2, "fill": "none"}
    return tag("path", said | {"d": path([(x, top - 2), (x, top + _THICK + 2)])})


def _legend(y: float, said: TimelineWords) -> list[str]:
    drawn = []
    x = SIDE
    for kind, fill, text in (("sure", SURE, said.sure), ("perhaps", PERHAPS, said.perhaps)):
        box: dict[str, Attribute] = {
            "class": kind,
            "fill": fill,
            "x": x,
            "y": y - 10,
            "width": 22,
            "height": 10,
        }
        short = shortened(text, WIDE / 2 - 44)
        drawn.append(tag("rect", box))
        drawn.append(words("text", short, {"class": "legend", "fill": INK, "x": x + 28, "y": y}))
        x += 28 + wide(short) + 18
    return drawn
