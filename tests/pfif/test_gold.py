"""The assertions of the format's own validator, where the shared cases stand beside the checkout."""

import datetime as dt
import json
import operator
import re
from pathlib import Path

import pytest

from kintrace.pfif import check, read, validate, validate_records, write
from kintrace.pfif.check import run_validations
from kintrace.pfif.validate_records import validate_expired_records_removed

CASES = Path(__file__).resolve().parents[3] / "shared" / "cases" / "pfif"
GOLD = json.loads((CASES / "gold.json").read_text("utf-8")) if CASES.exists() else []
SAMPLES = sorted(CASES.glob("*.xml"))

pytestmark = pytest.mark.skipif(not GOLD, reason="no ../shared/cases/pfif stands beside this checkout")


def instant(text):
    """The instant that "datetime(1999, 2, 4, 4, 5, 7)" means, in UTC."""
    return text and dt.datetime(*map(int, re.findall(r"\d+", text)), tzinfo=dt.UTC)


def found_by(name, document, now):
    if name == "run_validations":
        return run_validations(document, now)
    if name == "validate_expired_records_removed":
        return validate_expired_records_removed(document, now)
    return (getattr(validate, name, None) or getattr(validate_records, name))(document)


@pytest.mark.parametrize("case", GOLD, ids=lambda case: f"{case['test']}-{case['fixture']}")
def test_as_many_faults_are_found_as_the_validator_of_the_format_finds(case):
    document = read(CASES / "fixtures" / f"{case['fixture']}.xml")
    found = found_by(case["function"], document, instant(case["utcnow"]))
    compare = {"==": operator.eq, "!=": operator.ne}[case["op"]]
    assert compare(len(found), case["count"]), [str(one) for one in found]


def test_all_sixty_assertions_are_there():
    assert len(GOLD) == 60


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_a_sample_loses_nothing_when_it_is_written_and_read_again(path, tmp_path):
    document = read(path)
    (tmp_path / "again.xml").write_text(write(document), "utf-8", newline="")
    again = read(tmp_path / "again.xml")
    assert again == document
    assert len(document.persons) + len(list(document.notes())) > 0


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_what_is_found_in_a_sample_stands_on_a_line_of_it(path):
    lines = len(path.read_text("utf-8").splitlines())
    found = check(read(path), dt.datetime(2012, 6, 1, tzinfo=dt.UTC))
    assert [one for one in found if not 1 <= one.line <= lines] == []
