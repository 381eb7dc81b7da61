"""A laptop that is taken away: no byte of its disk tells a name that the office knows."""

import json
from collections import Counter

import pytest
from fresh_office import SERVER, fresh_office

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(bool(SERVER), reason="a server's disk is the server's to encrypt"),
]

GIVEN, SURNAME = "Вигадослава", "Неіснуйченко"

# The process imports a list, enters the name in the journal's details, and is still there when it is killed:
# what it wrote stands in the write-ahead log.
IMPORT = f"""
import io, time
from kintrace.office import start
start.quiet()
from kintrace.office.tracing.list_actions import Brought, bring, confirm_columns
house = Organisation.objects.create(name="Вигадана родина")
who = Member.objects.create(username="o", name="Олена Вигадана", role="coordinator", organisation=house)
rows = "".join(f"R-{{k}};{SURNAME} {GIVEN};0{{k % 9 + 1}}.03.2015\\n" for k in range(20_000))
for side in ("requests", "located"):
    what = Brought(
        side=side, name=side, source="invented", legal_basis="invented", file_name="{SURNAME}.csv"
    )
    one = bring(by=who, what=what, file=io.BytesIO(("№;ПІБ;Дата народження\\n" + rows).encode()))
    columns = {{"id": ["№"], "name": ["ПІБ"], "birth": ["Дата народження"]}}
    confirm_columns(by=who, number=one.id, columns=columns)
    worker.work_once()
print("written", flush=True)
time.sleep(600)
"""


def spellings(word):
    for one in (word, word.lower(), word.upper()):
        yield from (one.encode(), one.encode("utf-16-le"), one.encode("cp1251"))
        yield json.dumps(one)[1:-1].encode()


def found(folder):
    """How many files under a folder hold the name, by the kind of file."""
    needles = {needle for word in (GIVEN, SURNAME) for needle in spellings(word)}
    told = Counter()
    for path in folder.rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            told[path.name] += any(needle in content for needle in needles)
    return told


@pytest.fixture
def seized(tmp_path):
    """Work in an office, pull the plug, and take what is on the disk; a backup lies there too."""

    def work(key):
        (tmp_path / "tmp").mkdir()
        with fresh_office(tmp_path / "office", key=key) as office:
            office.more = {"TMPDIR": str(tmp_path / "tmp")}
            with office.spawn(IMPORT) as process:
                assert process.stdout.readline() == "written\n"
                during = found(tmp_path)
                process.kill()
            assert (tmp_path / "office/office.db-wal").stat().st_size > 1_000_000
            after = found(tmp_path)
            program = "from kintrace.office import backup, home; from pathlib import Path\n"
            office.python(program + f"backup.write(Path({str(tmp_path / 'backup')!r}), home.home())")
        told = Counter(during)
        told.update(after)
        told.update(found(tmp_path))  # unlike +, it keeps what told nothing
        return told

    return work


def test_an_encrypted_office_tells_no_name(seized):
    told = seized("5a" * 32)
    assert {"office.db", "office.db-wal", "backup"} <= told.keys()
    assert len(told) >= 5
    assert +told == Counter()


def test_a_plain_one_tells_it_everywhere_so_that_the_search_means_something(seized):
    told = seized("")
    assert {"office.db", "office.db-wal", "backup"} <= (+told).keys()
    assert sum(len(name) == 64 for name in +told) == 1
