"""English given names and their short forms: Bill is William, Peggy is Margaret.

For lists that are compared by spelling and sound. East Slavic names have their own table and reading.
"""

import csv
from functools import cache
from importlib.resources import files

MOST = 4
"""Names that a short form may stand for; what stands for more is not read."""


@cache
def classes() -> dict[str, tuple[int, ...]]:
    """Return, for each name or short form in lower case, the numbers of the full names it may stand for.

    Source: names/data/english_names.csv, a table of our own.

    >>> known = classes()
    >>> set(known["peggy"]) <= set(known["margaret"]), set(known["bill"]) & set(known["robert"])
    (True, set())
    """
    found: dict[str, list[int]] = {}
    text = files("kintrace.names").joinpath("data", "english_names.csv").read_text("utf-8")
    for number, row in enumerate(csv.DictReader(text.splitlines())):
        for form in (row["name"], *row["short"].split()):
            found.setdefault(form.lower(), []).append(number)
    return {form: tuple(numbers) for form, numbers in found.items() if len(numbers) <= MOST}
