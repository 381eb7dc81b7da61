"""A disk that runs full: a clear sentence, nothing half-done, and everything acknowledged still there."""

import os
import subprocess
from pathlib import Path

import pytest
from fresh_office import SERVER, fresh_office

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(bool(SERVER), reason="the embedded database; a server's disk is another machine's"),
]

MB = 12

BRING = """
import io
from kintrace.office import start
start.quiet()
from kintrace.office.tracing.list_actions import Brought, bring, confirm_columns
house = Organisation.objects.create(name="Вигадана родина")
who = Member.objects.create(username="o", name="Олена Вигадана", role="coordinator", organisation=house)
rows = "".join(f"R-{k};Вигаданенко Олена {k};0{k % 9 + 1}.03.2015\\n" for k in range(30_000))
what = Brought(side="requests", name="x", source="invented", legal_basis="invented", file_name="x.csv")
one = bring(by=who, what=what, file=io.BytesIO(("№;ПІБ;Дата народження\\n" + rows).encode()))
confirm_columns(by=who, number=one.id, columns={"id": ["№"], "name": ["ПІБ"], "birth": ["Дата народження"]})
"""

WORK = """
try:
    worker.work_once()
except BaseException as error:
    print(json.dumps(type(error).__name__))
"""

SEEN = """
from kintrace.office.tracing.models import PeopleList, Record
from kintrace.office.journal import queries
with connection.cursor() as cursor:
    whole = cursor.execute("PRAGMA integrity_check").fetchone()[0]
(job,) = Job.objects.filter(work="import list")
counts = [Record.objects.count(), Entry.objects.count()]
print(json.dumps([whole, job.state, job.said, *counts, str(queries.verify()[1])]))
"""

WEB = f"""
import sys
from contextlib import suppress
sys.path.insert(0, {str(Path(__file__).parents[1])!r})
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django_otp import DEVICE_ID_SESSION_KEY
from django_otp.plugins.otp_totp.models import TOTPDevice
from kintrace.office import start
from kintrace.office.home import home
from office.tracing.invented import proposed
start.quiet()
who = Member.objects.get()
client = Client(SERVER_NAME="localhost", headers={{"accept-language": "uk"}}, raise_request_exception=False)
client.force_login(who, "django.contrib.auth.backends.ModelBackend")
device = TOTPDevice.objects.create(user=who, name="telephone", confirmed=True)
session = client.session
session[DEVICE_ID_SESSION_KEY] = device.persistent_id
session.save()
rows = "".join(f"R-{{k}};Вигаданенко Олена {{k}};0{{k % 9 + 1}}.03.2015\\n" for k in range(3_000))
said = {{"side": "requests", "name": "y", "source": "invented", "legal_basis": "invented", "team": ""}}
verdict = {{"verdict": "same", "reason": "details_agree", "note": "", "seen": ""}}
decide = f"/pairs/{{proposed(who).id}}/decide/"

def sent():
    file = SimpleUploadedFile("y.csv", ("№;ПІБ;Дата народження\\n" + rows).encode())
    answers = client.post("/lists/new/", said | {{"file": file}}), client.post(decide, verdict)
    sentence = "Диск заповнено"
    return [[one.status_code, sentence in one.content.decode()] for one in answers]

def stored():
    return tables(), sorted(path.name for path in home().files.iterdir())

with connection.cursor() as cursor:
    cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
before = stored()
filler = home().folder / "filler"
with filler.open("wb", buffering=0) as file, suppress(OSError):
    while file.write(bytes(1 << 20)):
        pass
full, left = sent(), stored() == before
filler.unlink()
print(json.dumps([full, left, sent()]))
"""

VISIBLE = """
from kintrace.office.tracing.may import all_records
print(all_records().count())
"""


@pytest.fixture
def small_disk(tmp_path):
    """A disk of 12 MB."""
    place = tmp_path / "disk"
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={MB}m", "tmpfs", place]
    if os.geteuid() != 0 or subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("only who may mount can make a small disk")
    yield place
    subprocess.run(["umount", "-l", place], check=True)


def test_a_full_disk_fails_imports_and_pages_in_a_sentence_and_loses_nothing(small_disk):
    with fresh_office(small_disk / "office") as office:
        office.python(BRING)
        before = office.python(SEEN)
        assert before == ["ok", "waiting", "", 0, 2, "None"]
        assert office.python(WORK) == "OperationalError"
        said = "The disk is full. Nothing of this work was kept; make room and start it again."
        seen = office.python(SEEN)
        assert (seen[:3], seen[4:]) == (["ok", "failed", said], [2, "None"])
        assert office.python(VISIBLE) == 0
        subprocess.run(["mount", "-o", f"remount,size={5 * MB}m", small_disk], check=True)
        office.python("from kintrace.office.tracing import importing\nimporting.sweep()")
        assert office.python(SEEN) == ["ok", "failed", said, 0, 2, "None"]
        no_room, nothing_stored, later = office.python(WEB)
        assert (no_room, nothing_stored) == ([[507, True], [507, True]], True)
        assert later == [[302, False], [302, False]]


def test_a_backup_onto_a_full_disk_is_a_sentence_and_leaves_no_file(tmp_path, small_disk):
    with fresh_office(tmp_path / "office") as office:
        office.python("from kintrace.office import files; files.keep(os.urandom(20_000_000))")
        done = office.command("backup", small_disk / "b")
    assert (done.returncode, done.stderr) == (
        2,
        f"kintrace: The backup could not be written to {small_disk / 'b'}: No space left on device.\n",
    )
    assert list(small_disk.iterdir()) == []


def test_an_office_that_cannot_be_made_says_why(small_disk):
    (small_disk / "filler").write_bytes(bytes((MB << 20) - 300_000))
    with fresh_office(small_disk / "office", filled=None) as office:
        done = office.command("start", "--port", "1")
        assert done.returncode == 2
        office.folder.mkdir(exist_ok=True)
        program = "from kintrace.errors import OfficeRefused\nfrom kintrace.office import start\n"
        program += "try:\n  start.prepare()\nexcept OfficeRefused as error:\n  print(json.dumps(str(error)))"
        said = office.python(program)
    assert said == "The disk is full. Nothing was lost; make room and try again."
