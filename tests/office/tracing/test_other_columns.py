"""Columns without a role are compared under a label that stands for one thing in an organisation."""

import json

import pytest
from office.tracing.invented import match
from office.tracing.namesakes import COLUMNS, EYES, REQUESTS, TEXTS, both, mapping_of

from kintrace import trace
from kintrace.errors import MappingInvalid
from kintrace.lists import OtherColumn
from kintrace.office.jobs.models import Job, State
from kintrace.office.journal.models import Entry
from kintrace.office.tracing import list_actions, list_withdrawal, other_columns, record_actions
from kintrace.office.tracing.models import PeopleList, Proposal, Record
from kintrace.trace.run import pairs_table


def proposals():
    """Who is chosen for whom, with the figures of the engine."""
    return {
        (one.left.number, one.right.number): (round(one.weight_bits, 6), round(one.probability, 6))
        for one in Proposal.objects.filter(stands=True, assigned=True).select_related("left", "right")
    }


def traced(tmp_path):
    """What `kintrace trace` says of the same two files."""
    for side, text in TEXTS.items():
        (tmp_path / f"{side}.csv").write_text(text)
        (tmp_path / f"{side}.toml").write_text(mapping_of(side))
    request = trace.Request(
        tmp_path / "requests.csv",
        tmp_path / "located.csv",
        mapping_left=tmp_path / "requests.toml",
        mapping_right=tmp_path / "located.toml",
    )
    found = pairs_table(trace.run(request, trace.read_lists(request), lambda stage, share: None))
    return {
        (row["left_id"], row["right_id"]): (round(row["weight_bits"], 6), round(row["probability"], 6))
        for row in found.to_pylist()
        if row["assigned"] and row["probability"] >= 0.05
    }


def test_a_further_column_settles_who_is_who_as_at_the_command_line(member, organisation, imported, tmp_path):
    both(imported, member())
    match(organisation)
    pairs = [("R-1", "L-2"), ("R-2", "L-1"), ("R-3", "L-3"), ("R-5", "L-5")]
    assert sorted(proposals()) == pairs
    assert min(probability for _bits, probability in proposals().values()) > 0.5
    assert proposals() == traced(tmp_path)
    fields = {
        reason["field"]: (reason["level"], reason["left"])
        for reason in Proposal.objects.get(left__number="R-1", right__number="L-2").reasons
    }
    assert fields["other:очі"] == ("same", "карі")


def test_without_a_label_namesakes_are_not_told_apart(member, organisation, imported):
    both(imported, member(), {})
    match(organisation)
    namesakes = Proposal.objects.filter(left__number__in=("R-1", "R-2"), right__number__in=("L-1", "L-2"))
    assert len({one.weight_bits for one in namesakes}) == 1
    assert not PeopleList.objects.filter(compared__isnull=False).exists()


def test_a_label_of_one_side_alone_is_kept_and_not_compared(member, organisation, imported):
    by = member()
    requests, _located = both(imported, by, {"requests": EYES["requests"]})
    match(organisation)
    assert Record.objects.get(list=requests, number="R-1").people["other:очі"] == "карі"
    assert other_columns.compared(organisation.id) == {}
    assert not any("other:" in reason["field"] for one in Proposal.objects.all() for reason in one.reasons)


def test_a_list_in_json_is_compared_too(member, organisation, imported):
    by = member()
    rows = [
        {"ПІБ": "Вигаданчук Іван Олегович", "народжений": "2014", "очі": eyes} for eyes in ("карі", "сірі")
    ]
    columns = {"name": ["ПІБ"], "birth": ["народжений"]}
    for side in ("requests", "located"):
        text = json.dumps(rows if side == "requests" else rows[::-1], ensure_ascii=False)
        others = {"очі": OtherColumn("очі", "text")}
        imported(by, text, columns, others, side=side, file_name=f"{side}.json")
    match(organisation)
    best = {one.left.number: one.right.number for one in Proposal.objects.filter(assigned=True)}
    assert best == {"1": "2", "2": "1"}


def test_a_correction_keeps_the_other_values_and_is_compared_again(member, organisation, imported):
    by = member()
    both(imported, by)
    match(organisation)
    for number, people in (
        ("R-1", {"place": "Херсон", "other:очі": "блакитні"}),
        ("R-2", {"other:очі": "карі"}),
    ):
        old = Record.objects.get(number=number)
        record_actions.correct(by=by, number=old.id, people=people, why="The mother says so")
    kept = record_actions.correct(
        by=by,
        number=Record.objects.get(number="R-3").id,
        people={"place": "Київ"},
        why="The mother says so",
    )
    match(organisation)
    assert kept.people["other:очі"] == "сірі"
    best = {one.left.number: one.right.number for one in Proposal.objects.filter(stands=True, assigned=True)}
    assert (best["R-1"], best["R-2"]) == ("L-1", "L-2")
    assert Entry.objects.filter(act="corrected record").first().details["fields"] == ["other:очі", "place"]


def test_a_label_compared_in_another_way_is_refused_and_nothing_is_stored(member, brought):
    by = member()
    brought(by, REQUESTS, COLUMNS["requests"], EYES["requests"])
    before = (Job.objects.count(), Entry.objects.filter(act="confirmed columns").count())
    said = "“очі” is compared as “the same or not” in another list: choose the same, or another label."
    with pytest.raises(MappingInvalid, match=said):
        brought(by, REQUESTS, COLUMNS["requests"], {" ОЧІ ": OtherColumn("Очі", "text")})
    refused = PeopleList.objects.get(state="brought")
    assert (refused.mapping, refused.compared, refused.job) == ({}, None, None)
    assert (Job.objects.count(), Entry.objects.filter(act="confirmed columns").count()) == before


def test_a_label_in_use_keeps_its_spelling(member, brought):
    by = member()
    brought(by, REQUESTS, COLUMNS["requests"], EYES["requests"])
    again = brought(by, REQUESTS, COLUMNS["requests"], {"Очі": OtherColumn("Очі", "exact")})
    assert again.compared == {"очі": "exact"}
    assert again.mapping == COLUMNS["requests"] | {"other:очі": ["Очі"]}


def test_another_organisation_has_labels_of_its_own(member, brought, another):
    brought(member(), REQUESTS, COLUMNS["requests"], EYES["requests"])
    theirs = brought(another, REQUESTS, COLUMNS["requests"], {"очі": OtherColumn("Очі", "text")})
    assert theirs.compared == {"очі": "text"}


def test_a_list_may_change_its_own_way_while_it_is_not_imported(member, brought):
    by = member()
    one = brought(by, REQUESTS, COLUMNS["requests"], EYES["requests"])
    Job.objects.filter(id=one.job_id).update(state=State.FAILED)
    others = {"очі": OtherColumn("Очі", "text")}
    again = list_actions.confirm_columns(by=by, number=one.id, columns=COLUMNS["requests"], others=others)
    assert again.compared == {"очі": "text"}


@pytest.mark.parametrize(
    ("others", "said"),
    [
        ({" ": OtherColumn("Очі")}, "Give each column a label, and say how it is compared."),
        ({"очі": OtherColumn("Очі", "sound")}, "Give each column a label, and say how it is compared."),
        ({"очі": OtherColumn("Очі"), "Очі": OtherColumn("Прикмета")}, "Two columns cannot both be “очі”."),
        (
            {f"{n}": OtherColumn("Очі") for n in range(21)},
            "No more than 20 further columns can be compared in an organisation.",
        ),
    ],
)
def test_labels_that_say_nothing_or_too_much_are_refused(member, brought, others, said):
    with pytest.raises(MappingInvalid, match=said):
        brought(member(), REQUESTS, COLUMNS["requests"], others)
    assert PeopleList.objects.get().compared is None


def test_a_list_that_was_withdrawn_is_not_compared_and_keeps_its_label(member, organisation, imported):
    by = member()
    requests, located = both(imported, by)
    match(organisation)
    before = proposals()
    list_withdrawal.withdraw(by=by, number=located.id, why="The wrong file")
    match(organisation)
    assert other_columns.compared(organisation.id) == {}
    assert other_columns.in_use(organisation.id, but=requests.id) == {"очі": "exact"}
    list_withdrawal.bring_back(by=by, number=located.id, why="It was the right one")
    match(organisation)
    assert proposals() == before


def test_the_engine_asks_no_more_of_the_database_when_there_are_labels(
    member, organisation, imported, django_assert_num_queries
):
    both(imported, member())
    with django_assert_num_queries(1):
        assert other_columns.compared(organisation.id) == {"очі": "exact"}
