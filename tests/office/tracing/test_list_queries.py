from django.utils import translation

from kintrace.office.tracing import list_queries


def test_a_list_begins_with_its_first_rows_as_text(member, brought):
    by = member()
    one = brought(by)
    begun = list_queries.beginning(by, one.id)
    assert begun.headers[:2] == ["№", "ПІБ дитини"]
    assert begun.rows[2][:3] == ["R-3", "Бондар Микита Сергійович", "11.11.2016"]
    assert begun.guess.mapping.columns["facility"] == ["Заклад"]


def test_the_first_rows_are_read_as_they_would_be(member, brought):
    by = member()
    begun = list_queries.beginning(by, brought(by).id)
    read, why = list_queries.understood(begun, {"name": ["ПІБ дитини"], "birth": ["Дата народження"]})
    assert read[0] == {"row": "1", "id": "1", "name": "Шевченко Олена Іванівна", "birth": "2015-03-07"}
    assert why == ""


def test_what_cannot_be_read_so_says_why(member, brought):
    by = member()
    begun = list_queries.beginning(by, brought(by).id)
    read, why = list_queries.understood(begun, {"name": ["ПІБ дитини"], "id": ["Стать"]})
    assert read == []
    assert why.startswith('requests.csv, column "Стать": an id stands for more than one row')


def test_columns_without_a_name_are_refused_in_words_of_the_office(member, brought):
    by = member()
    begun = list_queries.beginning(by, brought(by).id)
    with translation.override("en"):
        assert list_queries.understood(begun, {"birth": ["Дата народження"]}) == (
            [],
            "Say which column holds the names: nobody is found without one.",
        )


def test_whole_rows_are_for_those_who_may_see_everything(member):
    shown = {
        role: list_queries.may_see_whole_rows(member(role))
        for role in ("caseworker", "documenter", "mediator")
    }
    assert shown == {"caseworker": True, "documenter": False, "mediator": False}


def test_rows_of_what_others_brought_are_not_shown_to_who_may_not_see_everything(member, brought):
    one = brought(member())
    begun = list_queries.beginning(member("documenter"), one.id)
    assert (begun.rows, begun.headers[1]) == ([], "ПІБ дитини")
    assert list_queries.understood(begun, {"name": ["ПІБ дитини"]}) == ([], "")
    assert len(list_queries.beginning(member("caseworker"), one.id).rows) == 3
