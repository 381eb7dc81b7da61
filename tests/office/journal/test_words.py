"""Whatever the journal may tell of can be said in the reader's language."""

import ast
import re
from collections.abc import Iterator
from dataclasses import fields
from itertools import pairwise
from pathlib import Path

from kintrace import office
from kintrace.lists.mapping import ROLES
from kintrace.office.exchange import erasure_rows
from kintrace.office.journal import words
from kintrace.office.journal.queries import Asked
from kintrace.office.registry.actions import PlaceSaid, ProgrammeSaid

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


class Keys(ast.NodeVisitor):
    """Finds the names of the details that a module writes in the journal, also where they stand elsewhere."""

    def __init__(self, tree: ast.Module) -> None:
        self.found: set[str] = set()
        self.functions = {one.name: one for one in ast.walk(tree) if isinstance(one, ast.FunctionDef)}
        self.here: list[ast.FunctionDef] = []
        self.visit(tree)

    def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
        self.here.append(node)
        self.generic_visit(node)
        self.here.pop()

    def visit_Call(self, node: ast.Call) -> None:
        name = ast.unparse(node.func)
        if name.rpartition(".")[2] == "write" and node.args and self.here:
            for keyword in node.keywords:
                if keyword.arg is None:
                    self.add(keyword.value)
                elif keyword.arg not in ("by", "about", "why", "organisation"):
                    self.found.add(keyword.arg)
                    self.add(keyword.value)
        if name == "Told":
            for said in node.args[2:]:
                self.add(said)
        self.generic_visit(node)

    def add(self, said: ast.AST) -> None:
        """Take the keys of what is a dictionary, or becomes one where it was named or returned."""
        match said:
            case ast.Dict(keys=keys, values=values):
                self.found |= {key.value for key in keys if isinstance(key, ast.Constant)}
                for value in values:
                    self.add(value)
            case ast.BinOp(left=left, right=right):
                self.add(left)
                self.add(right)
            case ast.DictComp(generators=[ast.comprehension(iter=ast.Call(func=ast.Attribute(value=one)))]):
                self.add(one)
            case ast.Name(id=name) if self.here:
                for one in ast.walk(self.here[-1]):
                    self.add_named(one, name)
            case ast.Call(func=ast.Name(id=name)) if name in self.functions:
                self.returned(self.functions[name])

    def add_named(self, one: ast.AST, name: str) -> None:
        match one:
            case ast.Assign(targets=[ast.Name(id=to)], value=value) if to == name:
                self.add(value)
            case ast.AnnAssign(target=ast.Name(id=to), value=ast.IfExp(body=value)) if to == name:
                self.add(value)
            case ast.Assign(targets=[ast.Tuple(elts=many)], value=ast.Tuple(elts=values)):
                for to, value in zip(many, values, strict=True):
                    if ast.unparse(to) == name:
                        self.add(value)
            case ast.Assign(targets=[ast.Subscript(value=ast.Name(id=to), slice=ast.Constant(value=key))]):
                self.found |= {key} if to == name else set()

    def returned(self, function: ast.FunctionDef) -> None:
        self.here.append(function)
        for one in ast.walk(function):
            if isinstance(one, ast.Return) and one.value:
                self.add(one.value)
        self.here.pop()


def test_every_name_of_a_detail_has_its_word():
    said = {path: path.read_text("utf-8") for path in MODULES}
    known = (Keys(ast.parse(text)).found for text in said.values() if "office.journal" in text)
    found = set().union(*known) | set(Asked(member=1, act="x", before=1).told())
    elsewhere = {"beside", "erasure", "identity_of", "left_out", "proposed", "seconds", "told", "withheld"}
    assert found >= elsewhere
    assert found - set(words.DETAILS) == set()


def test_columns_and_what_a_change_of_the_registry_keeps_have_their_words():
    kept = {one.name for said in (PlaceSaid, ProgrammeSaid) for one in fields(said)}
    assert {*kept, *ROLES, *going_kinds()} - set(words.DETAILS) == set()


def going_kinds() -> set[str]:
    """The kinds of which an erasure counts how many went."""
    tree = ast.parse(Path(erasure_rows.__file__).read_text("utf-8"))
    calls = (node for node in ast.walk(tree) if isinstance(node, ast.Call))
    return {text for one in calls if ast.unparse(one.func) == "_name" for text in texts(one.args[1])}


def test_no_word_of_a_detail_is_left_over():
    text = " ".join(path.read_text("utf-8") for path in MODULES if path.name != "words.py")
    assert [name for name in words.DETAILS if not re.search(rf"\b{name}\b", text)] == []
    assert list(words.DETAILS) == sorted(words.DETAILS)
