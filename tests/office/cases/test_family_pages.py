import datetime as dt

from django.urls import reverse
from django.utils import timezone

from kintrace.office.cases.models import Care, Consent, Move, Relative, SiblingLink, Task
from kintrace.office.journal.models import Entry

EN = {"headers": {"accept-language": "en"}}


def test_each_form_around_a_child_can_be_seen_and_filled_in(member, client_of, opened, another):
    by = member()
    case, sibling, client = opened(by), opened(by, name="Шевченко Іван"), client_of(by)
    until = (timezone.localdate() + dt.timedelta(days=30)).isoformat()
    forms = {
        "relative": {"relation": "mother", "name": "Шевченко Марія", "alive": "true"},
        "sibling": {"other": sibling.number},
        "care": {"kind": "foster_care", "caregiver": "Вигадана Ганна", "from_on": "2024"},
        "consent": {
            "purpose": "sharing",
            "answer": "given",
            "said_by": "mother",
            "withheld": ["facility", "photo"],
        },
        "task": {"kind": "trace", "due_on": until, "keeper": by.pk},
        "assign": {"to": member("caseworker").pk, "why": "nearer"},
        "send": {"kind": "refer", "to": another.organisation_id, "why": "family there"},
    }
    for name, said in forms.items():
        address = reverse(f"case-{name}", args=[case.pk])
        assert client.get(address, **EN).status_code == 200
        assert client.post(address, said).headers["Location"] == reverse("case", args=[case.pk]), name
    page = client.get(reverse("case", args=[case.pk]), **EN).content.decode()
    for shown in ("Шевченко Марія", sibling.number, "Вигадана Ганна", "where the child is", "Another"):
        assert shown in page
    assert (Relative.objects.count(), Care.objects.count(), Consent.objects.count()) == (1, 1, 1)
    other = client.get(reverse("case", args=[sibling.pk]), **EN).content.decode()
    assert case.number in other


def test_a_relative_is_ended_on_the_page(member, client_of, opened):
    by = member()
    case, client = opened(by), client_of(by)
    client.post(reverse("case-relative", args=[case.pk]), {"relation": "aunt", "name": "Вигадана"})
    one = Relative.objects.get()
    client.post(reverse("case-relative", args=[case.pk]), {"end": one.pk})
    assert Relative.objects.get().ended_at is not None


def test_a_sibling_linked_by_mistake_is_unlinked_on_either_page(member, client_of, opened):
    by = member()
    one, other, client = opened(by), opened(by, name="Шевченко Іван"), client_of(by)
    for case in (one, other):
        client.post(reverse("case-sibling", args=[one.pk]), {"other": other.number})
        link = SiblingLink.objects.get(ended_at__isnull=True)
        button = f'name="end" value="{link.pk}">No brother or sister: '
        assert button in client.get(reverse("case", args=[case.pk]), **EN).content.decode()
        client.post(reverse("case-sibling", args=[case.pk]), {"end": link.pk})
        assert (
            "No brother or sister: " not in client.get(reverse("case", args=[one.pk]), **EN).content.decode()
        )
    acts = Entry.objects.filter(act="ended sibling link").order_by("number")
    assert [entry.subject_id for entry in acts] == [one.pk, other.pk]


def test_on_a_closed_case_nobody_of_the_family_is_ended_and_the_page_says_why(
    member, client_of, opened, step
):
    by = member()
    case, other, client = opened(by), opened(by, name="Шевченко Іван"), client_of(by)
    page, pages = reverse("case", args=[case.pk]), {}
    for name, said in (("relative", {"relation": "aunt", "name": "Вигадана"}), ("sibling", {})):
        pages[name] = reverse(f"case-{name}", args=[case.pk])
        client.post(pages[name], said | {"other": other.number})
    buttons = ("Remove Вигадана", "No brother or sister: ")
    assert all(button in client.get(page, **EN).content.decode() for button in buttons)
    step(by, case, "closed", outcome="not_found")
    shown = client.get(page, **EN).content.decode()
    assert [button for button in buttons if button in shown] == []
    for name, kind in (("relative", Relative), ("sibling", SiblingLink)):
        answer = client.post(pages[name], {"end": kind.objects.get().pk}, follow=True, **EN)
        assert answer.redirect_chain == [(page, 302)], name
        assert "The case is closed. Reopen it first." in answer.content.decode(), name
        assert kind.objects.get().ended_at is None, name


def test_tasks_that_are_overdue_stand_first_and_can_be_done(member, client_of, opened):
    by = member()
    case, today = opened(by), timezone.localdate()
    for days in (5, -5):
        Task.objects.create(
            case=case,
            by=by,
            keeper=by,
            kind="trace",
            due_on=today + dt.timedelta(days=days),
            note=f"in {days}",
        )
    client = client_of(by)
    page = client.get(reverse("tasks"), **EN).content.decode()
    assert page.index("in -5") < page.index("in 5")
    late = client.get(reverse("tasks"), {"whose": "mine", "due": "overdue"}, **EN).content.decode()
    assert "in -5" in late and "in 5" not in late
    client.post(reverse("task-done", args=[Task.objects.get(note="in -5").pk]))
    assert "in -5" not in client.get(reverse("tasks"), **EN).content.decode()


def test_care_and_tasks_are_undone_on_their_pages(member, client_of, opened):
    by = member()
    case, client = opened(by), client_of(by)
    page = reverse("case", args=[case.pk])
    for kind in ("foster_care", "residential_care"):
        client.post(reverse("case-care", args=[case.pk]), {"kind": kind})
    wrong = case.cares.get(kind="residential_care")
    address = reverse("care-mistake", args=[wrong.pk])
    assert client.get(page).content.decode().count("/mistake/") == 1
    assert client.get(address).status_code == 200
    assert client.post(address, {"why": "another child's"}).headers["Location"] == page
    shown = client.get(page, **EN).content.decode()
    assert "noted by mistake" in shown
    assert f"/care/{case.cares.get(kind='foster_care').pk}/mistake/" in shown
    due = {"kind": "trace", "keeper": by.pk, "due_on": timezone.localdate()}
    client.post(reverse("case-task", args=[case.pk]), due)
    task = Task.objects.get()
    assert f"Cancel task {task.pk}" in client.get(reverse("tasks"), **EN).content.decode()
    cancel = reverse("task-cancel", args=[task.pk])
    assert client.get(cancel).status_code == 200
    assert client.post(cancel, {"why": "a double"}).headers["Location"] == reverse("tasks")
    assert "This task has ended already." in client.post(cancel, {"why": "x"}, **EN).content.decode()
    assert f"Reopen task {task.pk}" in client.get(page, **EN).content.decode()
    assert client.post(reverse("task-reopen", args=[task.pk])).headers["Location"] == page
    assert Task.objects.get().done_at is None


def test_another_organisation_sees_what_is_not_withheld_and_answers(member, client_of, opened, another):
    by = member()
    case, client = opened(by, name="Schowanko Olena"), client_of(by)
    said = {"purpose": "sharing", "answer": "given", "said_by": "mother", "withheld": ["name", "steps"]}
    client.post(reverse("case-consent", args=[case.pk]), said)
    sent = {"kind": "transfer", "to": another.organisation_id, "why": "family there"}
    client.post(reverse("case-send", args=[case.pk]), sent)
    theirs = client_of(another)
    for address in (reverse("cases"), reverse("case", args=[case.pk])):
        page = theirs.get(address, **EN).content.decode()
        assert case.number in page
        assert "Schowanko" not in page
    move = Move.objects.get()
    assert theirs.post(reverse("move-answer", args=[move.pk]), {"accepted": "2"}).status_code == 422
    assert theirs.post(reverse("move-answer", args=[move.pk]), {"accepted": "1"}).status_code == 302
    case.refresh_from_db()
    assert case.held_by == another.organisation
    assert "Schowanko" not in theirs.get(reverse("case", args=[case.pk]), **EN).content.decode()
    assert case.number not in theirs.get(reverse("cases"), {"words": "Schowanko"}, **EN).content.decode()
    page = client.get(reverse("case", args=[case.pk]), **EN).content.decode()
    assert "keeps this case" in page
    assert "<dt>Case status</dt><dd>transferred</dd>" in page
    page = theirs.get(reverse("case", args=[case.pk]), **EN).content.decode()
    assert "<dt>Case status</dt><dd>open</dd>" in page


def test_what_was_sent_is_revoked(member, client_of, opened, another):
    by = member()
    case, client = opened(by), client_of(by)
    sent = {"kind": "refer", "to": another.organisation_id, "why": "x", "consent_basis": "vital interest"}
    client.post(reverse("case-send", args=[case.pk]), sent)
    client.post(reverse("move-revoke", args=[Move.objects.get().pk]))
    assert client_of(another).get(reverse("case", args=[case.pk])).status_code == 404
