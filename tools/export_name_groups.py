"""Export spellings of given names from Wikidata (CC0), as packed in the `rigour` wheel, to names/data.

Build time only: Kintrace never imports rigour. Run in a scratch environment:

    python -m venv /tmp/groups
    /tmp/groups/bin/pip install --no-deps rigour==2.6.1 zstandard rapidfuzz numpy
    /tmp/groups/bin/python tools/export_name_groups.py

rigour keeps the groups as one zstandard frame inside its compiled core; each line is ``form, form => Q-id``.
A group is kept if it belongs to a name of our own table (data/given_names.csv): more of its Cyrillic forms
are full forms of that name than of any other. Of a kept group we keep single words in Cyrillic or Latin
letters that sound at least half like the name and that our reading rules do not already hear as a name or
short form of the table. Everything else (family names, other scripts, nicknames) is dropped.
"""

import csv
import gzip
import importlib.util
import io
import re
import sys
from collections import Counter, defaultdict
from pathlib import Path

NAMES = Path(__file__).resolve().parent.parent / "src/kintrace/names"
FRAME = b"\x28\xb5\x2f\xfd"
WORD = re.compile(r"^(?:[a-zà-öø-ÿĀ-ɏ'’-]{3,}|[а-яёіїєґў'’-]{3,})$")
CYRILLIC = re.compile(r"[а-яёіїєґў]")


def person_groups(core: bytes) -> list[tuple[list[str], str]]:
    """Find the frame that holds the name groups and return (forms, Wikidata id) of each."""
    import zstandard

    place = core.find(FRAME)
    while place >= 0:
        try:
            text = zstandard.ZstdDecompressor().decompressobj().decompress(core[place:])
        except zstandard.ZstdError:
            text = b""
        if b" => Q" in text[:400]:
            lines = text.decode("utf-8").splitlines()
            pairs = (line.rpartition(" => ") for line in lines if " => " in line)
            return [(forms.split(", "), number.strip()) for forms, _, number in pairs]
        place = core.find(FRAME, place + 4)
    raise SystemExit(
        "No name groups in this rigour wheel: the packing has changed; look at person_names in its source."
    )


def own_forms() -> dict[str, set[str]]:
    """Return the names of our table by each full form, lower case."""
    known = defaultdict(set)
    with (NAMES / "data/given_names.csv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            for column in ("uk", "ru", "be", "other"):
                for form in row[column].lower().split():
                    known[form].add(row["name"] + "/" + row["gender"])
    return known


def owner(forms: list[str], known: dict[str, set[str]]) -> str | None:
    """Return the name of our table that a group is about, if there is exactly one best."""
    votes = Counter(name for form in forms for name in known.get(form, ()) if CYRILLIC.search(form))
    best = votes.most_common(2)
    if not best or (len(best) == 2 and best[0][1] == best[1][1]):
        return None
    return best[0][0]


def main() -> None:
    sys.path.insert(0, str(NAMES.parent.parent))
    from rapidfuzz.distance import OSA

    from kintrace.names import sounds

    spec = importlib.util.find_spec("rigour")
    if spec is None or not spec.submodule_search_locations:
        raise SystemExit("Install rigour first (see the head of this file).")
    core = next(Path(spec.submodule_search_locations[0]).glob("_core*.so"))
    known = own_forms()
    heard, short = sounds_of(known), sounds_of(short_forms())
    own: dict[str, list[str]] = defaultdict(list)
    for sound, holders in heard.items():
        for holder in holders:
            own[holder].append(sound)
    rows: set[tuple[str, str, str]] = set()
    for forms, number in person_groups(core.read_bytes()):
        name = owner(forms, known)
        words = [form for form in forms if WORD.match(form)]
        if name is None or not words:
            continue
        for form, readings in zip(words, sounds.readings(words), strict=True):
            if not readings or any(sound in heard or sound in short for sound in readings):
                continue
            if max(OSA.normalized_similarity(readings[0], sound) for sound in own[name]) >= 0.5:
                rows.add((name, form.replace("’", "'"), number))
    write(rows)


def short_forms() -> dict[str, set[str]]:
    """Return the names of our table by each short form, lower case."""
    known = defaultdict(set)
    with (NAMES / "data/given_names.csv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            for form in row["short"].lower().split():
                known[form].add(row["name"] + "/" + row["gender"])
    return known


def sounds_of(forms: dict[str, set[str]]) -> dict[str, set[str]]:
    """Return the names by sound instead of by spelling."""
    from kintrace.names import sounds

    heard: dict[str, set[str]] = defaultdict(set)
    written = list(forms)
    for form, readings in zip(written, sounds.readings(written), strict=True):
        for sound in readings:
            heard[sound] |= forms[form]
    return heard


def write(rows: set[tuple[str, str, str]]) -> None:
    """Write one row per form that all its groups give to one name."""
    owners = defaultdict(set)
    for name, form, _ in rows:
        owners[form].add(name)
    first: dict[tuple[str, str], str] = {}
    for name, form, number in sorted(rows):
        if len(owners[form]) == 1:
            first.setdefault((name, form), number)
    out = io.StringIO()
    sheet = csv.writer(out, lineterminator="\n")
    sheet.writerow(["name", "gender", "form", "source"])
    for (name, form), number in sorted(first.items()):
        title, _, gender = name.partition("/")
        sheet.writerow([title, gender, form, f"Wikidata {number}"])
    packed = gzip.compress(out.getvalue().encode("utf-8"), compresslevel=9, mtime=0)
    (NAMES / "data/name_groups.csv.gz").write_bytes(packed)
    print(f"{len(first)} spellings, {len(packed)} bytes")


if __name__ == "__main__":
    main()
