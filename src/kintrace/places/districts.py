"""The districts of cities that bear the name of a raion elsewhere: Kyiv has its own Дніпровський район.

Of other districts nothing has to be known: what names no raion contradicts none.
"""

import csv
from collections import defaultdict
from functools import cache
from importlib.resources import files

from kintrace.names.place_index import FIRST_GEONAME, adjective_stem, gazetteer


def has_district(number: int, raion: tuple[str, ...]) -> bool:
    """Tell whether a city has a district of the name by which these raions were found.

    raion: beginnings of codes, as an address has them.

    >>> from kintrace.names.place_text import take_apart
    >>> kyiv = gazetteer().number_of["UA80"]
    >>> has_district(kyiv, *take_apart("Подільський район").raions)
    True
    >>> has_district(kyiv, *take_apart("Бучанський район").raions)
    False
    """
    own = _districts().get(gazetteer().code(number), ()) if number < FIRST_GEONAME else ()
    return any(set(raion) <= beginnings for beginnings in own)


@cache
def _districts() -> dict[str, list[frozenset[str]]]:
    """Return by the code of a city the raions whose names its districts bear, a set for each district."""
    text = (files("kintrace.places") / "data/districts.csv").read_text("utf-8")
    found = defaultdict(list)
    for row in csv.DictReader(text.splitlines()):
        found[row["city"]].append(frozenset(gazetteer().raions[adjective_stem(row["name"].lower())]))
    return found
