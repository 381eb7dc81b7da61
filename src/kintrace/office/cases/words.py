"""What the pages say for the ids that a case is kept by: kinds, statuses, outcomes, refusals."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kintrace.office.cases.refusing import Refusal
from kintrace.office.cases.standing import Status
from kintrace.office.cases.steps import Kind, Step
from kintrace.office.registry import dates

KINDS = {
    Kind.OPENED: _("case opened"),
    Kind.TRACING_BEGAN: _("tracing began"),
    Kind.LOCATED: _("child located"),
    Kind.RELATIONSHIP_CHECKED: _("relationship checked"),
    Kind.BIA_RECORDED: _("best interests assessed (BIA)"),
    Kind.BID_RECORDED: _("best interests determined (BID)"),
    Kind.VIEW_RECORDED: _("child's view recorded"),
    Kind.RETURN_AGREED: _("return agreed"),
    Kind.REUNIFIED: _("child reunified"),
    Kind.FOLLOWED_UP: _("follow-up visit"),
    Kind.RETURN_ENDED: _("return ended"),
    Kind.CLOSED: _("case closed"),
    Kind.REOPENED: _("case reopened"),
    Kind.TAKEN_BACK: _("step taken back"),
}

ASKS = {
    Kind.TRACING_BEGAN: _("Begin tracing"),
    Kind.LOCATED: _("Record that the child is located"),
    Kind.RELATIONSHIP_CHECKED: _("Record a check of the relationship"),
    Kind.BIA_RECORDED: _("Record a best interests assessment (BIA)"),
    Kind.BID_RECORDED: _("Record a best interests determination (BID)"),
    Kind.VIEW_RECORDED: _("Record the child's own view"),
    Kind.RETURN_AGREED: _("Record that the return is agreed"),
    Kind.REUNIFIED: _("Record the reunification"),
    Kind.FOLLOWED_UP: _("Record a follow-up visit"),
    Kind.RETURN_ENDED: _("Record that the return ended"),
    Kind.CLOSED: _("Close the case"),
    Kind.REOPENED: _("Reopen the case"),
}
"""What the page is called on which a step is recorded."""

STATUSES = {
    Status.OPEN: pgettext_lazy("case", "open"),
    Status.TRACING_IN_PROGRESS: _("tracing in progress"),
    Status.LOCATED: _("located"),
    Status.VERIFIED: _("relationship verified"),
    Status.RETURN_AGREED: _("return agreed"),
    Status.REUNIFIED: _("reunified"),
    Status.FOLLOWED_UP: _("followed up"),
    Status.CLOSED: pgettext_lazy("case", "closed"),
}

OUTCOMES: dict[Kind, dict[str, object]] = {
    Kind.RELATIONSHIP_CHECKED: {
        "verified": _("verified: they are related"),
        "unverified": _("not verified"),
        "pending_verification": _("verification is pending"),
        "falsely_attributed": _("falsely attributed: not this family"),
        "rejected": _("rejected"),
    },
    Kind.BIA_RECORDED: {
        "favours_return": _("favours the return"),
        "against_return": _("is against the return"),
        "needs_determination": _("a formal determination (BID) has to decide"),
    },
    Kind.BID_RECORDED: {
        "favours_return": _("favours the return"),
        "against_return": _("is against the return"),
    },
    Kind.VIEW_RECORDED: {
        "wants_return": _("the child wants to return"),
        "against_return": _("the child does not want to return"),
        "undecided": _("the child is undecided"),
        "not_heard": _("the child could not be heard"),
    },
    Kind.FOLLOWED_UP: {
        "well": _("the child is well"),
        "concerns": _("there are concerns"),
        "broke_down": _("the return broke down"),
    },
    Kind.CLOSED: {
        "return_followed_up": _("returned and followed up"),
        "child_declined": _("the child does not want to return"),
        "family_declined": _("the family declined"),
        "stays_in_care": _("stays in other care for good"),
        "came_of_age": _("came of age"),
        "not_found": _("tracing found nothing more to do"),
        "died": _("the child died"),
        "duplicate": _("a duplicate of another case"),
        "other": _("another reason, in the note"),
    },
}

REFUSALS = {
    "agreement_lapsed": _(
        "The agreement ended when a later step shut a gate or verified somebody else. "
        "The return has to be agreed anew."
    ),
    "already_opened": _("The case is open already."),
    "already_returned": _(
        "The child is recorded as returned. Take the return back if it was a mistake; "
        "if the child is no longer there, record that the return ended."
    ),
    "bia_against": _("The best interests assessment (BIA) in force is against the return."),
    "bid_against": _("The best interests determination (BID) in force is against the return."),
    "check_names_nobody": _(
        "The check of the relationship does not say who was verified. Record a check that names who it is."
    ),
    "date_unreadable": _(
        "This date cannot be read. Write a day, a month or a year: 07.03.2024, 03.2024, 2024."
    ),
    "dates_contradict": _(
        "The dates contradict each other: “%(new)s” (%(new_on)s) cannot be before “%(step)s” (%(step_on)s). "
        "Correct this date, or take that step back and record it anew."
    ),
    "end_without_date": _("Say when the return ended, as far as it is known."),
    "in_the_future": _("This date is still to come."),
    "is_closed": _("The case is closed. Reopen it first."),
    "is_not_closed": _("The case is not closed."),
    "no_agreement": _("Nobody has recorded that the return is agreed."),
    "no_bia": _("There is no best interests assessment (BIA)."),
    "no_bid": _("There is no best interests determination (BID), and this case needs one."),
    "no_evidence": _("A verified relationship needs its evidence: say at least one piece."),
    "no_reason": _("Say why."),
    "no_relationship_check": _("Nobody has recorded a check of the relationship."),
    "no_view": _("The child's own view is not recorded."),
    "no_visit": _("No follow-up visit is recorded."),
    "nobody_agreed": _("Say who agreed."),
    "nobody_verified": _("Say who was verified: with whom the child is related."),
    "not_closed": _("The case is not closed yet."),
    "not_heard_without_reason": _("Say why the child could not be heard."),
    "not_in_force": _("This step does not stand: it was taken back, or is not of this case."),
    "located_since_check": _(
        "A child was located after the relationship was checked; check it for that child."
    ),
    "not_located": _("The child is not recorded as located."),
    "not_opened": _("The case was never opened."),
    "not_returned": _("The child is not recorded as returned."),
    "opening_stays": _("That a case was opened is not taken back. Close the case and say why."),
    "outcome_unknown": _("Choose what it came to."),
    "relationship_not_verified": _("The last check of the relationship does not say that it is verified."),
    "rests_on_it": _("A later step rests on this one: %(step)s. Take that back first."),
    "return_to_nobody": _("Say with whom the child was reunified."),
    "return_without_date": _("Say when the child was reunified, as far as it is known."),
    "returned_to_stranger": _(
        "The check of the relationship did not verify everybody whom you name here. "
        "First record a check that names and verifies them, then have the return agreed."
    ),
    "tracing_not_begun": _("Tracing has not begun."),
    "view_of_nobody": _("Write what the child said, in the child's own words, or who heard the child."),
    "view_not_weighed": _("The child is against the return or undecided. Say how this view was weighed."),
}
"""Why a step is refused, and what a stage still lacks."""

CONTRADICTIONS = {
    "record_out_since_check": _(
        "A record was taken out of this case after the relationship was checked. "
        "Before a return, check the relationship for the records that stay."
    ),
    "records_apart": _(
        "The records of this case are no longer decided to be of one child. "
        "Before a return, decide their pair, or take the record of another child out of the case."
    ),
    "agreement_lapsed": _("A return was agreed, and a later step speaks against it. It may not go ahead."),
    "returned_but_gate_shut": _(
        "The child was returned, and a later step says that relationship or best interests do not hold."
    ),
    "returned_against_wishes": _("The child was returned, and now says that they do not want this."),
    "returned_to_another": _("The child was returned to somebody whom the check in force does not name."),
    "return_broke_down": _("The last visit says that the return broke down."),
}

WARNINGS = {
    "returned_before_check": _("The return is dated before the check of the relationship. Is that right?"),
    "visit_before_return": _("The visit is dated before the return. Is that right?"),
}


def told(refused: Refusal, new: Step, ledger: Iterable[Step]) -> str:
    """Say why a new step is refused, naming the step that rests on it or that its date contradicts."""
    words = str(REFUSALS[refused.why])
    if refused.step is None:
        return words
    other = next(step for step in ledger if step.number == refused.step)
    if refused.why == "rests_on_it":
        called = str(KINDS[Kind(other.kind)])
        return words % {"step": f"{called} ({dates.show(other.on)})" if other.on else called}
    return words % {
        "new": KINDS[Kind(new.kind)],
        "new_on": dates.show(new.on),
        "step": KINDS[Kind(other.kind)],
        "step_on": dates.show(other.on),
    }
