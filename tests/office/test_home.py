"""Where an office lives, and what the environment says of it."""

import pytest

from kintrace.errors import SettingsInvalid
from kintrace.office.home import Home, home, port, postgresql, processes


@pytest.fixture
def place(tmp_path):
    place = Home(tmp_path / "office")
    place.make()
    return place


def test_the_folder_is_its_owners_alone(place):
    assert place.folder.stat().st_mode & 0o777 == place.files.stat().st_mode & 0o777 == 0o700


@pytest.mark.parametrize("secret", ["secret", "first_token", "open_key"])
def test_a_secret_is_made_once_and_only_its_owner_reads_it(place, secret):
    made = getattr(place, secret)()
    assert len(made) >= 43
    assert getattr(place, secret)() == made
    assert {path.stat().st_mode & 0o777 for path in place.folder.iterdir() if path.is_file()} == {0o600}


def test_the_environment_names_the_folder(monkeypatch, tmp_path):
    monkeypatch.setenv("KINTRACE_HOME", str(tmp_path))
    assert home() == Home(tmp_path)
    monkeypatch.delenv("KINTRACE_HOME")
    assert home().folder.parts[-3:] == (".local", "share", "kintrace")


@pytest.mark.parametrize("said", ["0", "65536", "-1", "http", "", "８０００", "80.0"])
def test_what_is_no_port_is_refused(monkeypatch, said):
    monkeypatch.setenv("KINTRACE_PORT", said)
    with pytest.raises(SettingsInvalid, match="is no port"):
        port()


def test_the_port_is_8000_unless_another_is_named(monkeypatch):
    monkeypatch.delenv("KINTRACE_PORT", raising=False)
    assert port() == 8000
    monkeypatch.setenv("KINTRACE_PORT", "8123")
    assert port() == 8123


def test_a_socket_may_stand_for_the_host():
    said = postgresql("postgresql://kt@/office?host=/run/postgresql")
    assert (said["HOST"], said["USER"], said["NAME"], said["PORT"]) == ("/run/postgresql", "kt", "office", "")


@pytest.mark.parametrize("address", ["mysql://x/y", "postgresql://host", "office.db", "postgresql://host/"])
def test_any_other_address_is_refused(address):
    with pytest.raises(SettingsInvalid, match="must look like postgresql://"):
        postgresql(address)


@pytest.mark.parametrize(
    ("database", "cores", "number"),
    [
        ("", 8, 1),
        ("postgresql:///office", 1, 1),
        ("postgresql:///office", 3, 3),
        ("postgresql:///office", 8, 4),
    ],
)
def test_a_server_answers_with_as_many_processes_as_cores_up_to_four(monkeypatch, database, cores, number):
    monkeypatch.delenv("KINTRACE_PROCESSES", raising=False)
    monkeypatch.setenv("KINTRACE_DATABASE", database)
    monkeypatch.setattr("os.cpu_count", lambda: cores)
    assert processes() == number


def test_how_many_answer_can_be_set(monkeypatch):
    monkeypatch.setenv("KINTRACE_PROCESSES", "7")
    assert processes() == 7


@pytest.mark.parametrize("said", ["0", "65", "-1", "two", "\u0663"])
def test_a_number_of_processes_that_is_none_is_refused(monkeypatch, said):
    monkeypatch.setenv("KINTRACE_PROCESSES", said)
    with pytest.raises(SettingsInvalid) as refused:
        processes()
    assert str(refused.value) == f"KINTRACE_PROCESSES is {said!r}; use a number from 1 to 64."
