"""Draw how many went from where to where: land and borders, arrows, names, and crowded parts larger."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from kintrace.drawing import clip, curves
from kintrace.drawing.ground import ground
from kintrace.drawing.labels import Box, Mark, labels
from kintrace.drawing.land import Vector, vector
from kintrace.drawing.projection import View, view
from kintrace.drawing.spots import Flow, Place, Spots, crowds, gathered
from kintrace.drawing.svg import Attribute, Point, number, path, picture, shortened, tag, wide, words

WIDE, HIGH, INSET, GAP, FOOT = 720.0, 440.0, 300.0, 10.0, 34.0
LEAST_KM, LEAST_INSET_KM = 900.0, 40.0
MOST_INSETS, LEAST_CROWD, NEAR = 2, 3, 30.0
FULL = 10  # transfers for which an arrow has its full width at the least
MANY = 40  # spots: more are drawn smaller
FLOW, SPOT, INK, PAPER, EDGE = "#a3371b", "#1f2a30", "#1f2a30", "#ffffff", "#52606a"
_UKRAINE = [vector(*one) for one in ((52.4, 33.2), (44.4, 33.8), (48.4, 22.1), (49.2, 40.2))]
_LETTERS = "ABCDEFGH"


@dataclass(frozen=True, slots=True)
class MapWords:
    """What a map says; `scale` names what its arrows count, `approximate` explains a hollow point."""

    title: str
    description: str
    scale: str
    approximate: str


@dataclass(frozen=True, slots=True)
class _Sheet:
    """One window of the map, with the spots that are named in it and the parts shown larger elsewhere."""

    view: View
    named: list[int]
    letter: str = ""
    larger: list[tuple[str, Box]] = field(default_factory=list)


def flow_map(places: Sequence[Place], flows: Sequence[Flow], words: MapWords) -> str:
    """Return a map of flows between places; a flow from or to a place that is not among them is left out."""
    known = [one for one in places if abs(one.latitude) <= 90 and abs(one.longitude) <= 180]
    spots = gathered(known, flows)
    most = max((one.number for one in flows), default=1)
    main = view(_reach(spots, flows) or _UKRAINE, (0.0, 0.0, WIDE, HIGH), LEAST_KM)
    points = [main.place(one.at) for one in spots.spots]
    insets = _insets(spots, points, main)
    larger = [(one.letter, _frame(one, points)) for one in insets]
    hidden = {number for one in insets for number in one.named}
    first = _Sheet(main, [at for at in range(len(points)) if at not in hidden], larger=larger)
    drawn = [part for sheet in (first, *insets) for part in _sheet(sheet, spots, flows, most)]
    high = HIGH + (GAP + INSET if insets else 0)
    hollow = any(one.approximate for one in spots.spots)
    drawn += _foot(high, most if flows else 0, hollow, words)
    return picture((WIDE, high + FOOT), "map", (words.title, words.description), drawn)


def _reach(spots: Spots, flows: Iterable[Flow]) -> list[Vector]:
    """Return what the map must show: the spots, and the ways between them where they bend most."""
    found = [one.at for one in spots.spots]
    for flow in flows:
        ends = spots.of_place.get(flow.begins), spots.of_place.get(flow.leads)
        if None not in ends:
            a, b = (spots.spots[one].at for one in ends if one is not None)
            far = math.sqrt(sum((x + y) ** 2 for x, y in zip(a, b, strict=True)))
            if far > 1e-6:
                found.append(((a[0] + b[0]) / far, (a[1] + b[1]) / far, (a[2] + b[2]) / far))
    return found


def _insets(spots: Spots, points: list[Point], main: View) -> list[_Sheet]:
    """Return a window for each crowd of spots that gains by being shown larger."""
    groups = crowds(points, NEAR, LEAST_CROWD)[:MOST_INSETS]
    wider = (WIDE - GAP * (len(groups) - 1)) / max(len(groups), 1)
    found = []
    for turn, group in enumerate(groups):
        left = turn * (wider + GAP)
        window = (left, HIGH + GAP, left + wider, HIGH + GAP + INSET)
        seen = view([spots.spots[one].at for one in group], window, LEAST_INSET_KM, 0.6)
        if seen.per_radius > 1.6 * main.per_radius:
            found.append(_Sheet(seen, group, _LETTERS[turn]))
    return found


def _frame(sheet: _Sheet, points: list[Point]) -> Box:
    """Return the box around the spots of a crowd in the main window."""
    across, down = zip(*(points[one] for one in sheet.named), strict=True)
    return Box(
        max(min(across) - 12, 1),
        max(min(down) - 12, 1),
        min(max(across) + 12, WIDE - 1),
        min(max(down) + 12, HIGH - 1),
    )


def _sheet(sheet: _Sheet, spots: Spots, flows: Sequence[Flow], most: int) -> list[str]:
    seen = sheet.view
    points = [seen.place(one.at) for one in spots.spots]
    drawn = ground(seen)
    lines: list[list[Point]] = []
    for flow in sorted(flows, key=lambda one: (-one.number, one.begins, one.leads)):
        begins, leads = spots.of_place.get(flow.begins), spots.of_place.get(flow.leads)
        if begins is None or leads is None or begins == leads:
            continue
        parts, arrow = _arrow(points[begins], points[leads], flow.number / max(most, FULL), seen)
        if parts or arrow:
            drawn.append(_flow(flow, parts, arrow, _width(flow.number / max(most, FULL))))
            lines += parts
    inside = [at for at, point in enumerate(points) if seen.holds(point, 1)]
    drawn += [_spot(spots, at, points[at]) for at in inside]
    drawn += [part for letter, box in sheet.larger for part in _marked(letter, box)]
    drawn += _names(sheet, spots, points, lines)
    said: dict[str, Attribute] = {"class": "frame", "fill": "none", "stroke": EDGE}
    edge = {"x": seen.left + 0.5, "y": seen.top + 0.5, "width": seen.right - seen.left - 1}
    drawn.append(tag("rect", said | edge | {"height": seen.bottom - seen.top - 1}))
    if sheet.letter:
        drawn += _lettered(sheet.letter, seen.left + 1, seen.top + 1)
    return drawn


def _width(share: float) -> float:
    return 1.4 + 5.6 * math.sqrt(share)


def _radius(spots: Spots, at: int) -> float:
    top = max(spots.spots[0].number, 1)
    smaller = 0.7 if len(spots.spots) > MANY else 1.0
    return (3.5 + 4 * math.sqrt(spots.spots[at].number / top)) * smaller


def _arrow(begins: Point, leads: Point, share: float, seen: View) -> tuple[list[list[Point]], list[Point]]:
    """Return the parts of a way within a window, and the head of its arrow when that is within."""
    half = _width(share) / 2 + 3.5
    points = curves.curve(begins, leads)
    way = curves.shorter(points, 4, half * 1.8 + 3)
    tip = leads
    parts = clip.line(way, seen)
    head = curves.head(way, tip, half) if seen.holds(leads, half) else []
    return [part for part in parts if len(part) > 1], [one for one in head if seen.holds(one)] if head else []


def _flow(flow: Flow, parts: list[list[Point]], arrow: list[Point], thick: float) -> str:
    said: dict[str, Attribute] = {"class": "flow", "fill": "none", "stroke": FLOW}
    line = tag("path", said | {"stroke_width": thick, "stroke_opacity": 0.6, "d": "".join(map(path, parts))})
    filled: dict[str, Attribute] = {"class": "head", "fill": FLOW}
    head = tag("path", filled | {"d": path(arrow, close=True)}) if len(arrow) == 3 else ""
    return tag("g", {}, words("title", flow.said), line if parts else "", head)


def _spot(spots: Spots, at: int, point: Point) -> str:
    spot = spots.spots[at]
    said: dict[str, Attribute] = {"cx": point[0], "cy": point[1], "r": _radius(spots, at)}
    kind = "hollow" if spot.approximate else "spot"
    fill = PAPER if spot.approximate else SPOT
    drawn: dict[str, Attribute] = {"class": kind, "fill": fill, "stroke": SPOT if spot.approximate else PAPER}
    return tag("circle", drawn | said, words("title", ", ".join(spot.names)))


def _names(sheet: _Sheet, spots: Spots, points: list[Point], lines: list[list[Point]]) -> list[str]:
    seen = sheet.view
    within = [at for at, point in enumerate(points) if seen.holds(point, 1)]
    named = [at for at in within if sheet.letter or at in sheet.named]
    marks = [Mark(points[at], _radius(spots, at), _name(spots, at)) for at in named]
    window = Box(seen.left + 3, seen.top + 3, seen.right - 3, seen.bottom - 3)
    taken = [part for _, box in sheet.larger for part in (box, _plate(box))]
    if sheet.letter:
        taken.append(Box(seen.left, seen.top, seen.left + 24, seen.top + 24))
    taken += [Box(x - 4, y - 4, x + 4, y + 4) for x, y in (points[at] for at in within if at not in named)]
    found = labels(marks, window, [one for line in lines for one in line], taken)
    leads = [path(one.lead) for one in found if one and one.lead]
    drawn = (
        [tag("path", {"class": "lead", "stroke": EDGE, "fill": "none", "d": "".join(leads)})] if leads else []
    )
    return drawn + [_text(one.text, one.x, one.y) for one in found if one]


def _name(spots: Spots, at: int) -> str:
    first, *others = spots.spots[at].names
    return f"{shortened(first, 140)} +{len(others)}" if others else first


def _text(text: str, x: float, y: float) -> str:
    said: dict[str, Attribute] = {"class": "name", "x": x, "y": y, "fill": INK, "stroke": PAPER}
    return words(
        "text", text, said | {"stroke_width": 3, "stroke_linejoin": "round", "paint_order": "stroke"}
    )


def _marked(letter: str, box: Box) -> list[str]:
    said: dict[str, Attribute] = {"class": "frame", "fill": "none", "stroke": EDGE, "stroke_dasharray": "4 3"}
    where: dict[str, Attribute] = {
        "x": box.left,
        "y": box.top,
        "width": box.right - box.left,
        "height": box.bottom - box.top,
    }
    return [tag("rect", said | where), *_lettered(letter, _plate(box).left, _plate(box).top)]


def _plate(box: Box) -> Box:
    """Return where the letter of a part stands that is shown larger."""
    top = box.top - 21 if box.top > 22 else min(box.bottom + 1, HIGH - 21)
    return Box(box.left, top, box.left + 20, top + 20)


def _lettered(letter: str, x: float, y: float) -> list[str]:
    said: dict[str, Attribute] = {"class": "plate", "fill": EDGE, "x": x, "y": y, "width": 20, "height": 20}
    text: dict[str, Attribute] = {"class": "on-plate", "fill": PAPER, "font_weight": 700}
    return [tag("rect", said), words("text", letter, text | {"x": x + 5.5, "y": y + 15})]


def _foot(top: float, most: int, hollow: bool, said: MapWords) -> list[str]:
    """Return what explains the signs: how thick an arrow is for how many, and what a hollow point means."""
    drawn: list[str] = []
    x, y = 4.0, top + 21
    plain: dict[str, Attribute] = {"class": "legend", "fill": INK, "y": y}
    if most:
        text = shortened(said.scale + ":", 200)
        drawn.append(words("text", text, plain | {"x": x}))
        x += wide(text) + 8
        for one in sorted({1, most}):
            line: dict[str, Attribute] = {
                "class": "flow",
                "stroke": FLOW,
                "stroke_opacity": 0.6,
                "stroke_width": _width(one / max(most, FULL)),
            }
            drawn.append(tag("path", line | {"fill": "none", "d": path([(x, y - 4), (x + 34, y - 4)])}))
            drawn.append(words("text", number(one), plain | {"x": x + 40}))
            x += 40 + wide(number(one)) + 16
    if hollow:
        circle: dict[str, Attribute] = {"class": "hollow", "fill": PAPER, "stroke": SPOT, "r": 5}
        drawn.append(tag("circle", circle | {"cx": x + 8, "cy": y - 4}))
        drawn.append(words("text", shortened(said.approximate, WIDE - x - 24), plain | {"x": x + 20}))
    return drawn


__all__ = ["Flow", "MapWords", "Place", "flow_map"]
