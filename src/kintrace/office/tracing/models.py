"""Lists as they were brought, one record per person, proposed pairs, decisions that are never rewritten."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from kintrace.office.jobs.models import State
from kintrace.office.tracing import queue_models  # noqa: F401 - Django knows of models that are loaded here


class Side(models.TextChoices):
    """Whom a list names: those whom families seek, or children recorded elsewhere."""

    REQUESTS = "requests", _("tracing requests")
    LOCATED = "located", _("located children")

    @property
    def of_one(self) -> str:
        """What one record of such a list is."""
        return str(_("Tracing request") if self is Side.REQUESTS else _("Located child"))


class ListState(models.TextChoices):
    """Where a list stands."""

    BROUGHT = "brought", _("brought, columns not confirmed")
    IMPORTING = "importing", _("being imported")
    READY = "ready", _("imported")
    FAILED = "failed", _("could not be imported")
    CANCELLED = "cancelled", _("cancelled")
    WITHDRAWN = "withdrawn", _("withdrawn")
    """How a list stands that is imported and was withdrawn; never stored as its state."""


class PeopleList(models.Model):
    """A file somebody brought, or records entered by hand; kept with where it is from and by what right."""

    organisation = models.ForeignKey("accounts.Organisation", models.PROTECT, related_name="lists")
    team = models.ForeignKey("accounts.Team", models.PROTECT, null=True, related_name="lists")
    brought_by = models.ForeignKey("accounts.Member", models.PROTECT, related_name="lists")
    brought_at = models.DateTimeField(auto_now_add=True)
    side = models.CharField(max_length=10, choices=Side.choices)
    name = models.CharField(max_length=200)
    source = models.CharField(max_length=500)
    """Who made the list, and how it came here."""
    legal_basis = models.CharField(max_length=500)
    """By what right it is used: consent, law, agreement."""
    by_hand = models.BooleanField(default=False)
    synthetic = models.BooleanField(default=False)
    """The people in it are invented."""
    file_name = models.CharField(max_length=255, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    file_bytes = models.BigIntegerField(default=0)
    mapping = models.JSONField(default=dict)
    """Role -> headers, as confirmed; of a further column its role is "other:<label>"."""
    compared = models.JSONField(null=True)
    """Label -> how it is compared, of columns that have no role; None where there are none."""
    notes = models.JSONField(default=list)
    """What was said of the list when it was read."""
    state = models.CharField(max_length=10, choices=ListState.choices, default=ListState.BROUGHT)
    rows_read = models.IntegerField(default=0)
    people = models.IntegerField(null=True)
    """How many people were imported, once they are; None for a list by hand, whose people are counted."""
    job = models.ForeignKey("jobs.Job", models.PROTECT, null=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)
    """Since when nothing of it is shown or counted; its state stays, so that nothing is removed either."""
    withdrawn_by = models.ForeignKey("accounts.Member", models.PROTECT, null=True, related_name="+")

    class Meta:
        """Sides and states are those we know."""

        constraints = [
            models.CheckConstraint(condition=Q(side__in=Side.values), name="list_side_known"),
            models.CheckConstraint(
                condition=Q(state__in=[one for one in ListState.values if one != ListState.WITHDRAWN]),
                name="list_state_known",
            ),
        ]

    def __str__(self) -> str:
        """Return the name."""
        return self.name

    @property
    def stands(self) -> ListState:
        """Where it stands: an import whose job has ended without it was cancelled, or has failed.

        So a fault, a full disk and a worker that died three times need nobody who writes it down.
        """
        if self.withdrawn_at:
            return ListState.WITHDRAWN
        ended = self.job and self.job.state not in (State.WAITING, State.RUNNING)
        if self.state != ListState.IMPORTING or not self.job or not ended:
            return ListState(self.state)
        return ListState.CANCELLED if self.job.state == State.CANCELLED else ListState.FAILED


class Record(models.Model):
    """One person as one list has them. What was written is never edited; a correction is a new version.

    as_written: header -> cell. people: role of the people table -> value as it was read.
    """

    list = models.ForeignKey(PeopleList, models.PROTECT, related_name="records")
    side = models.CharField(max_length=10, choices=Side.choices)
    organisation = models.ForeignKey("accounts.Organisation", models.PROTECT, related_name="+")
    row = models.IntegerField()
    number = models.CharField(max_length=200)
    """The list's own id for the person, else the row."""
    as_written = models.JSONField()
    people = models.JSONField()
    name = models.CharField(max_length=500)
    """The name as written, for lists and headings."""
    birth = models.CharField(max_length=40, blank=True)
    sex = models.CharField(max_length=1, blank=True)
    facts = models.CharField(max_length=64)
    """SHA-256 of what pairs are weighed by; when it changes, a rejected pair may be proposed again."""
    photo = models.CharField(max_length=64, blank=True)
    """SHA-256 of the cleaned picture in the office's files."""
    replaces = models.OneToOneField("self", models.PROTECT, null=True, related_name="replaced_by")
    current = models.BooleanField(default=True)
    made_by = models.ForeignKey("accounts.Member", models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        """A row stands once in its list while it is current."""

        constraints = [
            models.CheckConstraint(condition=Q(side__in=Side.values), name="record_side_known"),
            models.UniqueConstraint(
                fields=["list", "row"], condition=Q(current=True), name="record_row_once"
            ),
        ]
        indexes = [
            models.Index(fields=["organisation", "side", "current", "id"], name="record_side"),
            models.Index(fields=["list", "row"], name="record_list"),
            models.Index(fields=["list"], condition=Q(current=True, birth=""), name="record_without_birth"),
        ]

    def __str__(self) -> str:
        """Return the name as written."""
        return self.name

    @property
    def side_of_one(self) -> str:
        """What it is, of one: a list is of many."""
        return Side(self.side).of_one


class NameKey(models.Model):
    """A sound by which a record is found whatever the spelling or script of its name."""

    record = models.ForeignKey(Record, models.CASCADE, related_name="keys")
    organisation = models.ForeignKey("accounts.Organisation", models.PROTECT, related_name="+")
    key = models.CharField(max_length=40)

    class Meta:
        """Search asks an organisation's keys."""

        indexes = [models.Index(fields=["organisation", "key", "record"], name="namekey_key")]


class RejectedCell(models.Model):
    """A cell or row that could not be read, with the reason."""

    list = models.ForeignKey(PeopleList, models.CASCADE, related_name="rejected")
    row = models.IntegerField()
    column = models.CharField(max_length=200)
    value = models.TextField()
    why = models.CharField(max_length=300)

    class Meta:
        """They are shown row by row."""

        indexes = [models.Index(fields=["list", "row"], name="rejected_row")]


class Run(models.Model):
    """One run of the engine over all current records of an organisation."""

    organisation = models.ForeignKey("accounts.Organisation", models.PROTECT, related_name="runs")
    at = models.DateTimeField(auto_now_add=True)
    engine = models.CharField(max_length=40)
    record = models.JSONField()
    """What was learned, how many pairs were looked at and kept, seconds per stage."""


class Proposal(models.Model):
    """Two records that may be one person: never a fact. `reasons` add up to weight and prior."""

    organisation = models.ForeignKey("accounts.Organisation", models.PROTECT, related_name="proposals")
    left = models.ForeignKey(Record, models.PROTECT, related_name="as_left")
    right = models.ForeignKey(Record, models.PROTECT, related_name="as_right")
    run = models.ForeignKey(Run, models.PROTECT, related_name="proposals")
    weight_bits = models.FloatField()
    probability = models.FloatField()
    assigned = models.BooleanField()
    reasons = models.JSONField()
    facts = models.CharField(max_length=129)
    """The facts of both records as they are now: "left:right"."""
    stands = models.BooleanField(default=True)
    """The last run still proposes it."""
    verdict = models.CharField(max_length=10, blank=True)
    """What `decisions` add up to (pair_standing.Standing), kept to ask by; "" while the pair is open."""
    value = models.FloatField(default=0.0)
    """What looking at it is worth: the queue's order; nothing once the engine no longer proposes it."""
    told_bits = models.FloatField(null=True)
    """What it weighed when its owners were last told of it; None while they were not (pair_news)."""
    told_in = models.BigIntegerField(null=True)
    """The run in which that was; None for what they were told of before runs were noted."""

    class Meta:
        """Two records make one pair, left before right."""

        constraints = [
            models.UniqueConstraint(fields=["left", "right"], name="proposal_once"),
            models.CheckConstraint(condition=~Q(left=F("right")), name="proposal_two_records"),
        ]
        indexes = [models.Index(fields=["organisation", "verdict", "-value", "id"], name="proposal_queue")]


class Verdict(models.TextChoices):
    """What a member says of a pair."""

    SAME = "same", _("same child")
    DIFFERENT = "different", _("different children")
    UNSURE = "unsure", _("unsure")
    WITHDRAWN = "withdrawn", _("withdrawn")


class Reason(models.TextChoices):
    """Why a member says so."""

    DETAILS_AGREE = "details_agree", _("the details agree")
    DOCUMENT = "document", _("a document shows it")
    FAMILY_CONFIRMS = "family_confirms", _("the family confirms it")
    PHOTO = "photo", _("the photos show it")
    BIRTH_DIFFERS = "birth_differs", _("born at another time")
    NAME_DIFFERS = "name_differs", _("another name")
    PARENTS_DIFFER = "parents_differ", _("other parents")
    PLACE_DIFFERS = "place_differs", _("from another place")
    SIBLING = "sibling", _("a brother or sister")
    NAMESAKE = "namesake", _("a namesake")
    TOO_LITTLE = "too_little", _("too little is known")
    MISTAKE = "mistake", _("it was a mistake")


class Decision(models.Model):
    """What one member said of a pair, once. A later word supersedes it; nothing is rewritten or removed."""

    proposal = models.ForeignKey(Proposal, models.PROTECT, related_name="decisions")
    by = models.ForeignKey("accounts.Member", models.PROTECT, related_name="decisions")
    at = models.DateTimeField(auto_now_add=True)
    verdict = models.CharField(max_length=10, choices=Verdict.choices)
    reason = models.CharField(max_length=20, choices=Reason.choices)
    note = models.TextField(blank=True)
    facts = models.CharField(max_length=129, null=True)
    """The facts of both records when it was said: when they change, a rejected pair is open again."""
    supersedes = models.OneToOneField("self", models.PROTECT, null=True, related_name="superseded_by")
    second = models.OneToOneField("self", models.PROTECT, null=True, related_name="seconded_by")
    """The decision of another member that this one confirms, where the organisation asks for two."""

    class Meta:
        """Only one first decision; only one that follows another: two at once cannot both stand."""

        constraints = [
            models.CheckConstraint(condition=Q(verdict__in=Verdict.values), name="decision_verdict_known"),
            models.UniqueConstraint(
                fields=["proposal"],
                condition=Q(supersedes__isnull=True, second__isnull=True),
                name="decision_first_once",
            ),
        ]
        indexes = [models.Index(fields=["at"], name="decision_at")]


class Referral(models.Model):
    """A record that another organisation may see, and until when."""

    record = models.ForeignKey(Record, models.PROTECT, related_name="referrals")
    to = models.ForeignKey("accounts.Organisation", models.PROTECT, related_name="referred")
    by = models.ForeignKey("accounts.Member", models.PROTECT, related_name="+")
    why = models.CharField(max_length=500)
    at = models.DateTimeField(auto_now_add=True)
    until = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)


class Sighting(models.Model):
    """Somebody says they saw a child; nobody has checked it. It may be withdrawn, never rewritten."""

    record = models.ForeignKey(Record, models.PROTECT, related_name="sightings")
    said = models.TextField()
    who_said = models.CharField(max_length=300)
    seen_on = models.CharField(max_length=40, blank=True)
    by = models.ForeignKey("accounts.Member", models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    withdrawn_by = models.ForeignKey("accounts.Member", models.PROTECT, null=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_why = models.CharField(max_length=500, null=True)
