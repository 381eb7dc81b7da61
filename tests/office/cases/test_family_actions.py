import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.utils import timezone

from kintrace.office.accounts.models import Organisation
from kintrace.office.cases import case_queries, family_actions, move_actions
from kintrace.office.cases.consent import withheld
from kintrace.office.cases.models import Care, SiblingLink, Task
from kintrace.office.cases.move_actions import Sending
from kintrace.office.journal.models import Entry


def test_care_that_begins_ends_the_care_before_it(member, opened):
    by = member()
    case = opened(by)
    family_actions.begin_care(by=by, number=case.pk, kind="foster_care", from_on="2023")
    family_actions.begin_care(
        by=by,
        number=case.pk,
        kind="residential_care",
        from_on="2024-02",
        why_changed="ill_health_of_caregiver",
    )
    assert list(
        Care.objects.order_by("id").values_list("kind", "from_on", "until_on", "ended", "why_changed")
    ) == [
        ("foster_care", "2023", "2024-02", True, "ill_health_of_caregiver"),
        ("residential_care", "2024-02", "", False, ""),
    ]


CARES = ("kind", "until_on", "ended", "why_changed")


def test_care_noted_by_mistake_is_taken_back_and_what_it_ended_goes_on(member, opened):
    by = member()
    case = opened(by)
    said = {"by": by, "number": case.pk}
    family_actions.begin_care(**said, kind="foster_care", from_on="2023")
    first = list(Care.objects.values_list(*CARES))
    wrong = family_actions.begin_care(
        **said, kind="residential_care", from_on="2024-02", why_changed="poverty"
    )
    family_actions.take_back_care(by=by, number=wrong.pk, why="another child's")
    assert list(Care.objects.order_by("id").values_list(*CARES)) == [
        *first,
        ("residential_care", "", True, ""),
    ]
    wrong.refresh_from_db()
    assert (wrong.mistake_by, wrong.mistake_why) == (by, "another child's")
    entry = Entry.objects.get(act="took back care")
    assert (entry.subject_id, entry.why, entry.details) == (case.pk, "another child's", {"care": wrong.pk})
    with pytest.raises(Http404):
        family_actions.take_back_care(by=by, number=wrong.pk, why="again")


def test_care_on_which_later_care_rests_is_taken_back_after_it(member, opened, another):
    by = member()
    case = opened(by)
    made = [
        family_actions.begin_care(by=by, number=case.pk, kind="foster_care", from_on=year)
        for year in ("2022", "2023", "2024")
    ]
    Care.objects.update(replaced=None)  # as those noted before it was kept
    with pytest.raises(ValidationError, match="Take that back first"):
        family_actions.take_back_care(by=by, number=made[1].pk, why="x")
    with pytest.raises(Http404):
        family_actions.take_back_care(by=another, number=made[2].pk, why="x")
    with pytest.raises(ValidationError, match="Do not write the person's name"):
        family_actions.take_back_care(by=by, number=made[2].pk, why="Шевченко")
    for one in (made[2], made[1]):
        family_actions.take_back_care(by=by, number=one.pk, why="x")
    live = Care.objects.filter(mistake_at__isnull=True)
    assert list(live.values_list("from_on", "until_on", "ended")) == [("2022", "", False)]


def test_a_place_of_another_organisation_is_none(member, opened, another):
    from kintrace.office.registry.models import Place

    by = member()
    case = opened(by)
    place = Place.objects.create(
        organisation=another.organisation, made_by=another, source="x", kind="camp", name_uk="Табір"
    )
    with pytest.raises(ValidationError):
        family_actions.begin_care(by=by, number=case.pk, place=place.pk, kind="foster_care")


def test_siblings_are_linked_once_in_either_direction(member, opened):
    by = member()
    one, other = opened(by), opened(by, name="Шевченко Іван")
    link = family_actions.link_sibling(by=by, number=one.pk, other=other.number)
    for number, said in ((other.pk, one.number), (one.pk, one.number), (one.pk, "K-999999")):
        with pytest.raises(ValidationError):
            family_actions.link_sibling(by=by, number=number, other=said)
    family_actions.end_sibling(by=by, number=other.pk, link=link.pk)
    assert SiblingLink.objects.get().ended_at is not None


def test_a_closed_case_takes_no_more_notes(member, opened, step):
    by = member()
    case = opened(by)
    step(by, case, "closed", outcome="not_found")
    with pytest.raises(ValidationError):
        family_actions.add_relative(by=by, number=case.pk, relation="aunt", name="Вигадана")


def test_a_task_is_given_to_who_works_on_cases_and_done_once(member, opened):
    by, who = member(), member("reviewer")
    case = opened(by)
    said = {"kind": "assessment", "due_on": timezone.localdate()}
    task = family_actions.add_task(by=by, number=case.pk, keeper=who.pk, **said)
    family_actions.finish_task(by=who, number=task.pk)
    first = Task.objects.get().done_at
    family_actions.finish_task(by=by, number=task.pk)
    assert Task.objects.get().done_at == first
    with pytest.raises(ValidationError):
        family_actions.add_task(by=by, number=case.pk, keeper=member("auditor").pk, **said)


def test_a_task_that_was_not_done_is_reopened_and_a_wrong_one_cancelled_with_a_reason(member, opened):
    by = member()
    case = opened(by)
    said = {"kind": "assessment", "due_on": timezone.localdate(), "keeper": by.pk}
    task = family_actions.add_task(by=by, number=case.pk, **said)
    family_actions.finish_task(by=by, number=task.pk)
    with pytest.raises(ValidationError, match="This task has ended already"):
        family_actions.cancel_task(by=by, number=task.pk, why="x")
    family_actions.reopen_task(by=by, number=task.pk)
    assert Task.objects.get().done_at is None
    family_actions.cancel_task(by=by, number=task.pk, why="for another case")
    assert list(case_queries.tasks(by, mine=True, overdue=False)) == []
    assert Task.objects.get().cancel_why == "for another case"
    family_actions.reopen_task(by=by, number=task.pk)
    family_actions.reopen_task(by=by, number=task.pk)
    one = Task.objects.get()
    assert (one.done_at, one.cancel_why) == (None, "")
    told = Entry.objects.filter(act__endswith="task").order_by("number").values_list("act", "why")
    assert list(told) == [
        ("added task", ""),
        ("finished task", ""),
        ("reopened task", ""),
        ("cancelled task", "for another case"),
        ("reopened task", ""),
    ]


def test_a_task_of_a_closed_case_stays_ended_and_that_of_others_is_left_alone(member, opened, step):
    by, other = member(), member("reviewer")
    case = opened(by)
    said = {"kind": "assessment", "due_on": timezone.localdate(), "keeper": by.pk}
    task = family_actions.add_task(by=by, number=case.pk, **said)
    for act in (family_actions.reopen_task, family_actions.cancel_task):
        with pytest.raises(PermissionDenied):
            act(by=other, number=task.pk, **({"why": "x"} if act is family_actions.cancel_task else {}))
    family_actions.finish_task(by=by, number=task.pk)
    step(by, case, "closed", outcome="not_found")
    with pytest.raises(ValidationError, match="The case is closed"):
        family_actions.reopen_task(by=by, number=task.pk)


def test_who_only_reads_cases_notes_nothing(member, opened, another):
    case = opened(member())
    with pytest.raises(PermissionDenied):
        family_actions.add_relative(by=member("mediator"), number=case.pk, relation="aunt", name="x")
    with pytest.raises(Http404):
        family_actions.add_relative(by=another, number=case.pk, relation="aunt", name="x")


@pytest.mark.parametrize("answer", ["refused", "withdrawn"])
def test_consent_is_taken_back_also_when_the_case_is_closed(member, opened, step, answer):
    by = member()
    case = opened(by)
    step(by, case, "closed", outcome="not_found")
    said = {"by": by, "number": case.pk, "purpose": "sharing", "said_by": "mother"}
    with pytest.raises(ValidationError, match="The case is closed"):
        family_actions.note_consent(**said, answer="given")
    assert family_actions.note_consent(**said, answer=answer).answer == answer


@pytest.fixture
def transferred(member, opened, another):
    """A case that another organisation keeps now, from which a place is withheld; note a consent of it."""
    by = member()
    case = opened(by)

    def note(by=another, answer="given", withheld=(), **said):
        said = {"purpose": "sharing", "recipient": "Another", "said_by": "mother"} | said
        return family_actions.note_consent(
            by=by, number=case.pk, answer=answer, withheld=list(withheld), **said
        )

    note(by=by, withheld=["facility"])
    sending = Sending("transfer", another.organisation_id, "the family lives there")
    move = move_actions.send(by=by, number=case.pk, sending=sending)
    move_actions.answer(by=another, number=move.pk, accepted=True)
    note.by, note.case = by, case
    return note


@pytest.mark.parametrize("recipient", ["Another", "", "Somebody"])
@pytest.mark.parametrize("purpose", ["sharing", "publication"])
def test_who_keeps_a_case_of_others_lets_nothing_out_that_is_withheld_from_them(
    transferred, recipient, purpose
):
    sentence = r"withheld from your own organisation: where the child is\. Rodyna"
    with pytest.raises(ValidationError, match=sentence):
        transferred(recipient=recipient, purpose=purpose, withheld=["photo"])
    assert transferred(recipient=recipient, purpose=purpose, withheld=["photo", "facility"]).pk
    assert "facility" in withheld(transferred.case, "Another", "sharing")


@pytest.mark.parametrize("answer", ["refused", "withdrawn"])
def test_who_keeps_a_case_of_others_notes_a_refusal_at_any_time(transferred, answer):
    assert transferred(answer=answer).answer == answer


def test_the_organisation_of_a_case_notes_consent_also_while_another_keeps_it(transferred, client_of, member):
    page = client_of(transferred.by).get(f"/cases/{transferred.case.pk}/").content.decode()
    assert f"/cases/{transferred.case.pk}/consent/" in page
    said = {"purpose": "sharing", "recipient": "Another", "answer": "given", "said_by": "the mother herself"}
    answered = client_of(transferred.by).post(f"/cases/{transferred.case.pk}/consent/", said)
    assert answered.status_code == 302
    assert withheld(transferred.case, "Another", "sharing") == set()
    with pytest.raises(Http404):
        transferred(by=member(organisation=Organisation.objects.create(name="A third")))
