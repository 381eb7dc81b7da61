import pytest

from kintrace.office.cases import family_actions
from kintrace.office.cases.family import family_of, left_behind
from kintrace.office.cases.standing import standing

EN = {"headers": {"accept-language": "en"}}


@pytest.fixture
def three(member, opened, brought):
    """Three cases of one family, the first linked to the second, that to the third; the first agreed."""
    by = member()
    first = brought(by, "return_agreed", name="Вигаданенко Олена")
    second, third = opened(by, name="Вигаданенко Іван"), opened(by, name="Вигаданенко Марко")
    for one, other in ((first, second), (second, third)):
        family_actions.link_sibling(by=by, number=one.pk, other=other.number)
    return by, first, second, third


def now(case):
    return standing(one.plain() for one in case.steps.order_by("id"))


def told(family):
    return [(one.case.number, one.link > 0) for one in family]


def test_the_family_of_a_case_is_all_whom_links_join(three):
    by, first, second, third = three
    assert told(family_of(by, first)) == [(second.number, True), (third.number, False)]
    assert told(family_of(by, second)) == [(first.number, True), (third.number, True)]
    assert told(family_of(by, third)) == [(second.number, True), (first.number, False)]


def test_a_link_that_ended_joins_nobody(three):
    by, first, second, third = three
    link = family_of(by, third)[0].link
    family_actions.end_sibling(by=by, number=third.pk, link=link)
    assert told(family_of(by, first)) == [(second.number, True)]
    assert family_of(by, third) == []


def test_nobody_is_shown_to_whom_relatives_are_withheld(three, member):
    first = three[1]
    assert family_of(member("mediator"), first) == []


def test_who_stays_behind_when_a_return_is_agreed_is_told(three, brought, step):
    by, first, second, third = three
    assert left_behind(by, now(first), family_of(by, first)) == [second.number, third.number]
    assert left_behind(by, now(second), family_of(by, second)) == []
    step(by, third, "closed", outcome="not_found")
    assert left_behind(by, now(first), family_of(by, first)) == [second.number]
    fourth = brought(by, "return_agreed", name="Вигаданенко Ганна")
    family_actions.link_sibling(by=by, number=first.pk, other=fourth.number)
    step(by, first, "reunified")
    assert left_behind(by, now(first), family_of(by, first)) == [second.number]


def test_the_page_shows_the_family_and_who_stays_behind(three, client_of):
    by, first, second, third = three
    page = client_of(by).get(f"/cases/{first.pk}/", **EN).content.decode()
    assert f'brother or sister: <a href="/cases/{second.pk}/">' in page
    assert f'of the same family: <a href="/cases/{third.pk}/">' in page
    assert f"No brother or sister: {second.number}" in page
    assert f"No brother or sister: {third.number}" not in page
    assert f"without brothers or sisters whose cases are open: {second.number}, {third.number}." in page
    assert "whose cases are open" not in client_of(by).get(f"/cases/{second.pk}/", **EN).content.decode()
