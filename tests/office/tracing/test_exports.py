"""What is taken out as a sheet: all of it, nothing that is not the reader's to see, and the journal knows."""

import csv
import io
from datetime import datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils.translation import override
from office.tracing.invented import proposed

from kintrace.lists import OtherColumn
from kintrace.office.journal.models import Entry
from kintrace.office.tracing import exports, pair_actions
from kintrace.office.tracing.models import Proposal

RAGGED = "№;ПІБ;Дата народження\nR-1;Коваль Іван;31.02.2014\nR-2;Вигадана Яна;01.02.2014\nR-3;Бо;1;2;3;4\n"


def read(content) -> list[list[str]]:
    text = b"".join(content).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline="")))


def say(by, proposal, verdict="same", note=""):
    seen = proposal.decisions.order_by("-id").values_list("id", flat=True).first()
    word = pair_actions.Word(verdict, "details_agree", note, seen)
    return pair_actions.decide(by=by, number=proposal.id, word=word)


def last() -> Entry:
    return Entry.objects.latest("number")


@pytest.mark.parametrize(
    ("language", "header", "why"),
    [
        ("en", ["Row", "Column", "As written", "Why"], "31.02.2014 does not exist"),
        ("uk", ["Рядок", "Стовпець", "Як записано", "Чому"], "дати 31.02.2014 не існує"),
        ("ru", ["Строка", "Столбец", "Как записано", "Почему"], "даты 31.02.2014 не существует"),
    ],
)
def test_cells_that_could_not_be_read_are_taken_out_with_reasons(member, imported, language, header, why):
    by = member()
    one = imported(by)
    with override(language):
        content = exports.take_rejected(by=by, number=one.id)
    assert read(content) == [header, ["2", "Дата народження", "31.02.2014", why]]
    entry = last()
    assert (entry.act, entry.subject_kind, entry.subject_id, entry.details) == (
        "exported what could not be read",
        "list",
        one.id,
        {"cells": 1},
    )


def test_a_whole_row_is_taken_out_by_those_who_may_see_all_of_it(member, imported):
    coordinator, documenter = member(), member("documenter")
    one = imported(coordinator, RAGGED)
    assert read(exports.take_rejected(by=coordinator, number=one.id))[2:] == [
        ["3", "the whole row", "R-3;Бо;1;2;3;4", "6 columns, the header has 3"]
    ]
    assert read(exports.take_rejected(by=documenter, number=one.id))[2:] == [
        ["3", "the whole row", "not shown to your role", "6 columns, the header has 3"]
    ]


def test_a_date_of_a_further_column_is_taken_out_by_those_who_may_see_whole_rows(member, imported):
    by, text = member(), "ПІБ;Щеплення\nВигаданчук Іван;31.02.2021\n"
    one = imported(by, text, {"name": ["ПІБ"]}, {"щеплення": OtherColumn("Щеплення", "date")})
    with override("en"):
        seen, hidden = (
            read(exports.take_rejected(by=who, number=one.id))[1:] for who in (by, member("documenter"))
        )
    assert seen == [["1", "Щеплення", "31.02.2021", "31.02.2021 does not exist"]]
    assert hidden == [["1", "Щеплення", "not shown to your role", ""]]


@pytest.mark.parametrize("role", ["reviewer", "mediator", "auditor", "administrator"])
def test_whoever_brings_no_lists_and_exports_nothing_takes_no_cells(member, imported, role):
    one = imported(member())
    before = Entry.objects.count()
    with pytest.raises(PermissionDenied):
        exports.take_rejected(by=member(role), number=one.id)
    assert Entry.objects.count() == before


def test_cells_of_lists_out_of_scope_are_not_there(member, another, imported):
    one = imported(member())
    before = Entry.objects.count()
    for by in (another, member("caseworker", scope="own")):
        with pytest.raises(Http404):
            exports.take_rejected(by=by, number=one.id)
    assert Entry.objects.count() == before


def test_decided_pairs_are_taken_out_with_who_said_what_and_when(member):
    by = member(name="Olena Vyhadana")
    first, second, _ = proposed(by, 0.8), proposed(by, 0.7), proposed(by, 0.6)
    Proposal.objects.filter(id=second.id).update(weight_bits=-3.25, probability=1.0)
    say(by, first, note="той самий шрам")
    say(by, second, "unsure")
    header, *rows = read(exports.take_decided(by=by))
    assert header == [
        *("Pair", "Where it stands"),
        *("Tracing request: list", "Tracing request: number", "Tracing request: name"),
        *("Located child: list", "Located child: number", "Located child: name"),
        *("Verdict", "Reason", "Note", "Who", "When", "Probability", "Weight, bits"),
    ]
    assert [row[:12] + row[13:] for row in rows] == [
        [
            *(str(first.id), "same child", "requests", "r1", "Олена", "located", "l1", "Олена"),
            *("same child", "the details agree", "той самий шрам", "Olena Vyhadana", "0.8", "9.0"),
        ],
        [
            *(str(second.id), "unsure", "requests", "r2", "Олена", "located", "l2", "Олена"),
            *("unsure", "the details agree", "", "Olena Vyhadana", "0.999999", "-3.25"),
        ],
    ]
    entry = last()
    assert (entry.act, entry.details) == ("exported decisions", {"count": 2, "pairs": [first.id, second.id]})


def test_when_a_word_was_said_is_written_in_the_time_of_the_office(member):
    by = member()
    said = say(by, proposed(by))
    (row,) = read(exports.take_decided(by=by))[1:]
    assert datetime.fromisoformat(row[12]) == said.at.replace(microsecond=0)


def test_two_reviewers_are_two_rows_and_a_word_taken_back_is_none(member, organisation):
    organisation.second_reviewer = True
    organisation.save()
    one, two = member(), member()
    pair, undone = proposed(one), proposed(one)
    say(one, pair)
    say(two, pair, "different")
    pair_actions.undo(by=one, number=say(one, undone).id)
    rows = read(exports.take_decided(by=one))[1:]
    assert [[*row[:2], row[8], row[11]] for row in rows] == [
        [str(pair.id), "reviewers disagree", "same child", one.name],
        [str(pair.id), "reviewers disagree", "different children", two.name],
    ]


def test_what_is_hidden_from_a_role_is_not_taken_out(member, monkeypatch):
    by = member()
    say(by, proposed(by))
    monkeypatch.setattr(exports, "hidden_from", lambda by: frozenset({"name"}))
    (row,) = read(exports.take_decided(by=by))[1:]
    assert "Олена" not in row
    assert row[4] == row[7] == "not shown to your role"


@pytest.mark.parametrize(
    "role", ["caseworker", "reviewer", "documenter", "mediator", "auditor", "administrator"]
)
def test_decisions_are_taken_out_by_those_alone_who_may_export(member, role):
    with pytest.raises(PermissionDenied):
        exports.take_decided(by=member(role))
    assert Entry.objects.count() == 0


def test_decisions_on_pairs_out_of_scope_stay(member, another):
    by = member()
    say(by, proposed(by))
    assert read(exports.take_decided(by=another))[1:] == []
    assert read(exports.take_decided(by=member(scope="own")))[1:] == []
    assert last().details == {"count": 0, "pairs": []}


def test_pages_offer_the_sheets_to_those_who_may_take_them(member, imported, client_of):
    by = member()
    one = imported(by)
    proposed(by)
    address = f"/lists/{one.id}/rejected/"
    for reads, offered in ((by, True), (member("mediator"), False)):
        client = client_of(reads)
        assert (f'"/lists/{one.id}/rejected.csv"' in client.get(address).content.decode()) is offered
        assert ('"/pairs/decided.csv"' in client.get("/pairs/").content.decode()) is offered
    answer = client_of(by).get(f"/lists/{one.id}/rejected.csv", headers={"accept-language": "uk"})
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert answer["Content-Disposition"] == f'attachment; filename="rejected-{one.id}.csv"'
    assert read(answer.streaming_content)[0][0] == "Рядок"
    answer = client_of(by).get("/pairs/decided.csv")
    assert answer["Content-Disposition"] == 'attachment; filename="decisions.csv"'


def test_many_decisions_are_taken_out_in_their_order(member, monkeypatch):
    monkeypatch.setattr(exports, "_AT_ONCE", 2)
    by = member()
    pairs = [proposed(by) for _ in range(5)]
    for pair in pairs:
        say(by, pair)
    assert [row[0] for row in read(exports.take_decided(by=by))[1:]] == [str(pair.id) for pair in pairs]
