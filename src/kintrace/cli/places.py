"""`kintrace places`: which place a text names, and which others it may mean."""

import argparse
import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kintrace.errors import SettingsInvalid

if TYPE_CHECKING:
    from kintrace.places import Answer, Candidate

EPILOG = """examples:
  kintrace places "с. Іванівка, Херсонська обл., Генічеський р-н"
  kintrace places Мариуполь "Artemivsk, Donetsk region"
  kintrace places Іванівка --within "Херсонська область" --json
"""
SHOWN = 10
VERDICTS = {
    "certain": "this place is meant",
    "ambiguous": "may be one of {number}; a person has to choose",
    "unknown": "nothing in the gazetteer fits",
}
DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command and its options."""
    one = commands.add_parser(
        "places",
        help="which place a text names",
        description="Places of Ukraine and Russia in Ukrainian, Russian or Latin letters, old and new names.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    one.add_argument("texts", metavar="TEXT", nargs="+", help="a place as somebody wrote it")
    one.add_argument(
        "--within", metavar="AREA", default="", help="the area it lies in: words, or a KATOTTG code"
    )
    one.add_argument(
        "--on", metavar="DATE", default="", help="names in use on a day come first: YYYY[-MM[-DD]]"
    )
    one.add_argument(
        "--occupation", metavar="FILE.tsv", type=Path, help="a table of when places were occupied"
    )
    one.add_argument("--all", action="store_true", help=f"show all candidates, not {SHOWN}")
    one.add_argument("--json", action="store_true", help="print JSON, all candidates")
    one.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Print what each text may mean."""
    from kintrace import places
    from kintrace.places import occupation

    if args.on and not DATE.fullmatch(args.on):
        raise SettingsInvalid(f"{args.on!r} is no date; write YYYY, YYYY-MM or YYYY-MM-DD.")
    occupation.learn(args.occupation)
    answers = [places.find(text, args.within, args.on) for text in args.texts]
    if args.json:
        print(json.dumps([_answer(answer) for answer in answers], ensure_ascii=False, indent=2))
    else:
        print("\n\n".join(_told(answer, None if args.all else SHOWN) for answer in answers))
    return 0


def _answer(answer: "Answer") -> dict[str, Any]:
    from dataclasses import asdict

    return {
        "text": answer.text,
        "verdict": answer.verdict,
        "candidates": [asdict(candidate) for candidate in answer.candidates],
    }


def _told(answer: "Answer", most: int | None) -> str:
    number = len(answer.candidates)
    lines = [f"{answer.text}: {VERDICTS[answer.verdict].format(number=number)}"]
    lines += [f"  {_candidate(candidate)}" for candidate in answer.candidates[:most]]
    if most and number > most:
        lines.append(f"  and {number - most} more (--all shows them)")
    return "\n".join(lines)


def _candidate(candidate: "Candidate") -> str:
    place = candidate.place
    areas = ", ".join(filter(None, (place.oblast, place.raion, place.hromada)))
    where = (
        "" if place.latitude is None else f"{place.latitude:.4f} {place.longitude:.4f} ({place.precision})"
    )
    against = f"; not {', '.join(candidate.differs)}" if candidate.differs else ""
    fit = ", ".join((candidate.fit, *candidate.agrees)) + against
    name = place.names.uk or place.names.ru
    lines = [f"{place.code}  {name} ({place.names.en}), {place.kind}", areas, where, fit]
    lines += [f"occupied {span.start or '?'} to {span.end or 'now'}" for span in place.occupied]
    return "  ".join(filter(None, lines))
