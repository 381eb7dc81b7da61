"""Every refusal of the engine, and every end of a job, is said in the reader's language."""

import ast
import inspect
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.utils import translation

from kintrace.errors import ListUnreadable
from kintrace.lists import encoding, foreign, people
from kintrace.office.jobs import actions, worker
from kintrace.office.refusals import REFUSALS
from kintrace.office.spoken import spoken
from kintrace.office.tracing import importing, matching

LISTS = Path(inspect.getfile(people)).parent
RAISED_BY_JOBS = [*LISTS.parent.joinpath("linkage").rglob("*.py"), Path(inspect.getfile(matching))]
KINDS_OF_REFUSAL = {"ListUnreadable", "MappingInvalid", "PfifUnreadable"}
CALLS = [
    node
    for path in LISTS.rglob("*.py")
    for node in ast.walk(ast.parse(path.read_text("utf-8")))
    if isinstance(node, ast.Call)
]
NOWHERE = ast.parse("def nowhere(): pass").body[0]
LANGUAGES = pytest.mark.parametrize("language", ["uk", "ru"])


class Module:
    """A module of the engine, and what its texts come to: what they hold is written as 7."""

    def __init__(self, path):
        self.tree = ast.parse(path.read_text("utf-8"))
        self.acts = {node.name: node for node in ast.walk(self.tree) if isinstance(node, ast.FunctionDef)}

    def refusals(self) -> Iterator[str]:
        for act in self.acts.values():
            for node in ast.walk(act):
                if isinstance(node, ast.Call) and ast.unparse(node.func) in KINDS_OF_REFUSAL:
                    yield from self.texts(node.args[0], act)

    def texts(self, node: ast.expr, act: ast.FunctionDef) -> Iterator[str]:
        match node:
            case ast.Constant(value=str(text)):
                yield text
            case ast.IfExp(body=body, orelse=other):
                yield from [*self.texts(body, act), *self.texts(other, act)]
            case ast.JoinedStr(values=pieces):
                said = [""]
                for piece in pieces:
                    inner = piece.value if isinstance(piece, ast.FormattedValue) else piece
                    said = [before + after for before in said for after in self.texts(inner, act)]
                yield from said
            case ast.Name(id=name):
                yield from self.held(name, act) or ["7"]
            case ast.Call(func=ast.Name(id=name)) if name in self.acts:
                returned = [one.value for one in ast.walk(self.acts[name]) if isinstance(one, ast.Return)]
                for one in returned:
                    yield from self.texts(one, self.acts[name])
            case _:
                yield "7"

    def held(self, name: str, act: ast.FunctionDef) -> list[str]:
        """Return what a name of an act may hold, where it, or who calls the act, writes that as a text."""
        found = []
        names = [one.arg for one in act.args.args]
        for call in CALLS if name in names else ():
            if ast.unparse(call.func) == act.name and len(call.args) > names.index(name):
                given = call.args[names.index(name)]
                if isinstance(given, ast.Constant | ast.JoinedStr):
                    found += self.texts(given, NOWHERE)
        for node in ast.walk(act):
            match node:
                case ast.Assign(
                    targets=[ast.Name(id=to)], value=ast.Constant() | ast.JoinedStr() | ast.IfExp()
                ) if to == name:
                    found += self.texts(node.value, act)
        return found


def refusals() -> set[str]:
    """Return what lists and PFIF are refused with; headers and foreign files are tried below."""
    found: set[str] = set()
    for path in [*LISTS.rglob("*.py"), *LISTS.parent.joinpath("pfif").rglob("*.py")]:
        if path.name != "foreign.py":
            found.update(Module(path).refusals())
    return found - {"7"}


@LANGUAGES
def test_every_refusal_of_a_list_or_a_mapping_is_translated(language):
    said = sorted(refusals())
    assert len(said) > 50
    with translation.override(language):
        assert [one for one in said if spoken(one) == one] == []


def test_a_refusal_that_nobody_wrote_down_here_is_found():
    code = 'def f(name):\n    raise ListUnreadable(f"{name} is purple.")\n'
    made = Module.__new__(Module)
    made.tree = ast.parse(code)
    made.acts = {"f": made.tree.body[0]}
    (said,) = made.refusals()
    with translation.override("uk"):
        assert spoken(said) == said == "7 is purple."


def foreign_files() -> Iterator[tuple[str, bytes]]:
    for mark, _what, _todo in foreign._STARTS:
        yield "діти.bin", mark
    for start in (b"0000ftypheic", b"<!doctype html>", b"<?xml><html>", b"<?xml version='1.0'?><a/>"):
        yield "діти.bin", start


def foreign_refusals() -> list[str]:
    said = []
    for name, start in foreign_files():
        with pytest.raises(ListUnreadable) as raised:
            foreign.refuse_foreign(name, start)
        said.append(str(raised.value))
    for part in ("word/document.xml", "ppt/presentation.xml"):
        with pytest.raises(ListUnreadable) as raised:
            foreign.refuse_document("діти.bin", {part})
        said.append(str(raised.value))
    return said


@LANGUAGES
def test_files_that_are_no_lists_are_named_in_the_reader_s_language(language):
    calls = inspect.getsource(foreign).count("raise _foreign(")
    assert calls == 6
    with translation.override(language):
        for said in foreign_refusals():
            what = said.partition(" is ")[2].partition(". ")[0]
            assert spoken(what) != what
            assert what not in spoken(said)
            assert spoken(said) != said


@LANGUAGES
def test_the_first_row_that_is_no_header_and_old_encodings_are_told(language):
    from kintrace.lists.header_rows import no_headers

    old = [name for _codec, name in encoding._OLD_ENCODINGS if name != "KOI8"]
    with translation.override(language):
        assert [one for one in [no_headers("x.csv"), *old] if spoken(one) == one] == []


def ends_of_jobs() -> Iterator[str]:
    yield from (worker.FAULT, worker.FULL, actions.GIVEN_UP)
    for module, names in ((importing, ("import_list", "_finish")), (matching, ("run",))):
        made = Module(Path(inspect.getfile(module)))
        for name in names:
            for node in ast.walk(made.acts[name]):
                if isinstance(node, ast.Return) and not isinstance(node.value, ast.Call):
                    yield from made.texts(node.value, made.acts[name])


@LANGUAGES
def test_what_a_job_says_at_its_end_is_translated(language):
    said = {*ends_of_jobs()}
    for path in RAISED_BY_JOBS:
        said.update(Module(path).refusals())
    assert len(said) == 10
    with translation.override(language):
        assert [one for one in sorted(said) if spoken(one) == one] == []


def test_what_a_refusal_holds_is_kept_and_reasons_within_it_are_translated():
    with translation.override("uk"):
        assert spoken(
            'діти.csv, column "№": an id stands for more than one row: "1" (rows 1, 2); "4" (rows 3, 9) and '
            "2 more. Give every row an id of its own, or take `id` out of the mapping, and the row numbers "
            "will serve."
        ) == (
            "діти.csv, стовпець «№»: один номер стоїть у кількох рядках: «1» (рядки 1, 2); «4» (рядки 3, 9) "
            "і ще 2. Дайте кожному рядкові свій номер або не вказуйте стовпця номерів (`id`), тоді ними "
            "будуть номери рядків."
        )
        assert spoken(
            'а, б.csv, row 5, column "ПІБ", runs on over 12 lines: a quotation mark is opened there and '
            "never closed. Close it or take it away, or save the sheet as XLSX."
        ).startswith("а, б.csv, рядок 5, стовпець «ПІБ», тягнеться через стільки рядків файлу: 12. ")
    with translation.override("ru"):
        assert spoken("м.toml: age_on = 7 is not a date (not a date). Write it as 2023-05-01.") == (
            "м.toml: age_on = 7 – это не дата (это не дата). Запишите её как 2023-05-01."
        )
        assert spoken("1,234 people in 1,240 rows.") == "Людей: 1,234, строк: 1,240."


def test_no_refusal_is_written_twice():
    assert len(set(REFUSALS)) == len(REFUSALS)
