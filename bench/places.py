"""How well places are recognised: `python -m bench places [--table FILE]`.

Reads a table of texts (text, expected, kind), where `expected` is a code, "ambiguous" or "unknown", and
counts: right, ambiguous where one place was meant, and wrong (a certain answer that is not the expected
one). Then every official address of Ukraine is asked for in several spellings, most of them namesakes.
"""

import argparse
import csv
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

from kintrace.names.place_index import SETTLED, gazetteer
from kintrace.places import Answer, find, romanised

TABLE = Path(__file__).parents[1] / "tests/places/places_300.csv"
WORDS = {"K": "м.", "M": "м.", "X": "с-ще", "C": "с."}


def verdict(answer: Answer, expected: str) -> str:
    """Say "right", "ambiguous" (too careful), "unknown" (lost) or "wrong" (certain of another place).

    A text that is ambiguous by the table is right as "ambiguous", and wrong as soon as one place is certain.
    """
    if answer.certain:
        return "right" if answer.place and answer.place.code == expected else "wrong"
    return "right" if answer.verdict == expected else answer.verdict


def rows(path: Path) -> list[dict[str, str]]:
    """Read a table of texts."""
    with path.open(encoding="utf-8", newline="") as table:
        return list(csv.DictReader(table))


def measure(path: Path) -> tuple[str, list[tuple[str, str, str]]]:
    """Return a Markdown table by kind of text, and the texts that were not right."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    missed = []
    for row in rows(path):
        got = verdict(find(row["text"]), row["expected"])
        counts[row["kind"]][got] += 1
        counts["all"][got] += 1
        if got != "right":
            missed.append((got, row["text"], row["expected"]))
    lines = ["| kind | texts | right | ambiguous | unknown | wrong |", "|---|---|---|---|---|---|"]
    for kind in [*sorted(set(counts) - {"all"}), "all"]:
        one = counts[kind]
        cells = [one[what] for what in ("right", "ambiguous", "unknown", "wrong")]
        lines.append(f"| {kind} | {one.total()} | {' | '.join(map(str, cells))} |")
    return "\n".join(lines), missed


def addresses(every: int) -> Iterator[tuple[str, str, str]]:
    """Yield (spelling, text, code) of official addresses: how it is spelt, what is asked, what is meant."""
    index = gazetteer()
    for number in range(1, len(index.codes), every):
        category = index.categories[number]
        if category not in SETTLED - {"K"}:
            continue
        name, code = index.names[number], index.codes[number]
        raion, oblast = index.name(index.raion(number)), index.name(index.oblast(number))
        latin = romanised.ukrainian
        yield "name", name, code
        yield "with its kind", f"{WORDS[category]} {name}", code
        yield "with its oblast", f"{WORDS[category]} {name}, {oblast} область", code
        yield "with its raion", f"{oblast} обл., {raion} р-н, {WORDS[category]} {name}", code
        yield "in Latin letters", f"{latin(name)}, {latin(raion)} raion, {latin(oblast)} oblast", code


def official(every: int) -> str:
    """Ask for official addresses; return a Markdown table with the rate."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    asked = list(addresses(every))
    start = time.process_time()
    answers = [find(text) for _, text, _ in asked]
    rate = len(asked) / (time.process_time() - start)
    for (spelling, _, code), answer in zip(asked, answers, strict=True):
        if answer.certain:
            got = "right" if answer.place and answer.place.code == code else "silently wrong"
        else:
            got = "among candidates" if code in {place.code for place in answer.places} else "lost"
        counts[spelling][got] += 1
    kinds = ("right", "among candidates", "lost", "silently wrong")
    lines = [f"| official address | asked | {' | '.join(kinds)} |", "|---|---|---|---|---|---|"]
    for spelling, one in counts.items():
        lines.append(f"| {spelling} | {one.total()} | {' | '.join(str(one[kind]) for kind in kinds)} |")
    return "\n".join([*lines, "", f"{rate:,.0f} texts a second, the answers' places included."])


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the tables; return 1 when any text was silently wrong."""
    parser = argparse.ArgumentParser(prog="python -m bench places", description=__doc__)
    parser.add_argument("--table", type=Path, default=TABLE, help="texts: text, expected, kind")
    parser.add_argument("--every", type=int, default=7, help="ask for each Nth official address")
    options = parser.parse_args(arguments)
    start = time.process_time()
    find("Харків")
    print(f"loaded in {time.process_time() - start:.2f} s\n")
    table, missed = measure(options.table)
    print(table)
    print("\n".join(f"{got}: {text} (expected {expected})" for got, text, expected in missed))
    print("\n" + official(options.every))
    return int(any(got == "wrong" for got, *_ in missed))
