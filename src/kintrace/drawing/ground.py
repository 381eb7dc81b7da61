"""Draw the ground of a map: water, land, Ukraine in a tone of its own, and borders."""

from collections.abc import Iterable

from kintrace.drawing import clip
from kintrace.drawing.land import Land, land
from kintrace.drawing.projection import View
from kintrace.drawing.svg import Point, path, tag

WATER, LAND, UKRAINE, BORDER = "#e4ecef", "#f7f5ee", "#fbf3d9", "#a8a596"


def ground(view: View) -> list[str]:
    """Return the ground within a window."""
    known = land()
    lines = [tuple(map(view.place, one)) for one in known.lines]
    shapes = {code: _shapes(known, code, lines, view) for code in known.countries}
    everywhere = "".join(path(one, close=True) for some in shapes.values() for one in some)
    ukraine = "".join(path(one, close=True) for one in shapes["UKR"])
    parts = [part for number in known.borders for part in clip.line(lines[number], view)]
    borders = "".join(path(one) for one in parts if len(one) > 1)
    said = {
        "x": view.left,
        "y": view.top,
        "width": view.right - view.left,
        "height": view.bottom - view.top,
    }
    drawn = [tag("rect", {"class": "water", "fill": WATER, **said})]
    if everywhere:
        drawn.append(tag("path", {"class": "land", "fill": LAND, "d": everywhere}))
    if ukraine:
        drawn.append(tag("path", {"class": "ukraine", "fill": UKRAINE, "d": ukraine}))
    if borders:
        drawn.append(tag("path", {"class": "border", "fill": "none", "stroke": BORDER, "d": borders}))
    return drawn


def _shapes(known: Land, code: str, lines: list[tuple[Point, ...]], view: View) -> list[list[Point]]:
    found = []
    for ring in known.countries[code]:
        points = [one for number in ring for one in _part(lines, number)]
        if not _meets(points, view):
            continue
        if shape := clip.shape(points, view):
            found.append(shape)
    return found


def _part(lines: list[tuple[Point, ...]], number: int) -> Iterable[Point]:
    return lines[number][:-1] if number >= 0 else lines[~number][:0:-1]


def _meets(points: list[Point], view: View) -> bool:
    """Tell whether the box around points reaches into a window, and whether there is something to see."""
    across, down = [x for x, _ in points], [y for _, y in points]
    seen = max(across) - min(across) + max(down) - min(down) > 2 * clip.FINEST
    beside = max(across) < view.left or min(across) > view.right
    return seen and not beside and max(down) >= view.top and min(down) <= view.bottom
