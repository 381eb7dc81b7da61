import re

import pytest
from django.urls import reverse

from kintrace.office.accounts.models import Organisation
from kintrace.office.cases.models import Case, Practice
from kintrace.office.cases.move_actions import Sending, send
from kintrace.office.journal.models import Entry

from .ledgers import ENOUGH, MOTHER, WAY

EN = {"headers": {"accept-language": "en"}}


def shown(client, *address):
    answer = client.get(reverse(address[0], args=address[1:]), **EN)
    assert answer.status_code == 200
    return re.sub(r"\s+", " ", answer.content.decode())


def test_a_case_goes_the_whole_way_on_its_pages(member, client_of, entered):
    by = member()
    client, record = client_of(by), entered(by)
    said = {"risk_level": "high", "separation_cause": "deportation", "separated_on": "7.3.2022"}
    answer = client.post(reverse("record-case", args=[record.pk]), said)
    case = Case.objects.get()
    assert answer.headers["Location"] == reverse("case", args=[case.pk])
    assert (case.separated_on, case.risk_level) == ("2022-03-07", "high")
    assert "Tracing has not begun." in shown(client, "case", case.pk)
    for kind, words in WAY:
        form = (
            {"on": ""}
            | ENOUGH.get(kind, {})
            | words
            | ({"evidence": "birth certificate\nphoto"} if "evidence" in words else {})
        )
        address = reverse(f"case-{kind.replace('_', '-')}", args=[case.pk])
        assert client.get(address, **EN).status_code == 200
        assert client.post(address, form).status_code == 302
    case.refresh_from_db()
    assert case.tracing_status == "closed"
    page = shown(client, "case", case.pk)
    assert "birth certificate; photo" in page
    assert "Take back: case closed" in page


def test_a_gate_that_is_shut_is_told_on_the_form(member, client_of, opened):
    by = member()
    case = opened(by)
    answer = client_of(by).post(reverse("case-reunified", args=[case.pk]), {"on": ""}, **EN)
    assert answer.status_code == 200
    assert "Nobody has recorded a check of the relationship." in answer.content.decode()


def test_a_date_to_come_is_refused_on_the_form(member, client_of, opened):
    by = member()
    case = opened(by)
    answer = client_of(by).post(reverse("case-tracing-began", args=[case.pk]), {"on": "2999"}, **EN)
    assert "This date is still to come." in answer.content.decode()


def test_a_date_before_what_the_step_rests_on_is_refused_on_the_form(member, client_of, brought, step):
    by = member()
    case = brought(by, "view_recorded")
    step(by, case, "return_agreed", on="2026-02")
    answer = client_of(by).post(
        reverse("case-reunified", args=[case.pk]), {"on": "07.03.2025", "with_whom": MOTHER}, **EN
    )
    assert "“child reunified” (07.03.2025) cannot be before “return agreed” (February 2026)." in (
        answer.content.decode()
    )
    assert not case.steps.filter(kind="reunified").exists()


def test_the_page_shows_what_the_next_stage_lacks_and_contradictions(member, client_of, brought, step):
    by = member()
    case = brought(by, "return_agreed")
    step(by, case, "bia_recorded", outcome="against_return")
    page = shown(client_of(by), "case", case.pk)
    assert "A return was agreed, and a later step speaks against it." in page
    assert "The best interests assessment (BIA) in force is against the return." in page


def test_a_step_is_taken_back_on_its_page_or_its_refusal_is_told(member, client_of, brought):
    by = member()
    case, client = brought(by, "located"), client_of(by)
    began, located = (case.steps.get(kind=kind).pk for kind in ("tracing_began", "located"))
    refused = client.post(reverse("step-take-back", args=[began]), {"why": "x"}, **EN)
    assert "A later step rests on this one: child located." in refused.content.decode()
    assert client.post(reverse("step-take-back", args=[located]), {"why": "x"}).status_code == 302
    assert "step taken back" in shown(client, "case", case.pk)


def test_the_list_is_filtered_and_paged_and_journalled(member, client_of, opened, step):
    by = member()
    first, second = opened(by), opened(by, name="Коваль Іван")
    step(by, second, "tracing_began")
    client = client_of(by)
    every = client.get(reverse("cases"), **EN).content.decode()
    assert first.number in every and second.number in every
    some = client.get(reverse("cases"), {"tracing_status": "open"}, **EN).content.decode()
    assert first.number in some and second.number not in some
    named = client.get(reverse("cases"), {"words": "Коваль"}, **EN).content.decode()
    assert second.number in named and first.number not in named
    last = Entry.objects.order_by("number").last()
    assert (last.act, last.details) == ("saw cases", {"cases": [second.pk]})
    assert client.get(reverse("cases"), {"page": "9"}).status_code == 200


def test_who_opens_a_case_is_in_the_journal(member, client_of, opened):
    by = member()
    case = opened(by)
    page = shown(client_of(by), "case", case.pk)
    assert "saw case" in page
    assert Entry.objects.filter(act="saw case", subject_id=case.pk, member=by).count() == 1


def test_the_mediator_sees_neither_family_nor_where_the_child_is(member, client_of, brought):
    coordinator = member()
    case = brought(coordinator, "view_recorded")
    client = client_of(coordinator)
    told = {"relation": "mother", "name": "Schowana Maria", "alive": ""}
    client.post(reverse("case-relative", args=[case.pk]), told)
    client.post(reverse("case-care", args=[case.pk]), {"kind": "foster_care", "caregiver": "Schowana Hanna"})
    assert "Schowana Maria" in shown(client, "case", case.pk)
    page = shown(client_of(member("mediator")), "case", case.pk)
    assert "Schowana" not in page
    assert "birth certificate" not in page
    assert "Record that the return is agreed" in page
    assert "Record a check of the relationship" not in page


@pytest.mark.parametrize("wanted", [True, False])
def test_an_administrator_says_what_all_cases_need(member, client_of, wanted):
    by = member("administrator")
    client_of(by).post(reverse("cases-practice"), {"bid_required": "on"} if wanted else {})
    assert Practice.objects.get().bid_required == wanted


def test_a_case_is_changed_on_its_page(member, client_of, opened):
    by = member()
    case, client = opened(by), client_of(by)
    assert client.post(reverse("case-change", args=[case.pk]), {"risk_level": "low"}).status_code == 302
    same = client.post(reverse("case-change", args=[case.pk]), {"risk_level": "low"}, **EN)
    assert "Nothing was changed." in same.content.decode()


def test_who_holds_a_case_is_told_what_another_organisation_saw_of_it(member, client_of, opened):
    by, one = member(), opened(member())
    other = member(organisation=Organisation.objects.create(name="Other"))
    sending = Sending("refer", other.organisation_id, "nearby", "vital interest")
    send(by=by, number=one.pk, sending=sending)
    assert f"{by.name} ·" not in shown(client_of(other), "case", one.pk)
    assert f"{other.name} (Other) · saw case" in shown(client_of(by), "case", one.pk)
    answer = client_of(member("auditor")).get("/journal/", {"others": "on"})
    assert [entry.subject_kind for entry in answer.context["page"].entries] == ["case"]
