"""Cases and what belongs to them. Steps and consents are only added to; the rest ends and is never removed.

Partial dates are text, "2024", "2024-03", "2024-03-07" or "" (see partial_dates.span).
"""

from collections.abc import Mapping
from datetime import date

from django.db import models
from django.db.models import F, Q

from kintrace.office.cases import code_lists, steps
from kintrace.office.cases.standing import Status

_LONGEST_DATE = 10


def _known(name: str, ids: Mapping[str, object], constraint: str) -> models.CheckConstraint:
    return models.CheckConstraint(condition=Q(**{f"{name}__in": ["", *ids]}), name=constraint)


class Practice(models.Model):
    """What an organisation asks of all its cases."""

    organisation = models.OneToOneField("accounts.Organisation", models.PROTECT, related_name="+")
    bid_required = models.BooleanField(default=False)
    """No return without a best interests determination."""


class Case(models.Model):
    """The work for one child, from the day it was opened; the child itself stands in the registry."""

    organisation = models.ForeignKey("accounts.Organisation", models.PROTECT, related_name="+")
    held_by = models.ForeignKey("accounts.Organisation", models.PROTECT, related_name="+")
    """Which organisation keeps it now: another, once a transfer was accepted."""
    team = models.ForeignKey("accounts.Team", models.PROTECT, null=True, related_name="+")
    child = models.ForeignKey("registry.Child", models.PROTECT, related_name="cases")
    number = models.CharField(max_length=20)
    """The organisation's own: "K-000123"."""
    opened_by = models.ForeignKey("accounts.Member", models.PROTECT, related_name="+")
    opened_at = models.DateTimeField(auto_now_add=True)
    keeper = models.ForeignKey("accounts.Member", models.PROTECT, null=True, related_name="cases")
    case_status = models.CharField(
        choices=code_lists.choices(code_lists.CASE_STATUSES), max_length=20, default="open"
    )
    workflow = models.CharField(max_length=30, default="new")
    tracing_status = models.CharField(max_length=30, default=Status.OPEN)
    """What `steps` add up to (standing.Standing), kept to ask by."""
    status_since = models.DateTimeField(null=True)
    """When the step was recorded that changed it last; None: it is as it was when the case was opened."""
    protection_status = models.CharField(max_length=20, blank=True)
    risk_level = models.CharField(max_length=10, blank=True)
    separated_on = models.CharField(max_length=_LONGEST_DATE, blank=True)
    separation_cause = models.CharField(max_length=50, blank=True)
    separated_at = models.CharField(max_length=300, blank=True)
    synthetic = models.BooleanField(default=False)

    class Meta:
        """Ids are those we know; a child has one open case, a number is given once."""

        constraints = [
            models.UniqueConstraint(fields=["organisation", "number"], name="case_number_once"),
            models.UniqueConstraint(fields=["child"], condition=Q(case_status="open"), name="case_open_once"),
            _known("case_status", code_lists.CASE_STATUSES, "case_status_known"),
            _known("workflow", code_lists.WORKFLOWS, "case_workflow_known"),
            _known("tracing_status", dict.fromkeys(Status), "case_tracing_status_known"),
            _known("protection_status", code_lists.PROTECTION, "case_protection_known"),
            _known("risk_level", code_lists.RISKS, "case_risk_known"),
            _known("separation_cause", code_lists.CAUSES, "case_cause_known"),
        ]
        indexes = [
            models.Index(fields=["held_by", "tracing_status", "-id"], name="case_held"),
            models.Index(fields=["keeper", "case_status", "-id"], name="case_keeper"),
        ]

    def __str__(self) -> str:
        """Return the number."""
        return self.number


class CaseVersion(models.Model):
    """What was said of a case before it was changed: only added to."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="versions")
    by = models.ForeignKey("accounts.Member", models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    before = models.JSONField()
    """The fields that were changed, as they were."""


class CaseRecord(models.Model):
    """A record that is of the case: a tracing request, a located child."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="records")
    record = models.ForeignKey("tracing.Record", models.PROTECT, related_name="case_records")
    current = models.BooleanField(default=True)
    out_at = models.DateTimeField(null=True)
    """When it was taken out, as being of another child; None for one that is in it, or that was corrected."""
    out_by = models.ForeignKey("accounts.Member", models.PROTECT, null=True, related_name="+")
    out_why = models.CharField(max_length=500, blank=True, default="")

    class Meta:
        """A record stands once in a case."""

        constraints = [models.UniqueConstraint(fields=["case", "record"], name="case_record_once")]


class Step(models.Model):
    """One act in a case, as it was recorded: never changed, never removed, only taken back by another."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="steps")
    kind = models.CharField(max_length=30)
    by = models.ForeignKey("accounts.Member", models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    on = models.CharField(max_length=_LONGEST_DATE, blank=True)
    said = models.JSONField(default=dict)
    note = models.TextField(blank=True)
    takes_back = models.OneToOneField("self", models.PROTECT, null=True, related_name="taken_back_by")

    class Meta:
        """Kinds are those we know; a case is opened once; whoever takes back says which."""

        constraints = [
            _known("kind", dict.fromkeys(steps.Kind), "step_kind_known"),
            models.UniqueConstraint(fields=["case"], condition=Q(kind="opened"), name="step_opened_once"),
            models.CheckConstraint(
                condition=Q(kind="taken_back", takes_back__isnull=False)
                | (~Q(kind="taken_back") & Q(takes_back__isnull=True)),
                name="step_takes_back",
            ),
        ]
        indexes = [models.Index(fields=["case", "id"], name="step_case")]

    def plain(self) -> steps.Step:
        """Return it as the pure core knows it."""
        return steps.Step(self.pk, self.kind, self.on, self.said, self.note, self.takes_back_id)


class Told(models.Model):
    """What everything told of a case has: of which, by whom, when."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="%(class)ss")
    by = models.ForeignKey("accounts.Member", models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        """It has no table of its own."""

        abstract = True


class Relative(Told):
    """Somebody of the child's family, or who cares for it; ended when it was a mistake."""

    relation = models.CharField(choices=code_lists.choices(code_lists.RELATIONS), max_length=30)
    name = models.CharField(max_length=500)
    is_caregiver = models.BooleanField(default=False)
    alive = models.CharField(choices=code_lists.choices(code_lists.ALIVE), max_length=10, blank=True)
    telephone = models.CharField(max_length=100, blank=True)
    where = models.CharField(max_length=500, blank=True)
    note = models.TextField(blank=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        """Relations are those we know."""

        constraints = [_known("relation", code_lists.RELATIONS, "relative_relation_known")]


class SiblingLink(Told):
    """Two cases of brothers and sisters: read either way."""

    other = models.ForeignKey(Case, models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True)

    class Meta:
        """A link leads to another case, once."""

        constraints = [
            models.CheckConstraint(condition=~Q(case=F("other")), name="sibling_another"),
            models.UniqueConstraint(
                fields=["case", "other"], condition=Q(ended_at__isnull=True), name="sibling_once"
            ),
        ]


class Care(Told):
    """Who cares for the child meanwhile, from when until when."""

    kind = models.CharField(choices=code_lists.choices(code_lists.CARE_KINDS), max_length=40)
    caregiver = models.CharField(max_length=500, blank=True)
    place = models.ForeignKey("registry.Place", models.PROTECT, null=True, related_name="+")
    from_on = models.CharField(max_length=_LONGEST_DATE, blank=True)
    until_on = models.CharField(max_length=_LONGEST_DATE, blank=True)
    ended = models.BooleanField(default=False)
    why_changed = models.CharField(
        choices=code_lists.choices(code_lists.CARE_CHANGES), max_length=40, blank=True
    )
    replaced = models.JSONField(null=True)
    """Number of each care that ended when this began -> its `until_on` and `why_changed` of before."""
    mistake_at = models.DateTimeField(null=True)
    """When somebody said that it was noted by mistake; it is shown, and counts no more."""
    mistake_by = models.ForeignKey("accounts.Member", models.PROTECT, null=True, related_name="+")
    mistake_why = models.CharField(max_length=500, blank=True, default="")

    class Meta:
        """Kinds and reasons are those we know."""

        constraints = [
            _known("kind", code_lists.CARE_KINDS, "care_kind_known"),
            _known("why_changed", code_lists.CARE_CHANGES, "care_change_known"),
        ]


class Task(Told):
    """What somebody is to do, until when."""

    kind = models.CharField(choices=code_lists.choices(code_lists.TASKS), max_length=30)
    due_on = models.DateField()
    keeper = models.ForeignKey("accounts.Member", models.PROTECT, related_name="tasks")
    note = models.CharField(max_length=500, blank=True)
    done_at = models.DateTimeField(null=True)
    """When it ended: done, or cancelled."""
    cancel_why = models.CharField(max_length=500, blank=True, default="")
    """Why it was cancelled; "" for one that is open or done."""

    class Meta:
        """Kinds are those we know."""

        constraints = [_known("kind", code_lists.TASKS, "task_kind_known")]
        indexes = [models.Index(fields=["keeper", "done_at", "due_on"], name="task_due")]

    def is_overdue(self, today: date) -> bool:
        """Tell whether it should have been done before today."""
        return self.done_at is None and self.due_on < today


class Move(Told):
    """A case goes to another member, or to another organisation to see or to keep."""

    LIVE = ("in_progress", "accepted")

    kind = models.CharField(choices=code_lists.choices(code_lists.MOVES), max_length=10)
    to_member = models.ForeignKey("accounts.Member", models.PROTECT, null=True, related_name="+")
    to_organisation = models.ForeignKey("accounts.Organisation", models.PROTECT, null=True, related_name="+")
    why = models.CharField(max_length=500)
    consent_basis = models.CharField(max_length=500, blank=True)
    """By what right it goes without a consent to share; "" where consent is given."""
    state = models.CharField(
        choices=code_lists.choices(code_lists.MOVE_STATES), max_length=20, default="in_progress"
    )
    answer = models.CharField(max_length=500, blank=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        """Kinds and states are those we know; it goes to one place; a case waits to be transferred once."""

        constraints = [
            _known("kind", code_lists.MOVES, "move_kind_known"),
            _known("state", code_lists.MOVE_STATES, "move_state_known"),
            models.CheckConstraint(
                condition=Q(kind="assign", to_member__isnull=False, to_organisation__isnull=True)
                | (~Q(kind="assign") & Q(to_member__isnull=True, to_organisation__isnull=False)),
                name="move_goes_somewhere",
            ),
            models.UniqueConstraint(
                fields=["case"], condition=Q(kind="transfer", state="in_progress"), name="move_transfer_once"
            ),
        ]
        indexes = [models.Index(fields=["to_organisation", "state", "case"], name="move_to")]


class Consent(Told):
    """What the child or who may speak for it said of a purpose and a recipient; the last word counts."""

    purpose = models.CharField(choices=code_lists.choices(code_lists.PURPOSES), max_length=20)
    recipient = models.CharField(max_length=300, blank=True)
    """Whom it is about; "" for everybody."""
    answer = models.CharField(choices=code_lists.choices(code_lists.ANSWERS), max_length=20)
    on = models.CharField(max_length=_LONGEST_DATE, blank=True)
    said_by = models.CharField(max_length=300)
    withheld = models.JSONField(default=list)
    """Keys of code_lists.FIELDS that the recipient must not have."""
    until_on = models.DateField(null=True)

    class Meta:
        """Purposes and answers are those we know."""

        constraints = [
            _known("purpose", code_lists.PURPOSES, "consent_purpose_known"),
            _known("answer", code_lists.ANSWERS, "consent_answer_known"),
        ]

    def withheld_names(self) -> str:
        """Return what must not go there, in words."""
        return ", ".join(str(code_lists.FIELDS[one]) for one in self.withheld if one in code_lists.FIELDS)
