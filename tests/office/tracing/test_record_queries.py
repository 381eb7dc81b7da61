from django.utils import translation
from office.tracing.invented import proposed
from office.tracing.namesakes import both

from kintrace.office.accounts.may import Act
from kintrace.office.tracing import record_actions, record_queries
from kintrace.office.tracing.models import Proposal, Record
from kintrace.office.tracing.pair_actions import Word, decide, undo
from kintrace.office.tracing.record_actions import Asked, Person


def card_of(by, one):
    return record_queries.card(by, record_queries.record_seen(by, one.id))


def field_of(card, role):
    return next(field for field in card["fields"] if field["role"] == role)


def test_a_card_shows_what_was_written_beside_what_was_read(member, imported):
    by = member()
    one = Record.objects.get(list=imported(by), row=1)
    card = card_of(by, one)
    assert (card["name"], card["number"], card["row"]) == ("Шевченко Олена Іванівна", "R-1", 1)
    birth = field_of(card, "birth")
    assert (birth["read"], birth["written"]) == ("2015-03-07", "07.03.2015")
    assert [field["role"] for field in card["fields"]] == ["name", "sex", "birth", "place", "mother"]


def test_a_card_says_what_its_record_is_of_one(member, imported):
    by = member()
    one = Record.objects.get(list=imported(by), row=1)
    with translation.override("uk"):
        assert card_of(by, one)["side_name"] == "Запит на розшук"


def test_a_birth_that_was_not_read_is_shown_as_written(member, imported):
    by = member()
    one = Record.objects.get(list=imported(by), row=2)
    birth = field_of(card_of(by, one), "birth")
    assert (birth["read"], birth["written"]) == ("", "31.02.2014")


def test_a_mediator_is_not_shown_where_a_child_is(member, imported):
    one = Record.objects.get(list=imported(member()), row=2)
    place = field_of(card_of(member("mediator"), one), "facility")
    assert (place["hidden"], place["read"], place["written"]) == (True, "", "")
    assert field_of(card_of(member("reviewer"), one), "facility")["read"] == "Лікарня № 4"


def test_who_asks_is_hidden_from_documenters_and_mediators(member, entered):
    said = {"consent": "oral", "inquirer": "Шевченко Марія", "inquirer_contact": "+380 00"}
    one = entered(member(), said=said)
    shown = {
        role: [cell["cell"] for cell in card_of(member(role), one)["others"]]
        for role in ("caseworker", "documenter", "mediator")
    }
    assert shown == {
        "caseworker": ["oral", "Шевченко Марія", "+380 00"],
        "documenter": ["oral"],
        "mediator": ["oral"],
    }


def test_cells_that_nobody_said_the_meaning_of_are_shown_to_those_who_may_see_everything(member, imported):
    one = Record.objects.get(list=imported(member(), "ПІБ,Телефон заявника\nШевченко Олена,+380 00\n"))
    assert card_of(member("caseworker"), one)["others"] == [{"header": "Телефон заявника", "cell": "+380 00"}]
    assert card_of(member("mediator"), one)["others"] == []


def test_every_hiding_act_names_fields():
    assert record_queries.HIDDEN.keys() == {Act.SEE_FACILITY, Act.SEE_INQUIRER}


def test_children_of_one_request_are_a_household(member):
    by = member()
    people = [Person({"name": "Коваль Іван"}), Person({"name": "Коваль Ганна"})]
    one, other = record_actions.enter(by=by, asked=Asked("requests", people))
    record_actions.enter(by=by, asked=Asked("requests", [Person({"name": "Бондар Софія"})]))
    assert card_of(by, one)["household"] == [{"id": other.id, "name": other.name, "birth": ""}]


def test_neighbours_in_a_list_with_the_same_mother_are_a_household(member, imported):
    by = member()
    text = "ПІБ,Мати\nКоваль Іван,Коваль Марія\nБондар Софія,Бондар Ірина\nКоваль Ганна,КОВАЛЬ МАРІЯ\n"
    first, _, third = Record.objects.filter(list=imported(by, text)).order_by("row")
    assert [one["id"] for one in card_of(by, first)["household"]] == [third.id]


def test_versions_tell_what_each_changed(member, entered):
    by = member()
    old = entered(by, birth="2015")
    new = record_actions.correct(by=by, number=old.id, people={"birth": "2014"}, why="A paper")
    newest, oldest = record_queries.versions(by, new)
    assert (newest["why"], newest["changes"]) == (
        "A paper",
        [{"label": "birth", "old": "2015", "new": "2014"}],
    )
    assert (oldest["record"], oldest["changes"]) == (old, [])


def test_who_looked_at_any_version_is_told(member, entered):
    by = member()
    old = entered(by)
    record_actions.see(by=by, number=old.id)
    new = record_actions.correct(by=by, number=old.id, people={"sex": "f"}, why="Seen")
    acts = [entry.act for entry in record_queries.who_looked(by, new).entries]
    assert acts == ["corrected record", "saw record", "entered record"]


def test_an_age_and_its_day_stand_as_written_beside_the_birth_they_give(member, imported):
    text = "ПІБ,Вік,Дата обліку\nШевченко Олена,7,01.03.2022\n"
    by = member()
    one = imported(by, text, {"name": ["ПІБ"], "age": ["Вік"], "age_on": ["Дата обліку"]})
    birth = field_of(card_of(by, one.records.get()), "birth")
    assert (birth["read"], birth["written"]) == ("2014-03-02/2015-03-01", "7; 01.03.2022")


def test_what_was_decided_for_the_photos_is_named_while_it_stands(member):
    by, other = member(), member()
    first, second, third = (proposed(by) for _ in range(3))
    record = first.left
    Proposal.objects.filter(id__in=(second.id, third.id)).update(left=record)
    for pair, reason in ((first, "photo"), (second, "namesake"), (third, "photo")):
        decide(by=by, number=pair.id, word=Word("different", reason))
    assert [one.id for one in record_queries.decided_by_photo(by, record)] == [first.id, third.id]
    undo(by=by, number=third.decisions.get().id)
    assert [one.id for one in record_queries.decided_by_photo(other, record)] == [first.id]
    assert record_queries.decided_by_photo(by, second.right) == []


def test_a_further_column_is_shown_by_its_label_to_those_who_may_see_whole_rows(member, imported):
    by = member()
    one = Record.objects.get(list=both(imported, by)[1], number="L-1")
    eyes = {"role": "other:очі", "label": "очі", "read": "блакитні", "written": "блакитні", "hidden": False}
    assert field_of(card_of(by, one), "other:очі") == eyes
    assert card_of(by, one)["others"] == []
    for role in ("documenter", "mediator"):
        assert "блакитні" not in str(card_of(member(role), one))
        assert "очі" not in str(card_of(member(role), one))


def test_what_a_correction_changed_in_a_further_column_is_told_to_the_same(member, imported):
    by = member()
    one = Record.objects.get(list=both(imported, by)[0], number="R-1")
    new = record_actions.correct(by=by, number=one.id, people={"other:очі": ""}, why="A mistake")
    changes = {"label": "очі", "old": "карі", "new": ""}
    assert record_queries.versions(by, new)[0]["changes"] == [changes]
    assert record_queries.versions(member("mediator"), new)[0]["changes"] == []
    assert record_queries.further_asked(by, new) == {"очі": "exact"}
    assert record_queries.further_asked(member("mediator"), new) == {}
