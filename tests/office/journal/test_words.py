"""Whatever the journal may tell of can be said in the reader's language."""

import ast
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from kintrace import office
from kintrace.office.journal import words

MODULES = sorted(Path(office.__file__).parent.rglob("*.py"))


def calls_of_write(path: Path) -> Iterator[ast.Call]:
    """Calls of `write` from journal.actions, whether the function was imported or its module."""
    tree = ast.parse(path.read_text("utf-8"))
    ways = {
        f"{one.asname or one.name}{'.write' if one.name == 'actions' else ''}"
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("kintrace.office.journal")
        for one in node.names
        if one.name in ("write", "actions")
    }
    return (node for node in ast.walk(tree) if isinstance(node, ast.Call) and ast.unparse(node.func) in ways)


def texts(node: ast.expr) -> Iterator[str]:
    """The texts that an expression may be: a constant, or either side of `x if y else z`."""
    match node:
        case ast.Constant(value=str(text)):
            yield text
        case ast.IfExp(body=body, orelse=other):
            yield from [*texts(body), *texts(other)]


def test_every_act_that_is_written_has_its_words():
    written = {text for path in MODULES for call in calls_of_write(path) for text in texts(call.args[0])}
    assert len(written) > 20
    assert written - set(words.ACTS) == set()


def test_everything_that_is_written_about_has_its_word():
    about = {
        text
        for path in MODULES
        for call in calls_of_write(path)
        for keyword in call.keywords
        if keyword.arg == "about" and isinstance(keyword.value, ast.Tuple)
        for text in texts(keyword.value.elts[0])
    }
    assert "member" in about
    assert about - set(words.KINDS) == set()


def test_acts_stand_in_order():
    assert [two for one, two in pairwise(words.ACTS) if two <= one] == []
    assert [two for one, two in pairwise(words.KINDS) if two <= one] == []
