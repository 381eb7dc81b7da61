"""What the engine says of a list is said in the reader's language, whatever it holds."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.utils import translation

from kintrace.lists import births
from kintrace.office.spoken import percent, spoken

ENGINE = [path for room in ("lists", "names") for path in Path("src/kintrace", room).resolve().rglob("*.py")]


def texts(node: ast.expr) -> Iterator[str]:
    """What an expression may say; what it holds is written as 7."""
    match node:
        case ast.Constant(value=str(text)):
            yield text
        case ast.JoinedStr(values=pieces):
            said = [""]
            for piece in pieces:
                inner = piece.value if isinstance(piece, ast.FormattedValue) else piece
                either = [*texts(inner)] if isinstance(inner, ast.Constant | ast.IfExp) else ["7"]
                said = [before + after for before in said for after in either]
            yield from said
        case ast.IfExp(body=body, orelse=other):
            yield from [*texts(body), *texts(other)]


def sentences() -> Iterator[str]:
    for path in ENGINE:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func).endswith("notes.append"):
                yield from texts(node.args[0])
            if isinstance(node, ast.Call):
                for keyword in node.keywords:
                    if keyword.arg == "why":
                        yield from texts(keyword.value)
    for how in births._HOW.values():
        yield f'"7": {how} (values: 7).'


@pytest.mark.parametrize("language", ["uk", "ru"])
def test_every_sentence_of_the_engine_is_translated(language):
    said = sorted(set(sentences()))
    assert len(said) > 40
    with translation.override(language):
        assert [one for one in said if spoken(one) == one] == []


def test_what_a_sentence_holds_is_kept():
    with translation.override("uk"):
        assert spoken("31.02.2012 does not exist") == "дати 31.02.2012 не існує"
        assert spoken('"Дата" is read day first, as usual here: no value shows which stands first.') == (
            "«Дата» читається як день.місяць, як тут заведено: жодне значення не показує, що стоїть першим."
        )
    with translation.override("ru"):
        assert spoken("Columns not used: Phone (2), 100%.") == "Неиспользованные столбцы: Phone (2), 100%."


def test_a_reason_within_a_reason_is_translated_too():
    with translation.override("uk"):
        assert spoken("the date on which the age was counted cannot be read: not a date") == (
            "день, на який указано вік, не вдається прочитати: це не дата"
        )


def test_in_english_and_for_what_is_not_known_nothing_changes():
    with translation.override("en"):
        assert spoken("not a date") == "not a date"
    with translation.override("uk"):
        assert spoken("Something nobody foresaw.") == "Something nobody foresaw."


def test_no_probability_is_written_as_certainty():
    with translation.override("uk"):
        assert [percent(p) for p in (1.0, 0.987, 0.0)] == [">\xa099,9\xa0%", "98,7\xa0%", "<\xa00,1\xa0%"]
    with translation.override("en"):
        assert percent(0.987) == "98.7\xa0%"
