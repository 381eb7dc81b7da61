"""Pages of pairs: what is shown to whom, what a form does, and that nothing filled in is lost."""

import re

import pytest
from django.conf import settings
from django.urls import reverse
from office.tracing.invented import bring_both, correct, match, pair, proposed

from kintrace.office.accounts.models import Organisation
from kintrace.office.journal.models import Entry
from kintrace.office.tracing import pair_queries
from kintrace.office.tracing.models import Decision, PeopleList, Proposal, Record
from kintrace.office.tracing.queue_models import Filter

SAME = {"verdict": "same", "reason": "details_agree", "note": "", "seen": ""}


@pytest.fixture
def browser(client_of):
    """A browser that reads English."""

    def make(member):
        client = client_of(member)
        client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
        return client

    return make


def text(response) -> str:
    return response.content.decode()


def decide_at(proposal: Proposal) -> str:
    return reverse("decide", args=[proposal.id])


def test_the_queue_shows_pairs_with_both_names_and_is_journalled(member, browser, organisation):
    by = member()
    bring_both(by)
    match(organisation)
    shown = text(browser(by).get("/pairs/"))
    assert shown.index("Шевченко Олена Іванівна") < shown.index("Шевченко Елена Ивановна")
    entry = Entry.objects.get(act="saw pairs")
    assert sorted(entry.details["pairs"]) == sorted(Proposal.objects.values_list("id", flat=True))


def test_behind_the_last_page_of_the_queue_one_is_told_to_narrow_the_filters(member, browser, monkeypatch):
    by = member()
    made = [proposed(by).id for _ in range(5)]
    monkeypatch.setattr(pair_queries, "PAGE", 2)
    monkeypatch.setattr(pair_queries, "LAST_PAGE", 2)
    said = "Only the best 4 pairs are shown. Narrow the filters to see others."
    for page, more, told in ((1, True, False), (2, False, True), (3, False, True)):
        shown = text(browser(by).get(f"/pairs/?page={page}"))
        assert ('rel="next"' in shown, said in shown) == (more, told), page
    Proposal.objects.filter(id=made[0]).update(stands=False)
    shown = text(browser(by).get("/pairs/?page=2"))
    assert ('rel="next"' in shown, said in shown) == (False, False)


def test_a_pair_shows_both_records_reasons_in_words_and_who_may_decide(member, browser, organisation):
    by = member()
    bring_both(by)
    match(organisation)
    proposal = pair("R-1", "L-9")
    shown = text(browser(by).get(f"/pairs/{proposal.id}/"))
    for said in (
        "Шевченко Олена Іванівна",
        "Шевченко Елена Ивановна",
        "R-1",
        "L-9",
        "Given name",
        'name="verdict"',
    ):
        assert said in shown
    assert "are forms of one name" in shown
    assert 'name="verdict"' not in text(browser(member("mediator")).get(f"/pairs/{proposal.id}/"))


@pytest.mark.parametrize(
    ("language", "words"), [("uk", "Дата народження"), ("ru", "Дата рождения"), ("en", "Birth date")]
)
def test_reasons_speak_the_readers_language(member, client_of, organisation, language, words):
    by = member()
    bring_both(by)
    match(organisation)
    client = client_of(by)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    assert words in text(client.get(f"/pairs/{pair('R-1', 'L-9').id}/"))


def test_opening_a_pair_is_journalled_for_the_pair_and_both_records(member, browser):
    by = member()
    proposal = proposed(by)
    browser(by).get(f"/pairs/{proposal.id}/")
    assert list(Entry.objects.order_by("number").values_list("act", flat=True)) == [
        "saw pair",
        "saw record",
        "saw record",
    ]


def test_a_decision_leads_to_the_next_pair_and_undo_back(member, browser):
    by = member()
    first, second = proposed(by, 0.8), proposed(by, 0.7)
    client = browser(by)
    response = client.post(decide_at(first), SAME, follow=True)
    assert response.redirect_chain[-1][0] == f"/pairs/{second.id}/"
    assert "Your last decision:" in text(response)
    decision = Decision.objects.get()
    response = client.post(reverse("undo", args=[decision.id]), follow=True)
    assert response.redirect_chain == [(f"/pairs/{first.id}/", 302)]
    assert Proposal.objects.get(id=first.id).verdict == ""
    client.post(decide_at(first), SAME | {"seen": str(Decision.objects.latest("id").id)})
    assert Proposal.objects.get(id=first.id).verdict == "same"


def test_after_the_last_pair_the_queue_says_that_none_waits(member, browser):
    by = member()
    response = browser(by).post(decide_at(proposed(by)), SAME, follow=True)
    assert response.redirect_chain[-1][0] == "/pairs/?none-left=1"
    assert "No pair waits for you now." in text(response)


def test_whoever_comes_second_sees_the_first_word_and_keeps_their_own(member, browser):
    first, late = member(), member(name="Late Reviewer")
    proposal = proposed(first)
    browser(first).post(decide_at(proposal), SAME | {"note": "the same scar"})
    mine = {"verdict": "different", "reason": "birth_differs", "note": "a year < apart", "seen": ""}
    client = browser(late)
    response = client.post(decide_at(proposal), mine)
    shown = text(response)
    assert response.status_code == 409
    assert "the same scar" in shown
    assert "a year &lt; apart" in shown
    assert 'value="different" required checked' in shown
    assert 'value="birth_differs" required checked' in shown
    said = Decision.objects.get()
    assert f'name="seen" value="{said.id}"' in shown
    assert client.post(decide_at(proposal), mine | {"seen": said.id}).status_code == 302
    assert Proposal.objects.get().verdict == "different"


@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"verdict": "same"},
        SAME | {"verdict": "withdrawn"},
        SAME | {"reason": "x"},
        SAME | {"note": "x" * 2001},
        SAME | {"note": "a\0b"},
        SAME | {"seen": "-1"},
        SAME | {"seen": "9" * 30},
        SAME | {"reason": "mistake"},
    ],
)
def test_what_cannot_be_read_is_refused_with_what_was_filled_in(member, browser, sent):
    by = member()
    response = browser(by).post(decide_at(proposed(by)), sent)
    assert response.status_code == 422
    assert not Decision.objects.exists()


def test_a_note_is_asked_for_where_another_members_word_is_taken_back(member, browser):
    first, other = member(), member()
    proposal = proposed(first)
    browser(first).post(decide_at(proposal), SAME)
    address = reverse("undo", args=[Decision.objects.get().id])
    client = browser(other)
    response = client.post(address)
    assert (response.status_code, "Add a note" in text(response)) == (422, True)
    assert client.post(address, {"note": "the family says no"}).status_code == 302
    response = client.post(address, {"note": "again"})
    assert (response.status_code, "no longer stands" in text(response)) == (409, True)


def addresses(proposal: Proposal, decision: Decision) -> list[tuple[str, str]]:
    return [
        ("get", f"/pairs/{proposal.id}/"),
        ("post", decide_at(proposal)),
        ("post", reverse("undo", args=[decision.id])),
        ("get", reverse("identity", args=[proposal.left_id])),
        ("get", reverse("identity", args=[proposal.right_id])),
    ]


def test_another_organisation_finds_nothing_at_any_address(member, browser):
    by = member()
    proposal = proposed(by)
    browser(by).post(decide_at(proposal), SAME)
    decision, told = Decision.objects.get(), Entry.objects.count()
    stranger = browser(member(organisation=Organisation.objects.create(name="Another")))
    for method, address in addresses(proposal, decision):
        assert getattr(stranger, method)(address, SAME).status_code == 404, address
    assert (Decision.objects.count(), Entry.objects.count()) == (1, told)
    assert "Олена" not in text(stranger.get("/pairs/?standing=same"))


def test_a_narrow_scope_finds_nothing_either(member, browser):
    by = member()
    proposal = proposed(by)
    browser(by).post(decide_at(proposal), SAME)
    narrow = browser(member(scope="own"))
    for method, address in addresses(proposal, Decision.objects.get()):
        assert getattr(narrow, method)(address, SAME).status_code == 404, address


@pytest.mark.parametrize("role", ["caseworker", "documenter", "mediator", "auditor", "administrator"])
def test_roles_that_may_not_decide_are_refused(member, browser, role):
    by = member()
    proposal = proposed(by)
    browser(by).post(decide_at(proposal), SAME)
    refused = browser(member(role))
    decision = Decision.objects.get()
    for method, address in (
        ("post", decide_at(proposal)),
        ("post", reverse("undo", args=[decision.id])),
        ("get", "/pairs/next/"),
    ):
        assert getattr(refused, method)(address, SAME).status_code == 403, address
    assert Decision.objects.count() == 1


def test_whoever_goes_through_filtered_pairs_stays_among_them(member, browser):
    by = member()
    low, first, second = proposed(by, 0.2), proposed(by, 0.9), proposed(by, 0.95)
    client, query = browser(by), "least=90"
    assert f'href="/pairs/next/?{query}"' in text(client.get(f"/pairs/?{query}"))
    response = client.get(f"/pairs/next/?{query}", follow=True)
    assert response.redirect_chain[-1][0] == f"/pairs/{first.id}/?{query}"
    assert f'href="/pairs/next/?after={first.id}&amp;{query}"' in text(response)
    assert f'<input type="hidden" name="queue" value="{query}">' in text(response)
    response = client.post(decide_at(first), SAME | {"queue": query}, follow=True)
    assert response.redirect_chain[-1][0] == f"/pairs/{second.id}/?{query}"
    undo_at = reverse("undo", args=[Decision.objects.get().id])
    assert client.post(undo_at, {"queue": query}).headers["Location"] == f"/pairs/{first.id}/?{query}"
    for one in (first, second):
        last = one.decisions.order_by("-id").first()
        sent = SAME | {"queue": query, "seen": last.id if last else ""}
        response = client.post(decide_at(one), sent, follow=True)
    assert response.redirect_chain[-1][0] == f"/pairs/?none-left=1&{query}"
    assert "None of the pairs that your filters ask for waits for you now." in text(response)
    assert client.get("/pairs/next/").headers["Location"] == f"/pairs/{low.id}/"


def test_what_a_refused_decision_filled_in_keeps_its_filters(member, browser):
    by = member()
    proposal = proposed(by, 0.9)
    response = browser(by).post(decide_at(proposal), {"queue": "least=50&page=3&x=y"})
    assert response.status_code == 422
    assert '<input type="hidden" name="queue" value="least=50">' in text(response)


@pytest.mark.parametrize("number", ["0", "9" * 19, "9" * 40])
def test_numbers_of_nothing_are_not_found(member, browser, number):
    client = browser(member())
    for address in (f"/pairs/{number}/", f"/pairs/identities/{number}/"):
        assert client.get(address).status_code == 404
    for address in (f"/pairs/{number}/decide/", f"/pairs/decisions/{number}/undo/"):
        assert client.post(address, SAME).status_code == 404


@pytest.mark.parametrize(
    "query",
    [
        "standing=x", "least=-1", "most=1e9", "list=999999999999999999999", "list=x", "place=%00", "page=-3",
        "page=99999999999999999999999", "least=50&most=10", "standing=same&least=10&most=90&place=%D0%BA",
        "after=x", "page=%D9%A3",
    ],
)  # fmt: skip
def test_whatever_stands_in_the_address_is_answered(member, browser, query):
    by = member()
    proposed(by)
    client = browser(by)
    assert client.get(f"/pairs/?{query}").status_code == 200
    assert client.get(f"/pairs/next/?{query}").status_code == 302


def test_a_filter_is_kept_used_and_dropped(member, browser):
    by = member()
    low, high = proposed(by, 0.2), proposed(by, 0.9)
    client = browser(by)
    client.post("/pairs/filters/", {"name": "sure <b>", "query": "least=50&page=3&x=y"})
    assert Filter.objects.get().query == {"query": "least=50"}
    shown = text(client.get("/pairs/"))
    assert "sure &lt;b&gt;" in shown
    assert '<a href="?least=50">' in shown
    shown = text(client.get("/pairs/?least=50"))
    assert f"/pairs/{high.id}/" in shown
    assert f"/pairs/{low.id}/" not in shown
    client.post("/pairs/filters/drop/", {"name": "sure <b>"})
    assert not Filter.objects.exists()


def test_a_corrected_pair_says_that_there_are_new_facts(member, browser, organisation):
    by = member()
    bring_both(by)
    match(organisation)
    proposal = pair("R-1", "L-9")
    client = browser(by)
    client.post(decide_at(proposal), SAME | {"verdict": "different"})
    correct(Record.objects.get(number="R-1"), place="м. Київ")
    assert "A record was corrected just now" in text(client.get(f"/pairs/{proposal.id}/"))
    match(organisation)
    shown = text(client.get(f"/pairs/{proposal.id}/"))
    assert "A record was corrected just now" not in shown
    assert "there are new facts" in shown
    assert "new facts since" in shown
    assert Proposal.objects.get(id=proposal.id).verdict == ""


def test_names_that_are_markup_stay_text(member, browser):
    by = member()
    proposal = proposed(by)
    evil = '<script>alert(1)</script>"onmouseover="x'
    Record.objects.create(
        list=proposal.left.list, side="requests", organisation=by.organisation, row=99, number=evil,
        as_written={}, people={"name": evil}, name=evil, facts="f",
    )  # fmt: skip
    Proposal.objects.update(left=Record.objects.get(row=99))
    PeopleList.objects.update(name=evil)
    client = browser(by)
    for address in ("/pairs/", f"/pairs/{proposal.id}/", f"/pairs/identities/{proposal.right_id}/"):
        assert "<script>alert" not in text(client.get(address))
        assert '"onmouseover' not in text(client.get(address))


def test_who_is_who_shows_records_and_lets_every_step_be_taken_back(member, browser):
    by = member()
    proposal = proposed(by)
    client = browser(by)
    client.post(decide_at(proposal), SAME)
    shown = text(client.get(reverse("identity", args=[proposal.left_id])))
    assert "stands" in shown
    assert reverse("undo", args=[Decision.objects.get().id]) in shown
    seen = Entry.objects.filter(act="saw record", details={"identity_of": proposal.left_id})
    assert {one.subject_id for one in seen} == {proposal.left_id, proposal.right_id}


@pytest.mark.parametrize("language", ["uk", "ru"])
def test_a_cold_page_of_the_review_is_light_as_it_travels(member, client_of, organisation, language):
    by = member()
    bring_both(by)
    match(organisation)
    proposal = pair("R-1", "L-9")
    client = client_of(by)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    for k in range(5):
        seen = re.search(rb'name="seen" value="(\d*)"', client.get(f"/pairs/{proposal.id}/").content)[
            1
        ].decode()
        client.post(decide_at(proposal), SAME | {"note": f"Мати впізнала, {k}", "seen": seen})
    assert Decision.objects.count() == 5
    page = client.get(f"/pairs/{proposal.id}/", headers={"accept-encoding": "gzip"})
    addresses = re.findall(r'(?:href|src)="(/static/[^"]+)"', page.content.decode())
    assert addresses == ["/static/office.css", "/static/office.js", "/static/pairs.css"]
    answers = [page, *(client.get(one, headers={"accept-encoding": "gzip"}) for one in addresses)]
    assert ["Content-Encoding" in one.headers for one in answers] == [False, True, True, True]
    assert sum(len(str(one.headers)) + len(one.content) for one in answers) < 30_000
    page = page.content
    assert b"style=" not in page
    assert b"<script>" not in page


def test_a_pair_of_mine_is_marked_as_new_or_as_risen_until_i_looked(member, browser):
    by = member()
    page = browser(by).get
    first, second = proposed(by), proposed(by)
    assert page("/pairs/?mine=on").content.decode().count('<span class="tag">new</span>') == 2
    Proposal.objects.filter(id=first.id).update(told_in=first.run_id + 1)
    third = proposed(by)
    text = page("/pairs/?mine=on").content.decode()
    marked = {
        row.split('/?mine=on">')[0]: row for row in text.split('<a href="/pairs/') if 'mine=on">' in row
    }
    shown = [marked[str(one.id)] for one in (first, second, third)]
    assert [">more speaks for it<" in row for row in shown] == [True, False, False]
    assert [">new<" in row for row in shown] == [False, False, True]
