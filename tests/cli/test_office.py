"""`kintrace office`: what each command is given reaches the office, and what goes wrong is a sentence."""

import subprocess
import sys

import pytest

from kintrace.office import commands

WORDS = "вітер яблуко сорок міст"


@pytest.fixture
def asked(monkeypatch):
    """What reached the office: the act, the passphrase, the options."""
    found = []
    for act in ("open_office", "back_up", "restore", "verify_journal", "change_key"):

        def keep(words, *rest, act=act, **options):
            found.append((act, words.given, *rest, options))
            return 0

        monkeypatch.setattr(commands, act, keep)
    return found


@pytest.mark.parametrize(
    ("words", "reached"),
    [
        (["start"], ("open_office", None, {"demo": False, "browser": True, "at": None})),
        (
            ["start", "--demo", "--no-browser", "--port", "8123"],
            ("open_office", None, {"demo": True, "browser": False, "at": 8123}),
        ),
        (["restore", "x", "--force"], ("restore", None, "x", {"force": True})),
        (["backup", "x"], ("back_up", None, "x", {})),
        (["journal", "verify"], ("verify_journal", None, None, {})),
        (["journal", "verify", "--expect", "ab12"], ("verify_journal", None, "ab12", {})),
        (["key", "change"], ("change_key", None, None, {})),
    ],
)
def test_a_command_reaches_the_office(run, asked, monkeypatch, words, reached):
    monkeypatch.delenv("KINTRACE_PASSPHRASE", raising=False)
    assert run("office", *words).code == 0
    assert [tuple(str(one) if hasattr(one, "parts") else one for one in asked[0])] == [reached]


def test_a_passphrase_comes_from_a_file_or_the_environment_and_leaves_the_environment(
    run, asked, monkeypatch, tmp_path
):
    import os

    monkeypatch.setenv("KINTRACE_PASSPHRASE", WORDS)
    run("office", "journal", "verify")
    assert "KINTRACE_PASSPHRASE" not in os.environ
    (tmp_path / "words").write_text(WORDS + "!\n", "utf-8")
    run("office", "journal", "verify", "--passphrase-file", tmp_path / "words")
    assert [given for _, given, *_ in asked] == [WORDS, WORDS + "!"]


@pytest.mark.parametrize("content", [None, b"\xff\xfe"])
def test_a_passphrase_that_cannot_be_read_is_a_sentence(run, asked, tmp_path, content):
    if content:
        (tmp_path / "words").write_bytes(content)
    said = run("office", "start", "--passphrase-file", tmp_path / "words")
    assert (said.code, said.err) == (
        2,
        f"kintrace: The passphrase cannot be read from {tmp_path / 'words'}.\n",
    )


def test_the_door_does_not_load_django():
    program = "import sys\nfrom kintrace.cli import parser\nparser()\nprint('django' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"
