"""The queue, what comes next, and what is nobody else's to see."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.http import Http404
from django.utils import timezone
from office.tracing.invented import bring, correct, proposed

from kintrace.office.accounts.models import Organisation
from kintrace.office.tracing import pair_news, pair_queries
from kintrace.office.tracing.models import Decision, PeopleList, Proposal, Record
from kintrace.office.tracing.pair_actions import Word, decide, undo
from kintrace.office.tracing.pair_queries import (
    Asked,
    counts,
    mine_elsewhere,
    my_last,
    new_of_mine,
    newest,
    next_pair,
    queue,
    records_elsewhere,
)
from kintrace.office.tracing.queue_models import Looking


def ids(by, asked=None, page=1) -> list[int]:
    return [p.id for p in queue(by, asked or Asked(), page)[0]]


def say(by, proposal, verdict="same") -> Decision:
    seen = proposal.decisions.order_by("-id").values_list("id", flat=True).first()
    return decide(by=by, number=proposal.id, word=Word(verdict, "photo", "", seen))


def test_likely_but_unsure_pairs_come_before_sure_anddoubtful_ones(member):
    by = member()
    made = {p: proposed(by, p).id for p in (0.1, 0.8, 0.99, 0.5)}
    assert ids(by) == [made[0.8], made[0.99], made[0.5], made[0.1]]


def test_the_queue_leaves_out_what_is_decided_unsure_or_no_longer_proposed(member):
    by = member()
    pairs = [proposed(by) for _ in range(5)]
    say(by, pairs[0])
    say(by, pairs[1], "different")
    say(by, pairs[2], "unsure")
    Proposal.objects.filter(id=pairs[3].id).update(stands=False)
    assert ids(by) == [pairs[4].id]
    assert ids(by, Asked("unsure")) == [pairs[2].id]
    assert counts(by) == {"OPEN": 1, "SAME": 1, "DIFFERENT": 1, "UNSURE": 1, "WAITS": 0, "CONFLICT": 0}


def test_filters_narrow_by_probability_list_and_place(member):
    by = member()
    low, high = proposed(by, 0.2), proposed(by, 0.9)
    assert ids(by, Asked(least=0.5)) == [high.id]
    assert ids(by, Asked(most=0.5)) == [low.id]
    other = bring(by, "requests", [("X-1", "Коваль Іван", "", "", "М. Херсон", "")], "other")
    record = other.records.get()
    Proposal.objects.filter(id=low.id).update(left=record)
    assert ids(by, Asked(list=other.id)) == [low.id]
    assert ids(by, Asked(place="херсон")) == [low.id]
    assert ids(by, Asked(place="київ")) == []


def test_mine_are_pairs_of_records_that_i_brought_entered_or_corrected(member):
    bringer, corrector, other = member(), member(), member()
    one, two = proposed(bringer), proposed(bringer)
    assert ids(bringer, Asked(mine=True)) == [one.id, two.id]
    assert ids(corrector, Asked(mine=True)) == []
    fields = ("list", "side", "organisation", "row", "number", "as_written", "people", "name", "facts")
    old = two.right
    Record.objects.filter(id=old.id).update(current=False)
    kept = {name: getattr(old, name) for name in fields}
    Proposal.objects.filter(id=two.id).update(
        right=Record.objects.create(**kept, replaces=old, made_by=corrector)
    )
    assert ids(corrector, Asked(mine=True)) == [two.id]
    assert ids(other, Asked(mine=True)) == []


def test_new_of_mine_are_open_worth_a_notice_and_came_since_i_looked(member):
    by, other = member(), member()
    assert (pair_news.seen(by), newest(by)) == (pair_news.Seen(), 0)
    decided, sure, doubtful = proposed(by, 0.8), proposed(by, 0.9), proposed(by, 0.1)
    say(other, decided)
    assert [p.id for p in new_of_mine(by)] == [sure.id]
    assert list(new_of_mine(other)) == []
    pair_news.look(by, newest(by))
    assert list(new_of_mine(by)) == []
    later = proposed(by, 0.7)
    assert [p.id for p in new_of_mine(by)] == [later.id]
    pair_news.look(by, newest(by))
    Proposal.objects.filter(id__in=(sure.id, doubtful.id)).update(told_in=later.run_id + 1)
    assert [p.id for p in new_of_mine(by)] == [sure.id]
    Proposal.objects.update(stands=False)
    assert list(new_of_mine(by)) == []


def test_a_pair_with_a_record_that_i_may_not_see_is_not_counted_as_new(member):
    narrow = member(scope="own")
    proposed(member())
    PeopleList.objects.filter(side="requests").update(brought_by=narrow)
    assert list(new_of_mine(narrow)) == []
    PeopleList.objects.update(brought_by=narrow)
    assert len(new_of_mine(narrow)) == 1


def test_the_queue_comes_in_pages(member):
    by = member()
    made = [proposed(by).id for _ in range(pair_queries.PAGE + 2)]
    first, more = queue(by, Asked())
    assert (len(first), more) == (pair_queries.PAGE, True)
    assert (ids(by, page=2), queue(by, Asked(), 2)[1]) == (made[-2:], False)


def test_the_queue_is_read_in_the_order_of_an_index(member, django_assert_num_queries):
    by = member()
    for _ in range(30):
        proposed(by)
    with django_assert_num_queries(2):  # which lists were withdrawn, and the queue
        queue(by, Asked())
    if connection.vendor == "sqlite":
        for standing in ("", "same"):
            said = pair_queries._ranked(by, Asked(standing)).explain()
            assert "USING INDEX proposal_queue" in said
            assert "TEMP B-TREE" not in said


def test_next_is_the_best_that_nobody_else_looks_at(member):
    by, other = member(), member()
    first, second, third = (proposed(by, p) for p in (0.8, 0.9, 0.5))
    until = timezone.now() + timedelta(minutes=1)
    Looking.objects.create(proposal=first, by=other, until=until)
    Looking.objects.create(proposal=second, by=by, until=until)
    assert next_pair(by) == second.id
    assert next_pair(by, after=second.id) == third.id
    Looking.objects.update(until=timezone.now())
    assert next_pair(by) == first.id
    assert next_pair(by, after=third.id) == first.id


def test_skipping_goes_through_the_queue_and_begins_again(member):
    by = member()
    made = [proposed(by, p).id for p in (0.8, 0.8, 0.8)]
    assert [next_pair(by, after=one) for one in made] == [made[1], made[2], made[0]]
    Proposal.objects.exclude(id=made[0]).update(stands=False)
    assert next_pair(by, after=made[0]) is None


def test_what_waits_for_a_second_reviewer_comes_first_for_others_alone(member, organisation):
    organisation.second_reviewer = True
    organisation.save()
    first, second = member(), member()
    best, waiting = proposed(first, 0.8), proposed(first, 0.1)
    say(first, waiting)
    assert next_pair(first) == best.id
    assert next_pair(second) == waiting.id
    assert ids(second, Asked("waits")) == [waiting.id]


def test_the_next_pair_is_of_those_asked_for(member):
    by = member()
    low, high, decided = (proposed(by, p) for p in (0.3, 0.9, 0.8))
    corrected = correct(low.left, place="м. Херсон")
    Proposal.objects.filter(id=low.id).update(left=corrected)
    say(by, decided, "unsure")
    assert next_pair(by, asked=Asked(most=0.5)) == low.id
    assert next_pair(by, asked=Asked(place="херсон")) == low.id
    assert next_pair(by, low.id, Asked(place="херсон")) is None
    assert next_pair(by, asked=Asked("unsure")) == decided.id
    assert next_pair(by, asked=Asked(list=high.left.list_id, least=0.5)) == high.id


def test_who_may_not_decide_gets_no_next_pair(member):
    with pytest.raises(PermissionDenied):
        next_pair(member("caseworker"))


def test_another_organisation_and_a_narrower_scope_see_no_pair(member):
    by = member()
    proposal = proposed(by)
    stranger = member(organisation=Organisation.objects.create(name="Another"))
    narrow = member(scope="own")
    for one in (stranger, narrow):
        assert ids(one) == []
        assert next_pair(one) is None
        with pytest.raises(Http404):
            pair_queries.pair(one, proposal.id)
    PeopleList.objects.update(brought_by=narrow)
    assert ids(narrow) == [proposal.id]


def test_my_last_is_the_last_word_of_mine_that_stands(member):
    by, other = member(), member()
    one, two = proposed(by), proposed(by)
    first, second = say(by, one), say(by, two)
    say(other, proposed(by))
    assert my_last(by) == second
    undo(by=by, number=second.id)
    assert my_last(by) == first
    undo(by=by, number=first.id)
    assert my_last(by) is None


def test_who_sees_one_record_of_a_pair_is_told_that_it_waits_without_the_other(member):
    by, narrow = member(), member(scope="own")
    one, low, decided = proposed(by), proposed(by, 0.1), proposed(by)
    PeopleList.objects.filter(side="requests").update(brought_by=narrow)
    assert (list(mine_elsewhere(narrow)), records_elsewhere(narrow)) == (
        [one, decided],
        [one.left, decided.left],
    )
    say(by, decided, "different")
    assert records_elsewhere(narrow) == [one.left]
    assert ids(narrow, Asked(mine=True)) == []
    assert (list(mine_elsewhere(by)), list(mine_elsewhere(member(scope="own")))) == ([], [])
    PeopleList.objects.filter(side="located").update(brought_by=narrow)
    assert list(mine_elsewhere(narrow)) == []
    assert ids(narrow, Asked(mine=True)) == [one.id, low.id]
