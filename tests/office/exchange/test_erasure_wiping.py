"""After an erasure no byte of the database's files tells the name: looked for in a plain database."""

import pytest
from fresh_office import SERVER, fresh_office

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(bool(SERVER), reason="a server's disk is the server's"),
]

GIVEN, SURNAME = "Вигадослава", "Неіснуйченко"

BEGIN = f"""
import io
from kintrace.office.tracing.list_actions import Brought, bring, confirm_columns
from kintrace.office.tracing.models import Record
from kintrace.office.tracing.record_actions import correct
from kintrace.office.exchange.erasure_actions import Asked, erase_record

def import_list(who):
    rows = "".join(f"R-{{k}};Вигаданчук Олена {{k}};0{{k % 9 + 1}}.03.2015\\n" for k in range(300))
    text = "№;ПІБ;Дата народження\\nX-1;{SURNAME} {GIVEN};01.02.2014\\n" + rows
    what = Brought(side="requests", name="l", source="s", legal_basis="b", file_name="l.csv")
    one = bring(by=who, what=what, file=io.BytesIO(text.encode()))
    columns = {{"id": ["№"], "name": ["ПІБ"], "birth": ["Дата народження"]}}
    confirm_columns(by=who, number=one.id, columns=columns)
    while worker.work_once(): pass
    return one
"""
ENTER = (
    BEGIN
    + f"""
house = Organisation.objects.create(name="Вигадана родина")
who = Member.objects.create(username="o", name="Олена Вигадана", role="coordinator", organisation=house)
import_list(who)
old = Record.objects.get(number="X-1")
correct(by=who, number=old.id, people={{"name": "{SURNAME} {GIVEN} Інша"}}, why="as told")
"""
)
ERASE = (
    BEGIN
    + """
who = Member.objects.get()
one = Record.objects.get(number="X-1", current=True)
erase_record(by=who, number=one.id, asked=Asked("the family", "their right"))
while worker.work_once(): pass
import_list(who)
print(Record.objects.filter(number="X-1").count())
"""
)


def files_with_the_name(folder) -> dict[str, int]:
    needles = [word.encode(code) for word in (GIVEN, SURNAME) for code in ("utf-8", "utf-16-le")]
    told = {path.name: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    return {name: count for name, content in told.items() if (count := sum(map(content.count, needles)))}


def test_no_byte_of_a_plain_office_tells_the_name_after_an_erasure(tmp_path):
    with fresh_office(tmp_path / "office", key="") as office:
        office.python(ENTER)
        before = files_with_the_name(tmp_path)
        assert "office.db" in before
        assert any(len(name) == 64 for name in before)
        assert office.python(ERASE) == 0
    assert files_with_the_name(tmp_path) == {}
