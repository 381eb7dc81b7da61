"""What was backed up, destroyed and put back is identical; what is damaged changes nothing."""

import io
import json
import shutil
import tarfile

import pytest
from fresh_office import SERVER, fresh_office

from kintrace.errors import OfficeRefused
from kintrace.office import restoring
from kintrace.office.home import Home

FILL = """
from kintrace.office import files
family = Organisation.objects.create(name="Вигадана")
for k in range(50):
    actions.ask("count", by=None, organisation=family, number=k, text="'; \\\\ \\t \\n Ї")
    journal.write("made", by=None, organisation=family, about=("job", k))
files.keep(b"one list"); files.keep(b"another" * 400_000)
import io
from PIL import Image
from kintrace.office.tracing import pair_actions, record_actions
from kintrace.office.tracing.models import Proposal, Run
who = Member.objects.create(username="o", name="Олена Вигадана", role="coordinator", organisation=family)
ends = []
for side in ("requests", "located"):
    photo = io.BytesIO()
    Image.new("RGB", (30, 40), (90, 90, len(side))).save(photo, "PNG")
    photo.seek(0)
    child = record_actions.Person({"name": "Вигаданенко Ївга", "birth": "2015"}, photo)
    typed = record_actions.Asked(side, [child], {"consent": "усно"})
    ends.append(record_actions.enter(by=who, asked=typed)[0])
run = Run.objects.create(organisation=family, engine="by hand", record={})
figures = {"weight_bits": 1.0, "probability": 0.5, "assigned": True, "reasons": [], "facts": "a:b"}
pair = Proposal.objects.create(organisation=family, left=ends[0], right=ends[1], run=run, **figures)
pair_actions.decide(by=who, number=pair.pk, word=pair_actions.Word("same", "photo"))
"""


@pytest.fixture
def office(tmp_path):
    with fresh_office(tmp_path / "office", filled=FILL) as office:
        assert office.command("backup", tmp_path / "b").returncode == 0
        yield office


def kept(office):
    return {path.name: path.read_bytes() for path in (office.folder / "files").iterdir()}


def destroy(office):
    shutil.rmtree(office.folder)
    if SERVER:
        import psycopg

        with psycopg.connect(office.database, autocommit=True) as database:
            database.execute("DROP SCHEMA public CASCADE")
            database.execute("CREATE SCHEMA public")


def test_backup_destroy_restore_gives_every_table_and_every_file_back(office, tmp_path):
    tables, files = office.tables(), kept(office)
    kinds = ("journal_entry", "jobs_job", "tracing_record", "tracing_proposal", "tracing_decision")
    assert [tables[kind][0] for kind in kinds] == [53, 51, 2, 1, 1]
    assert len(files) == 4  # two of them photos
    destroy(office)
    done = office.command("restore", tmp_path / "b")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == f"6 files are back in {office.folder}, each checked against its SHA-256.\n"
    assert (office.tables(), kept(office)) == (tables, files)
    done = office.command("journal", "verify")
    first, last = done.stdout.splitlines()
    assert (first, done.stderr) == ("The journal is as it was written: 53 entries.", "")
    assert last.startswith("The last is number 53, sealed ")


def test_a_restored_office_can_be_backed_up_and_restored_again(office, tmp_path):
    tables = office.tables()
    for name in ("b", "c"):
        destroy(office)
        assert office.command("restore", tmp_path / name).returncode == 0
        if name == "b":
            assert office.command("backup", tmp_path / "c").returncode == 0
    assert office.tables() == tables


def test_what_is_there_is_replaced_only_when_forced(office, tmp_path):
    tables = office.tables()
    office.python(
        "Organisation.objects.create(name='later')\nfrom kintrace.office import files; files.keep(b'later')"
    )
    later = office.tables()
    done = office.command("restore", tmp_path / "b")
    assert (done.returncode, done.stderr) == (
        2,
        "kintrace: There is an office already. --force replaces it by what is in the backup.\n",
    )
    assert office.tables() == later
    assert office.command("restore", tmp_path / "b", "--force").returncode == 0
    assert office.tables() == tables
    assert len(kept(office)) == 4


def test_the_same_office_still_refuses_to_rewrite_its_journal(office, tmp_path):
    destroy(office)
    office.command("restore", tmp_path / "b")
    said = office.python(
        """
from django.db import IntegrityError
try:
    Entry.objects.filter(number=7).update(why="changed")
except IntegrityError as error:
    print(json.dumps(str(error).splitlines()[0]))
"""
    )
    assert said == "journal_entry is only added to"


def rewrite(path, change):
    """Pack a backup anew, with its members changed."""
    with tarfile.open(path) as archive:
        found = {member.name: archive.extractfile(member).read() for member in archive}
    change(found)
    with tarfile.open(path, "w") as archive:
        for name, content in found.items():
            member = tarfile.TarInfo(name)
            member.size = len(content)
            archive.addfile(member, io.BytesIO(content))


def flip(found):
    name = "office.dump" if SERVER else "office.db"
    found[name] = found[name][:5000] + bytes([found[name][5000] ^ 1]) + found[name][5001:]


def forget(found):
    del found["manifest.json"]


def lose(found):
    del found[next(name for name in found if name.startswith("files/"))]


def climb(found):
    found["../climbed"] = b"x"


@pytest.fixture
def put_back(office, monkeypatch):
    """Try to put a backup back in this process; returns the refusal, having seen that nothing changed."""

    def tried(path):
        for name in ("KINTRACE_HOME", "KINTRACE_DATABASE", "KINTRACE_KEY"):
            monkeypatch.setenv(name, office.environment.get(name, ""))
        before = contents(office.folder)
        with pytest.raises(OfficeRefused) as refusal:
            restoring.put_back(path, Home(office.folder), str, force=True)
        assert contents(office.folder) == before
        return str(refusal.value)

    return tried


def contents(folder):
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize(
    ("harm", "said"),
    [
        (flip, "damaged: its SHA-256 sums do not agree. Nothing was changed."),
        (lose, "damaged: its SHA-256 sums do not agree. Nothing was changed."),
        (forget, "damaged, or is no backup of an office. Nothing was changed."),
        (climb, "no backup of an office: '../climbed' is in it."),
    ],
)
def test_a_damaged_backup_changes_nothing(put_back, tmp_path, harm, said):
    rewrite(tmp_path / "b", harm)
    assert put_back(tmp_path / "b") == f"{tmp_path / 'b'} is {said}"
    assert not (tmp_path / "climbed").exists()


@pytest.mark.parametrize("content", [b"", b"no backup", None])
def test_what_is_no_backup_is_a_sentence(put_back, tmp_path, content):
    (tmp_path / "x").write_bytes(content if content is not None else (tmp_path / "b").read_bytes()[:-20_000])
    assert put_back(tmp_path / "x") == (
        f"{tmp_path / 'x'} is damaged, or is no backup of an office. Nothing was changed."
    )


def test_a_file_that_is_not_there_is_a_sentence(put_back, tmp_path):
    assert put_back(tmp_path / "no") == f"There is no file {tmp_path / 'no'}."


def test_a_backup_is_put_back_into_its_own_kind_of_database(put_back, tmp_path):
    def change(found):
        was, is_now = ("office.dump", "office.db") if SERVER else ("office.db", "office.dump")
        found[is_now] = found.pop(was)
        listed = json.loads(found.pop("manifest.json"))
        listed["sha256"][is_now] = listed["sha256"].pop(was)
        found["manifest.json"] = json.dumps(listed).encode()

    rewrite(tmp_path / "b", change)
    assert put_back(tmp_path / "b") == f"{tmp_path / 'b'} is of an office " + (
        "with a file of its own; leave KINTRACE_DATABASE out."
        if SERVER
        else "on PostgreSQL; name a database in KINTRACE_DATABASE."
    )


def test_an_open_office_is_not_replaced(office, tmp_path):
    holding = office.spawn(
        """
from kintrace.office import home, start
with start.held(home.home()):
    print("held", flush=True)
    import time; time.sleep(60)
"""
    )
    with holding:
        assert holding.stdout.readline() == "held\n"
        done = office.command("restore", tmp_path / "b", "--force")
        holding.kill()
    assert (done.returncode, done.stderr) == (
        2,
        f"kintrace: The office in {office.folder} is open; close it first.\n",
    )
