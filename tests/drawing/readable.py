"""Read a picture back: it is XML, says what it is, runs and fetches nothing, and keeps within its edges."""

import re
from xml.etree import ElementTree

SVG = "{http://www.w3.org/2000/svg}"
SHOWN = {"svg", "g", "title", "desc", "path", "rect", "circle", "text"}


def read(picture: str) -> ElementTree.Element:
    root = ElementTree.fromstring(picture)
    assert {one.tag.removeprefix(SVG) for one in root.iter()} <= SHOWN
    assert [root[0].tag, root[1].tag] == [f"{SVG}title", f"{SVG}desc"]
    for one in root.iter():
        assert not {"style", "href", "id"} & set(one.attrib)
        assert not [name for name in one.attrib if name.startswith("on")]
    return root


def texts(root: ElementTree.Element, name: str = "text") -> list[str]:
    return [one.text or "" for one in root.iter(f"{SVG}{name}")]


def outside(root: ElementTree.Element) -> list[str]:
    """Return what lies outside the picture."""
    _, _, wide, high = map(float, root.attrib["viewBox"].split())
    found = []
    for one in root.iter():
        said = {name: float(one.get(name, 0)) for name in ("x", "y", "width", "height", "cx", "cy")}
        points = [(said["x"], said["y"]), (said["x"] + said["width"], said["y"] + said["height"])]
        points.append((said["cx"], said["cy"]))
        numbers = [float(number) for number in re.findall(r"-?[0-9.]+", one.get("d", ""))]
        points += zip(numbers[::2], numbers[1::2], strict=True)
        if any(not (-0.1 <= x <= wide + 0.1 and -0.1 <= y <= high + 0.1) for x, y in points):
            found.append(ElementTree.tostring(one, "unicode")[:200])
    return found
