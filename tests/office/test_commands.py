"""What the command line does with an office: keys are made, asked for and changed; refusals are sentences."""

import re

import pytest
from fresh_office import SERVER, FreshOffice, fresh_office

from kintrace.errors import OfficeRefused, SettingsInvalid
from kintrace.office import commands, key, start
from kintrace.office.commands import Words
from kintrace.office.home import home

WORDS, NEW = "вітер яблуко сорок міст", "another long sentence"


@pytest.fixture(autouse=True)
def place(tmp_path, monkeypatch):
    """No office yet, and words that cost little."""
    monkeypatch.setattr(key, "_COST", {"n": 1 << 4, "r": 8, "p": 1})
    monkeypatch.setenv("KINTRACE_HOME", str(tmp_path / "office"))
    for name in ("KINTRACE_KEY", "KINTRACE_DATABASE", "KINTRACE_DEMO"):
        monkeypatch.setenv(name, "")
    monkeypatch.setenv("KINTRACE_PORT", "8000")
    return home()


@pytest.fixture
def opened(monkeypatch):
    """Open an office without serving it; returns the key that it was opened with."""

    def tried(given=WORDS, *, demo=False):
        monkeypatch.setenv("KINTRACE_KEY", "")
        monkeypatch.setenv("KINTRACE_DEMO", "")
        for name in ("listen", "quiet", "django", "prepare", "serve"):
            monkeypatch.setattr(start, name, lambda *_: type("Door", (), {"close": lambda _: None})())
        monkeypatch.setattr(commands, "_load_demo", lambda: None)
        assert commands.open_office(Words(given), demo=demo, browser=False, at=None) == 0
        import os

        return os.environ["KINTRACE_KEY"]

    return tried


def test_the_first_start_makes_the_key_and_shows_the_recovery_key_once(place, opened, capsys):
    made = opened()
    recovery = re.search(r"Recovery key: ([A-Z2-7-]{39})\n", capsys.readouterr().out)[1]
    assert len(bytes.fromhex(made)) == 32
    assert opened() == made == opened(recovery)
    assert "Recovery key" not in capsys.readouterr().out
    with pytest.raises(OfficeRefused, match="neither the passphrase"):
        opened("other words")


def test_an_office_of_invented_people_has_a_key_of_its_own_and_says_so(place, opened, capsys):
    made = opened(None, demo=True)
    assert made == opened(None, demo=True) == place.demo_key.read_text()
    assert "Put no real person in it." in capsys.readouterr().out
    with pytest.raises(OfficeRefused, match="invented people only"):
        opened()


def test_a_real_office_is_no_place_for_invented_people(place, opened):
    opened()
    with pytest.raises(OfficeRefused, match="holds a real office"):
        opened(demo=True)
    assert not place.demo_key.exists()


def test_the_demo_lives_beside_the_real_office(monkeypatch, tmp_path, opened):
    import os

    monkeypatch.delenv("KINTRACE_HOME")
    monkeypatch.setenv("HOME", str(tmp_path))
    opened(None, demo=True)
    assert os.environ["KINTRACE_HOME"] == str(tmp_path / ".local/share/kintrace-demo")


def test_a_server_needs_no_passphrase_but_may_have_one(monkeypatch, place, opened):
    monkeypatch.setenv("KINTRACE_DATABASE", "postgresql://x/y")
    assert opened(None) == ""
    assert not place.key.exists()
    assert opened(WORDS) != ""
    assert place.key.exists()


def test_without_a_terminal_nobody_can_be_asked(opened):
    with pytest.raises(OfficeRefused, match="no terminal to ask for the passphrase"):
        opened(None)


def test_on_a_terminal_the_passphrase_is_asked_for_twice(monkeypatch, opened):
    said = iter([WORDS, NEW, WORDS, WORDS])
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("getpass.getpass", lambda _: next(said))
    with pytest.raises(OfficeRefused, match="not the same"):
        opened(None)
    made = opened(None)
    assert opened(WORDS) == made


def test_a_key_that_is_missing_is_a_sentence(place, opened):
    opened()
    place.key.unlink()
    place.database.write_bytes(b"encrypted")
    with pytest.raises(OfficeRefused, match=r"key.json is missing"):
        opened()


@pytest.mark.parametrize("number", [0, 65_536, -1])
def test_a_port_that_is_none_is_refused(number):
    with pytest.raises(SettingsInvalid, match="is no port"):
        commands.open_office(Words(WORDS), demo=False, browser=False, at=number)


def test_a_changed_passphrase_opens_the_same_office(place, opened, capsys):
    made = opened()
    assert commands.change_key(Words(WORDS), NEW) == 0
    recovery = re.findall(r"Recovery key: ([A-Z2-7-]{39})\n", capsys.readouterr().out)[-1]
    assert opened(NEW) == opened(recovery) == made
    with pytest.raises(OfficeRefused):
        opened(WORDS)
    assert commands.change_key(Words(recovery), WORDS) == 0
    assert opened(WORDS) == made


def test_there_is_no_key_to_change_in_an_office_without_one(place):
    with pytest.raises(OfficeRefused, match="has no passphrase"):
        commands.change_key(Words(WORDS), NEW)


def test_a_journal_that_somebody_changed_is_told_and_the_code_is_1(tmp_path):
    fill = "for k in range(3): journal.write('made', by=None)"
    with fresh_office(tmp_path / "x", filled=fill) as office:
        assert office.command("journal", "verify").returncode == 0
        office.python(
            f"on = {' ON journal_entry' if SERVER else ''!r}\n"
            "with connection.cursor() as c:\n"
            "  c.execute('DROP TRIGGER journal_entry_no_update' + on)\n"
            "  c.execute(\"UPDATE journal_entry SET why = 'x' WHERE number = 2\")"
        )
        done = office.command("journal", "verify")
    assert (done.returncode, done.stdout) == (
        1,
        "The journal breaks at entry 2: it is not as it was written. Entries that hold: 1.\n",
    )


def test_a_seal_noted_on_paper_is_missed_when_the_end_of_the_journal_was_cut(tmp_path):
    fill = "for k in range(3): journal.write('made', by=None)"
    with fresh_office(tmp_path / "x", filled=fill) as office:
        said = office.command("journal", "verify").stdout
        noted = re.fullmatch(
            r"The journal is as it was written: (\d+) entries\.\n"
            r"The last is number \1, sealed ([0-9a-f]{16}), at \d{4}-\d\d-\d\d \d\d:\d\d:\d\d\+00:00\.\n",
            said,
        )
        assert noted, said
        seal = noted[2]
        assert office.command("journal", "verify", "--expect", seal.upper()).returncode == 0
        assert office.command("journal", "verify", "--expect", "f" * 15).returncode == 2
        office.python(
            f"on = {' ON journal_entry' if SERVER else ''!r}\n"
            "with connection.cursor() as c:\n"
            "  c.execute('DROP TRIGGER journal_entry_no_delete' + on)\n"
            "  c.execute('DELETE FROM journal_entry WHERE number = (SELECT max(number) FROM journal_entry)')"
        )
        assert office.command("journal", "verify").returncode == 0
        done = office.command("journal", "verify", "--expect", seal)
    assert done.returncode == 1
    assert done.stdout.endswith(
        f"No entry has the seal {seal}: the end of the journal was cut off, or it was written anew.\n"
    )


def test_cases_and_pairs_of_which_something_else_is_stored_are_named_and_the_code_is_1(monkeypatch, capsys):
    from kintrace.office.cases import case_queries
    from kintrace.office.journal import queries
    from kintrace.office.tracing import pair_standing

    for name in ("unlock", "start.django"):
        monkeypatch.setattr(f"kintrace.office.commands.{name}", lambda *_: None)
    monkeypatch.setattr(queries, "verify", lambda: (3, None))
    monkeypatch.setattr(queries, "last", lambda: None)
    for wrong, pairs, code in (([], [], 0), (["K-000002 (Own)"], [], 1), ([], [5, 9], 1)):
        monkeypatch.setattr(case_queries, "misplaced", lambda wrong=wrong: (2, wrong))
        monkeypatch.setattr(pair_standing, "verify_verdicts", lambda pairs=pairs: pairs)
        assert commands.verify_journal(Words(WORDS)) == code
    assert capsys.readouterr().out.splitlines() == [
        "The journal is as it was written: 3 entries.",
        "Cases that stand where their steps say: 2 of 2.",
        "The journal is as it was written: 3 entries.",
        "Cases that stand where their steps say: 1 of 2.",
        "What is stored of these is not what their steps add up to: K-000002 (Own).",
        "The journal is as it was written: 3 entries.",
        "Cases that stand where their steps say: 2 of 2.",
        "What is stored of these pairs is not what was decided: 5, 9.",
    ]


@pytest.mark.parametrize("command", [["journal", "verify"], ["backup", "x"], ["key", "change"]])
def test_where_there_is_no_office_a_sentence_says_so(tmp_path, command):
    done = FreshOffice(tmp_path / "none", key="").command(*command)
    assert done.returncode == 2
    assert re.fullmatch(r"kintrace: (There is no office in|The office in) .*\n", done.stderr)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(bool(SERVER), reason="the embedded database")
def test_a_database_under_another_key_is_a_sentence(tmp_path):
    with fresh_office(tmp_path / "x") as office:
        office.key = "00" * 32
        done = office.command("journal", "verify")
    assert (done.returncode, done.stderr) == (
        2,
        "kintrace: The database does not open: file is not a database\n",
    )
