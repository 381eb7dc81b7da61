"""Files are kept once, whole and encrypted; a plain one is lent for a moment only."""

import hashlib
import io

import pytest
from django.utils.translation import override

from kintrace.errors import KintraceError
from kintrace.office import files
from kintrace.office.home import home
from kintrace.office.spoken import spoken

NAME = "Вигадана Соломія Тестівна"
LIST = f"№;ПІБ\nR-1;{NAME}\n".encode()


@pytest.fixture(autouse=True)
def office(tmp_path, monkeypatch):
    monkeypatch.setenv("KINTRACE_HOME", str(tmp_path / "office"))
    monkeypatch.setenv("KINTRACE_KEY", "5a" * 32)
    home().make()
    yield
    files.sweep()
    files.passing().rmdir()


def on_disk() -> bytes:
    return b"".join(path.read_bytes() for path in home().folder.rglob("*") if path.is_file())


def test_a_file_is_kept_once_under_its_seal():
    sha256 = files.keep(LIST)
    assert sha256 == hashlib.sha256(LIST).hexdigest() == files.keep(io.BytesIO(LIST))
    assert [path.name for path in home().files.iterdir()] == [sha256]
    assert files.read(sha256) == LIST


def test_a_file_of_several_pieces_comes_back_as_it_was():
    content = bytes(range(256)) * 10_000
    assert [len(piece) for piece in files.pieces(files.keep(content))] == [1 << 20, 1 << 20, 462_848]
    assert files.read(files.keep(content)) == content
    assert files.read(files.keep(b"")) == b""


def test_nobody_reads_a_kept_file_without_the_key():
    files.keep(LIST)
    assert NAME.encode() not in on_disk()


def test_without_a_key_the_name_can_be_found_so_that_the_test_before_means_something(monkeypatch):
    monkeypatch.delenv("KINTRACE_KEY")
    files.keep(LIST)
    assert NAME.encode() in on_disk()


@pytest.mark.parametrize(
    ("name", "lent"),
    [
        ("../../список.csv", "список.csv"),
        ("..", "file"),
        ("", "file"),
        ("a\0b\n.xlsx", "a_b_.xlsx"),
        ("𝔘" * 300 + ".csv", "𝔘" * 56 + ".csv"),
    ],
)
def test_a_plain_file_is_lent_under_its_name_and_taken_back(name, lent):
    with files.lend(files.keep(LIST), name) as path:
        assert (path.name, path.read_bytes()) == (lent, LIST)
        assert path.parent.parent == files.passing()
    assert not path.exists()


def test_what_a_killed_process_left_is_swept_away():
    (files.passing() / "left").mkdir()
    (files.passing() / "left" / "list.csv").write_bytes(LIST)
    (files.passing() / "upload").write_bytes(LIST)
    (home().files / ".new-half").write_bytes(b"half")
    files.sweep()
    assert list(files.passing().iterdir()) == list(home().files.iterdir()) == []


def test_a_file_that_is_not_here_is_not_read():
    assert not files.kept("0" * 64)
    with pytest.raises(files.FileGone, match="Put it back from a backup") as gone:
        files.read("0" * 64)
    assert isinstance(gone.value, KintraceError) and isinstance(gone.value, FileNotFoundError)
    with pytest.raises(files.FileGone), files.lend("0" * 64):
        pass
    with override("uk"):
        assert spoken(gone.value) == "Файлу вже немає в папці офісу. Поверніть його з резервної копії."


@pytest.mark.parametrize("name", ["", "../office.db", "A" * 64, "0" * 63 + "/"])
def test_only_a_seal_names_a_file(name):
    with pytest.raises(ValueError, match="no SHA-256"):
        files.read(name)


def test_a_file_that_could_not_be_read_leaves_nothing():
    class Broken(io.BytesIO):
        def read(self, *_):
            raise OSError("the stick was pulled out")

    with pytest.raises(OSError, match="pulled out"):
        files.keep(Broken())
    assert list(home().files.iterdir()) == []
