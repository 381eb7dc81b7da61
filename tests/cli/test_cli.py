"""The door: help, exit codes, one sentence for every refusal."""

import subprocess
import sys
from importlib.metadata import version
from pathlib import Path
from shlex import quote

import pytest

from kintrace import cli

FAULT = (
    "kintrace: This is a fault in Kintrace, not in your list (ZeroDivisionError: x). "
    "Please report it; KINTRACE_DEBUG=1 shows where it happened.\n"
)


@pytest.mark.parametrize("command", [[], *([name] for name in cli.COMMANDS)])
def test_every_command_has_help_with_examples(command, capsys):
    with pytest.raises(SystemExit) as stop:
        cli.main([*command, "--help"])
    assert stop.value.code == 0
    shown = capsys.readouterr().out
    assert "examples:" in shown
    assert f"kintrace {' '.join(command)}".strip() in shown


def test_the_version_is_that_of_the_package(capsys):
    with pytest.raises(SystemExit):
        cli.main(["--version"])
    assert capsys.readouterr().out == f"kintrace {version('kintrace')}\n"


@pytest.mark.parametrize(
    "words", [[], ["tarce"], ["trace", "a.csv", "--lang", "de"], ["trace", "a.csv", "--treshold", "1"]]
)
def test_words_that_mean_nothing_end_with_code_2(words, capsys):
    with pytest.raises(SystemExit) as stop:
        cli.main(words)
    assert stop.value.code == 2
    assert "usage:" in capsys.readouterr().err


def test_help_loads_no_heavy_room():
    program = (
        "import sys\nfrom kintrace.cli import parser\nparser()\n"
        "print(sorted({'numpy', 'pyarrow', 'duckdb', 'jinja2', 'tqdm'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


@pytest.mark.parametrize(
    ("fault", "code", "said"),
    [
        (KeyboardInterrupt(), 130, "kintrace: Stopped. Nothing was written.\n"),
        (MemoryError(), 2, "kintrace: There is not enough memory for these lists on this machine.\n"),
        (ZeroDivisionError("x"), 70, FAULT),
    ],
)
def test_what_goes_wrong_is_one_sentence_and_a_code(run, monkeypatch, fault, code, said):
    def fail(*_):
        raise fault

    monkeypatch.setattr("kintrace.trace.evaluate", fail)
    assert run("evaluate", "result", "truth.csv") == type(run("evaluate", "result", "truth.csv"))(
        code, "", said
    )


def test_a_fault_shows_where_it_happened_when_asked(monkeypatch):
    def fail(*_):
        raise ZeroDivisionError

    monkeypatch.setattr("kintrace.trace.evaluate", fail)
    monkeypatch.setenv("KINTRACE_DEBUG", "1")
    with pytest.raises(ZeroDivisionError):
        cli.main(["evaluate", "result", "truth.csv"])


def test_a_reader_that_goes_away_is_no_fault(kintrace):
    done = subprocess.run(
        f"{quote(str(kintrace))} trace x.csv --show-sql | head -1",
        shell=True,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.startswith("-- pairs: ")
    assert done.stderr == ""


@pytest.mark.parametrize("encoding", ["latin-1", "ascii", "cp1251"])
def test_letters_that_a_terminal_cannot_show_are_no_fault(kintrace, encoding):
    done = subprocess.run(
        [kintrace, "names", "compare", "Шевченко Олена", "Şevçenko"],
        capture_output=True,
        env={"PYTHONIOENCODING": encoding},
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert (b"\\u0448" in done.stdout) is (encoding != "cp1251")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
@pytest.mark.parametrize("words", [["names", "read", "Шевченко"], ["trace", "x.csv", "--show-sql"]])
def test_a_full_disk_behind_standard_output_is_told_in_a_sentence(kintrace, words):
    with Path("/dev/full").open("w") as full:
        done = subprocess.run([kintrace, *words], stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert (done.returncode, done.stderr) == (
        2,
        "kintrace: The output could not be written: No space left on device.\n",
    )
