"""A backup holds everything, encrypted, and appears whole or not at all."""

import hashlib
import json
import tarfile

import pytest
from fresh_office import SERVER, fresh_office

NAME = "Вигадана Соломія Тестівна"
FILL = f"""
from kintrace.office import files
family = Organisation.objects.create(name={NAME!r})
actions.ask("count", by=None, organisation=family, name={NAME!r})
journal.write("made", by=None, organisation=family)
print(json.dumps(files.keep({NAME!r}.encode() * 1000)))
"""


@pytest.fixture
def office(tmp_path):
    with fresh_office(tmp_path / "office") as office:
        yield office


def members(path):
    with tarfile.open(path) as archive:
        return {member.name: archive.extractfile(member).read() for member in archive}


def test_a_backup_lists_the_seal_of_all_that_is_in_it(office, tmp_path):
    sha256 = office.python(FILL)
    done = office.command("backup", tmp_path / "b")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith(f"{tmp_path / 'b'}: 3 files, ")
    found = members(tmp_path / "b")
    listed = json.loads(found.pop("manifest.json"))["sha256"]
    assert list(found) == ["office.dump" if SERVER else "office.db", "secret", f"files/{sha256}"]
    assert listed == {name: hashlib.sha256(content).hexdigest() for name, content in found.items()}
    assert (tmp_path / "b").stat().st_mode & 0o777 == 0o600


def test_nobody_reads_a_name_in_the_backup_of_an_encrypted_office(office, tmp_path):
    office.python(FILL)
    office.command("backup", tmp_path / "b")
    assert NAME.encode() not in (tmp_path / "b").read_bytes()
    assert sorted(path.name for path in office.folder.iterdir() if path.name.startswith(".")) == []


def test_a_backup_replaces_no_file(office, tmp_path):
    (tmp_path / "b").write_text("mine")
    done = office.command("backup", tmp_path / "b")
    assert (done.returncode, done.stderr) == (
        2,
        f"kintrace: {tmp_path / 'b'} exists already; name another file.\n",
    )
    assert (tmp_path / "b").read_text() == "mine"


def test_a_backup_that_cannot_be_written_is_a_sentence(office, tmp_path):
    done = office.command("backup", tmp_path / "no" / "b")
    assert (done.returncode, done.stderr) == (
        2,
        f"kintrace: The backup could not be written to {tmp_path / 'no' / 'b'}: No such file or directory.\n",
    )


def test_what_is_not_there_is_not_backed_up(tmp_path):
    with fresh_office(tmp_path / "none", key="", filled=None) as office:
        done = office.command("backup", tmp_path / "b")
    assert (done.returncode, done.stderr) == (
        2,
        f"kintrace: There is no office in {tmp_path / 'none'}; make one with kintrace office start.\n",
    )
    assert list(tmp_path.iterdir()) == []
