"""The documentation says what the program does: each command, option, error, level and example is checked."""

import argparse
import importlib
import inspect
import os
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from kintrace import cli, errors
from kintrace.linkage import calibrate, pairs, trial, weights
from kintrace.linkage.fields import LEVELS
from kintrace.lists.mapping import COMPARISONS, NAME_MODELS, ROLES, read_mapping

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted(DOCS.rglob("*.md"))]
PAGES = [page for page in PAGES if "_site" not in page.parts]


def called(page: Path) -> str:
    return str(page.relative_to(ROOT))


def read(name: str) -> str:
    return (DOCS / name).read_text("utf-8")


def section(page: str, heading: str) -> str:
    """The text below a heading, down to the next one as high."""
    found = re.search(rf"^(#+) {re.escape(heading)}\n(.*?)(?=^\1 |\Z)", page, flags=re.M | re.S)
    assert found, f"There is no heading {heading!r}."
    return found[2]


def coded(text: str) -> set[str]:
    """What stands between backticks."""
    return set(re.findall(r"`([^`\n]+)`", text))


# ---------- commands ----------


def commands(parser: argparse.ArgumentParser) -> Iterator[argparse.ArgumentParser]:
    """Every command that does something: `kintrace trace`, `kintrace names compare`."""
    below = [action for action in parser._actions if isinstance(action, argparse._SubParsersAction)]
    if not below:
        yield parser
    for action in below:
        for command in dict.fromkeys(action.choices.values()):
            yield from commands(command)


COMMANDS = list(commands(cli.parser()))


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.prog)
def test_a_command_is_documented_with_each_option(command):
    words = coded(section(read("reference/cli.md"), command.prog))
    for action in command._actions:
        names = [name for name in action.option_strings if name != "-h"] or [
            str(action.metavar or action.dest)
        ]
        for name in names:
            assert name == "--help" or any(name in (word, word.split()[0]) for word in words), (
                f"{command.prog} {name}"
            )


def test_no_command_is_documented_that_does_not_exist():
    headings = re.findall(r"^## (kintrace .*)", read("reference/cli.md"), flags=re.M)
    assert sorted(headings) == sorted(command.prog for command in COMMANDS)


def test_no_option_is_documented_that_does_not_exist():
    known = {name for command in COMMANDS for action in command._actions for name in action.option_strings}
    words = {word.split()[0] for word in coded(read("reference/cli.md")) if word.startswith("-")}
    assert words - known == set()


def test_every_option_says_what_it_does():
    silent = [f"{c.prog} {a.dest}" for c in COMMANDS for a in c._actions if not a.help]
    assert silent == []


# ---------- words ----------


def test_every_error_is_documented():
    kinds = {
        n for n, kind in inspect.getmembers(errors, inspect.isclass) if kind.__module__ == errors.__name__
    }
    assert kinds - coded(read("reference/errors.md")) == set()


def test_every_setting_of_the_environment_is_documented():
    code = "".join(path.read_text("utf-8") for path in (ROOT / "src" / "kintrace").rglob("*.py"))
    settings = set(re.findall(r"KINTRACE_[A-Z_]+", code))
    assert settings - coded(read("reference/settings.md")) == set()


HEADINGS = {
    "NAME": "Names",
    "BIRTH": "Birth dates",
    "PLACE": "Places",
    "TEXT": "Text",
    "CODE": "Codes",
    "EXACT": "Exact",
}


@pytest.mark.parametrize("kind", LEVELS, ids=lambda kind: kind.name)
def test_every_level_is_documented_in_order(kind):
    table = section(read("reference/levels.md"), HEADINGS[kind.name])
    rows = re.findall(r"^\| (`.*?) \|", table, flags=re.M)
    assert [level for row in rows for level in re.findall(r"`(\w+)`", row)] == list(LEVELS[kind])


def test_every_pattern_of_alteration_is_documented():
    shipped = tomllib.loads((ROOT / "src/kintrace/linkage/defaults.toml").read_text("utf-8"))
    words = coded(section(read("reference/levels.md"), "Reasons that are no field"))
    assert {term["name"] for term in shipped["alteration"]} - words == set()


def test_the_numbers_of_the_method_are_those_of_the_code():
    method = read("why/method.md")
    firm = tomllib.loads((ROOT / "src/kintrace/linkage/defaults.toml").read_text("utf-8"))["belief"]
    assert f"up to {pairs.CROSS_LIMIT:,} pairs" in method
    assert f"more than {trial.PAIRS_PER_RECORD} pairs for each record" in method
    assert f"{trial.NEARLY_ALL:.2%}".replace("%", " %") in method
    assert f"random pairs ({weights.SAMPLE:,}," in method
    assert f"{firm['m']:.0f} true pairs, and {firm['u']:,.0f} random ones" in method
    assert f"odds above {2**calibrate.SURE_BITS:.0f} to 1" in method
    assert f"counting as {calibrate.BELIEF:.0f} pairs at each weight" in method


def test_every_role_of_a_column_is_documented():
    words = coded(read("how-to/mapping.md"))
    assert set(ROLES) - words == set()
    assert set(COMPARISONS) - words == set()
    assert {f'names = "{model}"' for model in NAME_MODELS} - words == set()


@pytest.mark.parametrize("room", ["names", "pfif", "lists", "linkage", "report", "trace"])
def test_every_public_name_is_documented(room):
    module = importlib.import_module(f"kintrace.{room}")
    words = coded(read("reference/api.md"))
    assert [name for name in module.__all__ if f"{room}.{name}" not in words] == []


def test_every_dependency_has_its_reason():
    page = read("reference/dependencies.md")
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    listed = [
        *project["project"]["dependencies"],
        *(line for lines in project["project"]["optional-dependencies"].values() for line in lines),
        *project["dependency-groups"]["dev"],
    ]
    names = [re.match(r"[\w-]+", line)[0] for line in listed]
    assert [name for name in names if f"| {name} |" not in page] == []


def test_every_decision_has_a_number_of_its_own_and_a_date():
    pages = sorted((DOCS / "decisions").glob("*.md"))
    assert [int(page.name[:4]) for page in pages] == list(range(1, len(pages) + 1))
    for page in pages:
        text = page.read_text("utf-8")
        assert re.match(rf"# {int(page.name[:4])}\. ", text), page.name
        assert re.search(r"^Date: \d{4}-\d\d-\d\d", text, flags=re.M), page.name


def test_every_target_that_make_says_exists_is_in_the_pages():
    said = subprocess.run(["make", "help"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    targets = set(re.findall(r"^make ([a-z-]+)", said, flags=re.M))
    assert {"setup", "demo", "test", "check", "bench", "docs"} <= targets
    used = {t for page in PAGES for t in re.findall(r"^make ([a-z-]+)", page.read_text("utf-8"), flags=re.M)}
    assert used - targets == set()


@pytest.mark.parametrize("page", PAGES, ids=called)
def test_every_test_that_a_page_names_is_there(page):
    named = {name for name in coded(page.read_text("utf-8")) if name.startswith("tests/")}
    assert [name for name in named if not (ROOT / name).exists()] == []


# ---------- examples ----------


def blocks(page: Path, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", page.read_text("utf-8"), flags=re.M | re.S)


def pages_with(language: str) -> list[Path]:
    return [page for page in PAGES if blocks(page, language)]


def command_lines(page: Path) -> list[list[str]]:
    """The arguments of each `kintrace` line in a page's shell examples."""
    text = "\n".join(blocks(page, "sh")).replace("\\\n", " ")
    lines = [shlex.split(line, comments=True) for line in text.splitlines()]
    return [words[1:] for words in lines if words and words[0].rpartition("/")[2] == "kintrace"]


@pytest.mark.parametrize("page", pages_with("sh"), ids=called)
def test_a_shell_example_is_understood(page):
    for words in command_lines(page):
        cli.parser().parse_args(words[: words.index(">")] if ">" in words else words)


@pytest.mark.parametrize("page", pages_with("toml"), ids=called)
def test_a_toml_example_is_a_valid_mapping(page, tmp_path):
    for block in blocks(page, "toml"):
        (tmp_path / "mapping.toml").write_text(block, "utf-8")
        assert read_mapping(tmp_path / "mapping.toml").columns


@pytest.fixture
def checkout(tmp_path, monkeypatch):
    """A folder with the demo lists, as a reader's checkout has them."""
    shutil.copytree(ROOT / "demo", tmp_path / "demo", ignore=shutil.ignore_patterns("result"))
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("page", pages_with("python"), ids=called)
def test_a_python_example_runs(page, checkout):
    """The examples of a page run one after another, as typed by a reader; a program is only imported."""
    program = "__name__ = 'example'\n" + "\n".join(blocks(page, "python"))
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", program], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


def test_the_tutorial_can_be_followed(checkout):
    """`make demo` first, then each command of the page, with the first proposed pair's ids."""
    demo = ["trace", "demo/requests.csv", "demo/located.csv", "--out", "demo/result", "--force"]
    for words in [demo, *command_lines(DOCS / "tutorial" / "first-trace.md")]:
        if "LEFT_ID" in words:
            first = (checkout / "demo/result/pairs.csv").read_text("utf-8-sig").splitlines()[1].split(",")
            words = [{"LEFT_ID": first[0], "RIGHT_ID": first[1]}.get(word, word) for word in words]
        kintrace = Path(sys.executable).parent / "kintrace"
        environment = {**os.environ, "PYTHONWARNINGS": "error"}
        done = subprocess.run(
            [kintrace, *words], capture_output=True, text=True, check=False, env=environment
        )
        assert done.returncode == 0, f"kintrace {shlex.join(words)}: {done.stderr}"
    assert (checkout / "demo/result/report.html").exists()


def test_the_pages_link_to_nothing_that_is_not_there():
    check = [sys.executable, ROOT / "tools" / "build_docs.py", "--check"]
    done = subprocess.run(check, capture_output=True, text=True, check=False)
    assert done.stderr == ""
    assert done.returncode == 0
