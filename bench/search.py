"""How often search finds a child: `python -m bench.search --pairs FILE [--among NUMBER] [--every N]`.

--pairs   labelled pairs of names: left, right, label (1 = same person), stratum `scripts/phenomenon`
--among   invented people of other names who stand in the office besides (default: 0)
--every   search for each Nth pair alone (default: 1)
Every distinct right name becomes a record of an office in a folder of its own; then the left name of each
pair with label 1 is searched for. A pair is found when a record with its right name is among
the results shown. The time and memory of the import are printed too.
"""

import argparse
import csv
import io
import os
import random
import resource
import shutil
import statistics
import tempfile
import time
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kintrace.office.accounts.models import Member


def office() -> "Member":
    """Make an office in the folder that the environment names, with one member."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "kintrace.office.settings"
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    from kintrace.office.accounts.models import Member, Organisation

    organisation = Organisation.objects.create(name="Bench")
    return Member.objects.create(
        username="bench", name="Bench", role="coordinator", organisation=organisation
    )


def fill(by: "Member", names: list[str]) -> float:
    """Import a list of names; return how many seconds that took."""
    from kintrace.office.jobs import worker
    from kintrace.office.tracing import list_actions

    lines = io.StringIO()
    writer = csv.writer(lines)
    writer.writerows([["name"], *([name] for name in names)])
    what = list_actions.Brought("requests", "Bench", "invented or public", "none needed", "names.csv")
    one = list_actions.bring(by=by, what=what, file=io.BytesIO(lines.getvalue().encode()))
    one = list_actions.confirm_columns(by=by, number=one.id, columns={"name": ["name"]})
    start = time.perf_counter()
    worker.work_once()
    one.job.refresh_from_db()
    print(one.job.said)
    return time.perf_counter() - start


def others(number: int) -> list[str]:
    """Invent names: usual given names and patronymics with surnames of drawn syllables."""
    from kintrace.names import given

    chance, titles = random.Random(1), given.names().titles
    starts = [first + vowel for first in "бвгджзклмнпрстхчш" for vowel in "аеиоу"]
    ends = ["енко", "чук", "ський", "ов", "ин", "ець"]
    fathers = ["Іванович", "Петрівна", "Олегович", "Сергіївна", "Миколайович", "Василівна"]
    return [
        f"{''.join(chance.choices(starts, k=chance.randint(2, 3))).capitalize()}{chance.choice(ends)} "
        f"{chance.choice(titles)} {chance.choice(fathers)}"
        for _ in range(number)
    ]


def measure(by: "Member", rows: list[dict[str, str]]) -> list[str]:
    """Search for the left name of each pair; return a Markdown table and how long a search takes."""
    from kintrace.office.tracing import search

    found: dict[str, list[bool]] = defaultdict(list)
    seconds = []
    for row in rows:
        start = time.perf_counter()
        shown = search.find(by, row["left"])
        seconds.append(time.perf_counter() - start)
        names = {" ".join(one.record.name.split()) for one in shown.found}
        found[row["stratum"].partition("/")[2]].append(" ".join(row["right"].split()) in names)
    every = [one for some in found.values() for one in some]
    lines = ["| phenomenon | pairs | found |", "|---|---|---|"]
    lines += [
        f"| {kind} | {len(some)} | {statistics.mean(some):.3f} |" for kind, some in sorted(found.items())
    ]
    slow = statistics.quantiles(seconds, n=20)
    lines += [f"| all | {len(every)} | {statistics.mean(every):.4f} |", ""]
    return [*lines, f"a search takes {slow[9] * 1000:.0f} ms (median), {slow[18] * 1000:.0f} ms (p95)"]


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--pairs", type=Path, required=True)
    asked.add_argument("--among", type=int, default=0)
    asked.add_argument("--every", type=int, default=1)
    said = asked.parse_args()
    with said.pairs.open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["label"] == "1"]
    os.environ["KINTRACE_HOME"] = tempfile.mkdtemp(prefix="kintrace-bench-")
    try:
        by = office()
        names = list(dict.fromkeys(row["right"] for row in rows)) + others(said.among)
        seconds = fill(by, names)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10
        print(f"imported in {seconds:.1f} s, peak memory {peak:,} MB\n")
        print("\n".join(measure(by, rows[:: said.every])))
    finally:
        shutil.rmtree(os.environ["KINTRACE_HOME"])


if __name__ == "__main__":
    main()
