"""The rules of the house, kept by a machine: size, names, errors, mirrors, paths, reference tables."""

import ast
import csv
import gzip
import re
import shutil
import subprocess
import tomllib
from collections import Counter
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "src" / "kintrace"


def files(*options: str) -> list[Path]:
    """Files that git keeps, or with `--others` also those that it would keep."""
    command = ["git", "ls-files", "-z", "--cached", "--exclude-standard", *options]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, check=True, text=True).stdout
    return sorted(ROOT / name for name in listed.split("\0") if name and (ROOT / name).is_file())


SOURCES = [path for path in files("--others") if path.suffix == ".py" and ROOT / "tests" not in path.parents]
MODULES = [path for path in SOURCES if PACKAGE in path.parents]
TABLES = [
    path
    for path in files("--others")
    if PACKAGE in path.parents and re.search(r"/data/.*\.[ct]sv(\.gz)?$", str(path))
]

MODULE_LINES, FUNCTION_LINES, PARAMETERS = 300, 40, 6

# Words that say nothing about what a thing is. The plural is as empty as the singular.
EMPTY_WORDS = {
    *("manager", "service", "handler", "helper", "util", "misc", "common", "base", "data", "info", "object"),
    *("item", "entity", "managers", "services", "handlers", "helpers", "utils", "bases", "infos", "objects"),
    *("items", "entities"),
}

CYRILLIC, LATIN = r"[\u0400-\u04ff]", r"[A-Za-z]"


# Empty names that Django dictates, each where it asks for it.
DICTATED = re.compile(
    r"office/(accounts/models\.py:\d+ objects|database/base\.py:1 base|settings\.py:\d+ DATA_UPLOAD_\w+)$"
)


def called(path: Path) -> str:
    return str(path.relative_to(ROOT))


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def code_lines(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines from `def` to the end without the docstring: explaining more must never be a fault."""
    assert function.end_lineno is not None
    lines = function.end_lineno - function.lineno + 1
    if ast.get_docstring(function) is not None:
        words = function.body[0]
        assert words.end_lineno is not None
        lines -= words.end_lineno - words.lineno + 1
    return lines


def test_there_is_something_to_check():
    assert len(MODULES) > 5


def test_a_module_fits_in_the_head():
    written = [path for path in SOURCES if path.parent.name != "migrations"]  # those Django writes
    long = {called(path): n for path in written if (n := len(path.read_text().splitlines())) > MODULE_LINES}
    assert long == {}


def test_a_function_fits_on_a_screen():
    long = {
        f"{called(path)}:{function.lineno} {function.name}": lines
        for path in SOURCES
        for function in functions(path)
        if (lines := code_lines(function)) > FUNCTION_LINES
    }
    assert long == {}


def test_a_function_takes_few_parameters():
    many = {
        f"{called(path)}:{function.lineno} {function.name}": number
        for path in SOURCES
        for function in functions(path)
        if (number := len([p for p in parameters(function) if p not in ("self", "cls")])) > PARAMETERS
    }
    assert many == {}


def parameters(function: ast.FunctionDef | ast.AsyncFunctionDef) -> list[str]:
    taken = function.args
    return [p.arg for p in [*taken.posonlyargs, *taken.args, *taken.kwonlyargs]]


def test_only_the_door_catches_everything():
    """Elsewhere everything may be caught to tidy up, if it is raised again."""
    door = PACKAGE / "cli" / "__init__.py"
    greedy = [
        f"{called(path)}:{node.lineno}"
        for path in SOURCES
        if path != door
        for node in ast.walk(tree(path))
        if isinstance(node, ast.ExceptHandler)
        and (node.type is None or {"Exception", "BaseException"} & set(names_in(node.type)))
        and not (isinstance(node.body[-1], ast.Raise) and node.body[-1].exc is None)
    ]
    assert greedy == []


def names_in(node: ast.AST) -> Iterator[str]:
    for part in ast.walk(node):
        if isinstance(part, ast.Name):
            yield part.id
        elif isinstance(part, ast.Attribute):
            yield part.attr


def defined(path: Path) -> Iterator[tuple[int, str]]:
    """Every name that a module gives to something, with its line: itself, classes, functions, variables."""
    yield 1, path.stem
    for node in ast.walk(tree(path)):
        match node:
            case ast.ClassDef(name=name) | ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name):
                yield node.lineno, name
            case ast.arg(arg=name):
                yield node.lineno, name
            case ast.Name(id=name, ctx=ast.Store()):
                yield node.lineno, name


def words(name: str) -> list[str]:
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower().split("_")


def test_names_say_what_things_are():
    empty = [
        told
        for path in SOURCES
        for line, name in defined(path)
        if EMPTY_WORDS & set(words(name)) and not DICTATED.search(told := f"{called(path)}:{line} {name}")
    ]
    assert empty == []


def mirror(path: Path) -> Path:
    """Where the tests of a module stand: tests/names/test_dates.py for names/dates.py."""
    inside = path.relative_to(PACKAGE)
    stem = inside.parent.name if path.name == "__init__.py" else path.stem.strip("_")
    return ROOT / "tests" / inside.parent / f"test_{stem}.py"


# Of the office, what Django reads and we do not run; tests/office/test_addresses.py opens each address,
# and every test that stores anything runs on the tables that migrations make.
DECLARATIONS = re.compile(r"office/(.*/)?((\w+_)?(urls|models)|apps|wsgi|settings|migrations/\w+)\.py$")


@pytest.mark.parametrize("path", MODULES, ids=called)
def test_a_module_has_its_tests(path):
    only_names = path.name == "__init__.py" and not any(functions(path))
    assert only_names or DECLARATIONS.search(called(path)) or mirror(path).exists(), (
        f"Write {called(mirror(path))}."
    )


def test_a_room_is_a_package():
    """The import contracts do not see into a folder without `__init__.py`."""
    rooms = {path.parent for path in MODULES}
    assert [called(room) for room in sorted(rooms) if not (room / "__init__.py").exists()] == []


def test_no_file_tells_where_it_was_made():
    # Spelled so that this file does not find itself.
    machine = re.compile(
        "|".join(["/" + "work/", "/" + "root/", "/" + r"home/\w", "/" + r"Users/\w", r"C:\\" + "Users"])
    )
    telling = [
        f"{called(path)}:{number}"
        for path in files()
        if path.suffix not in {".gz", ".parquet", ".xlsx", ".png"}
        for number, line in enumerate(path.read_text("utf-8", errors="replace").splitlines(), 1)
        if machine.search(line)
    ]
    assert telling == []


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-dev.lock"])
def test_a_lock_names_versions_and_seals_and_no_address(lock):
    text = (ROOT / lock).read_text()
    pins = re.findall(r"^(?=[a-z0-9]).*", text, flags=re.M)
    assert pins
    assert [pin for pin in pins if not re.match(r"[a-z0-9.-]+==\S+", pin)] == []
    assert text.count("--hash=sha256:") >= len(pins)
    assert "://" not in text


def read_table(path: Path) -> list[list[str]]:
    raw = path.read_bytes()
    text = (gzip.decompress(raw) if path.suffix == ".gz" else raw).decode("utf-8")
    rows = csv.reader(text.splitlines(), delimiter="\t" if ".tsv" in path.name else ",", strict=True)
    return list(rows)


@pytest.mark.parametrize("path", TABLES, ids=called)
class TestReferenceTable:
    """Tables are edited by people: each is checked for the slips that people make."""

    def test_rows_are_as_wide_as_the_header(self, path):
        header, *rows = read_table(path)
        assert len(set(header)) == len(header)
        assert rows
        assert [row for row in rows if len(row) != len(header)] == []

    def test_rows_are_unique(self, path):
        rows = [tuple(row) for row in read_table(path)[1:]]
        assert [row for row, times in Counter(rows).items() if times > 1] == []

    def test_rows_are_sorted(self, path):
        """By the first column; a packed table, which a program wrote, by any one column."""
        header, *rows = read_table(path)
        columns = range(len(header) if path.suffix == ".gz" else 1)
        out_of_order = [[two[k] for one, two in pairwise(rows) if two[k] < one[k]] for k in columns]
        assert min(out_of_order, key=len) == []

    def test_every_row_names_its_source(self, path):
        header, *rows = read_table(path)
        if "source" in header:
            place = header.index("source")
            assert [row for row in rows if not row[place].strip()] == []
        else:
            # A machine-made table has one source for all rows; a page beside it tells which.
            pages = [page for page in path.parent.glob("*.md") if path.name in page.read_text("utf-8")]
            assert pages, f"Give {path.name} a source column, or name it in SOURCES.md beside it."

    def test_no_word_mixes_cyrillic_and_latin(self, path):
        mixed = re.compile(rf"{CYRILLIC}{LATIN}|{LATIN}{CYRILLIC}")
        assert [row for row in read_table(path) if any(map(mixed.search, row))] == []


def test_settings_files_load():
    for path in PACKAGE.rglob("*.toml"):
        assert tomllib.loads(path.read_text("utf-8")), called(path)


@pytest.mark.skipif(shutil.which("cc") is None, reason="this machine has no C compiler")
def test_the_kernel_compiles_without_a_warning(tmp_path):
    kernel = PACKAGE / "linkage" / "kernel.c"
    strict = ["-std=c11", "-O3", "-Wall", "-Wextra", "-ffp-contract=off", "-c", "-o", tmp_path / "kernel.o"]
    done = subprocess.run(["cc", *strict, kernel], capture_output=True, text=True, check=False)
    assert done.stderr == ""
    assert done.returncode == 0
