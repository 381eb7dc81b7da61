"""Whoever was erased does not come back by a file of our own; whoever only has the same number comes in."""

import csv
import datetime as dt
import io

import pytest
from django.utils import timezone
from office.tracing.conftest import brought, import_now, imported

from kintrace.office.exchange import exports, primero_in
from kintrace.office.exchange.erasure_actions import Asked as Wish
from kintrace.office.exchange.erasure_actions import erase_child, erase_record
from kintrace.office.exchange.exports import Asked
from kintrace.office.tracing.list_actions import Brought
from kintrace.office.tracing.models import Record

brought, import_now, imported = brought, import_now, imported  # fixtures of the room next door
LEFT_OUT = "Rows left out because the erasure of these people was asked for: 1."
UNTIL = timezone.localdate() + dt.timedelta(days=20)


@pytest.fixture
def by(member):
    return member("coordinator")


@pytest.fixture
def gone(by, full_case, consented):
    """What went out of a child as Primero's cases and tracing requests and as PFIF, before its erasure."""
    case = full_case(by)
    consented(by, case)
    consented(by, case, "publication")
    out = {
        what: b"".join(exports.take(by=by, asked=Asked(what, "There", purpose, until=UNTIL)).content)
        for what, purpose in (
            ("primero.case", "sharing"),
            ("primero.tracing_request", "sharing"),
            ("pfif", "publication"),
        )
    }
    record = case.records.get().record_id
    erase_child(by=by, number=case.child_id, asked=Wish("The mother", "Wish", [record]))
    return out


@pytest.fixture
def from_primero(by, import_now):
    """Bring a file of Primero, and return its list once it is imported."""

    def bring(record, content):
        what = Brought("requests", "From Primero", "Primero of Nowhere", "agreement", "primero.csv")
        one = primero_in.bring(by=by, what=what, record=record, content=content)
        import_now(one)
        return one

    return bring


def changed(content, **said):
    """Return a CSV with other words in some columns, None for a column that is taken out."""
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))
    out = [{name: cell for name, cell in (row | said).items() if cell is not None} for row in rows]
    file = io.StringIO()
    writer = csv.DictWriter(file, [*out[0]])
    writer.writeheader()
    writer.writerows(out)
    return file.getvalue().encode()


RESPELT = {"name": "Неймова Плантеданна", "date_of_birth": "2013-01-01", "estimated": "true"}


@pytest.mark.parametrize("record", ["case", "tracing_request"])
@pytest.mark.parametrize("said", [{}, RESPELT], ids=["as it went out", "name respelt, birth a year"])
def test_an_erased_child_does_not_come_back_by_our_own_primero_file(gone, from_primero, record, said):
    rows = csv.DictReader(io.StringIO(gone[f"primero.{record}"].decode("utf-8-sig")))
    assert [row["name"] for row in rows] == ["Nameova Plantedanna"]
    if record == "tracing_request":
        said = {name: text for name, text in said.items() if name != "estimated"}
    one = from_primero(record, changed(gone[f"primero.{record}"], **said))
    assert (one.records.count(), one.people, one.sha256) == (0, 0, "")
    assert LEFT_OUT in one.notes


def test_without_the_long_id_the_number_suffices_with_the_name_and_not_with_the_day_of_birth(
    gone, from_primero
):
    for said, left in (({"date_of_birth": "2013"}, 0), ({"name": RESPELT["name"]}, 1)):
        one = from_primero("case", changed(gone["primero.case"], case_id=None, **said))
        assert (one.records.count(), LEFT_OUT in one.notes) == (left, not left)


def test_another_organisations_child_that_has_the_same_number_comes_in(gone, from_primero):
    theirs = {"case_id": "0f8fad5b-d9cb-469f-a165-70867728950e", "name": "Вигаданчук Ірина"}
    theirs |= {"date_of_birth": "2013-05-02"}
    for said in (theirs, theirs | {"case_id": None}):
        one = from_primero("case", changed(gone["primero.case"], **said))
        assert [(row.number, row.name) for row in one.records.all()] == [("K-000001", "Вигаданчук Ірина")]


@pytest.mark.parametrize("respelt", [False, True])
def test_an_erased_child_does_not_come_back_by_our_own_pfif_file(by, gone, imported, respelt):
    text = gone["pfif"].decode()
    assert "Nameova Plantedanna" in text
    if respelt:
        text = text.replace("Nameova Plantedanna", RESPELT["name"]).replace("2013-04-17", "2013")
    one = imported(by, text, file_name="pfif.xml")
    assert (one.records.count(), LEFT_OUT in one.notes) == (0, True)
    assert not Record.objects.filter(organisation=by.organisation).exists()


def test_an_erased_record_of_pfif_does_not_come_back_under_its_id_whatever_the_name(by, imported):
    text = "person_record_id;full_name;date_of_birth\nexample.org/17;{};{}\n"
    one = imported(by, text.format("Вигадана Олена", "2013-04-17"))
    erase_record(by=by, number=one.records.get().pk, asked=Wish("The mother", "Wish"))
    assert imported(by, text.format("Vyhadana Olena", "2013")).records.count() == 0
    other = text.replace("/17", "/18").format("Vyhadana Olena", "2013")
    assert imported(by, other).records.count() == 1


@pytest.mark.parametrize("said", ["Вигадана Олена;02.02.2012", "Вигадана Олена;2012"])
def test_the_same_number_with_the_name_as_it_was_is_left_out_and_a_twin_is_not(by, imported, said):
    text = "№;ПІБ;Дата народження\nR-1;{}\n"
    one = imported(by, text.format("Вигадана Олена;02.02.2012"))
    erase_record(by=by, number=one.records.get().pk, asked=Wish("The mother", "Wish"))
    assert imported(by, text.format(said)).records.count() == 0
    assert imported(by, text.format("Вигадана Ірина;02.02.2012")).records.count() == 1
