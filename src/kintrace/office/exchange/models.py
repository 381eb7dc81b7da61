"""What an erasure leaves: that it was, the numbers of what went, who decided what when, and marks.

None of these tables holds a name. All are only added to.
"""

from django.db import models
from django.db.models import Q


class Erasure(models.Model):
    """Somebody was erased: by whom, when, at whose request, why."""

    organisation = models.ForeignKey("accounts.Organisation", models.PROTECT, related_name="+")
    by = models.ForeignKey("accounts.Member", models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    basis = models.CharField(max_length=500)
    """Who asked and by what right; or which period of retention was over."""
    why = models.CharField(max_length=500)
    asked = models.BooleanField(default=True)
    """Somebody asked for it: then lists that are imported again leave the person out."""
    counts = models.JSONField(default=dict)
    """Kind -> how many of it went."""
    job = models.ForeignKey("jobs.Job", models.PROTECT, null=True, related_name="+")
    """The job "retention" that did it, a portion at a time; None when a member did it at once."""

    class Meta:
        """They are shown the newest first."""

        indexes = [models.Index(fields=["organisation", "-id"], name="erasure_organisation")]


class Erased(models.Model):
    """The number of a row that an erasure lets go: the triggers of append-only tables ask here."""

    erasure = models.ForeignKey(Erasure, models.PROTECT, related_name="rows")
    kind = models.CharField(max_length=10)
    number = models.BigIntegerField()

    class Meta:
        """A row goes once; kinds are those we know."""

        constraints = [
            models.UniqueConstraint(fields=["kind", "number"], name="erased_once"),
            models.CheckConstraint(
                condition=Q(kind__in=["case", "child", "pair", "record", "sighting", "transfer"]),
                name="erased_kind_known",
            ),
        ]


class Skeleton(models.Model):
    """What stays of a decision or a step: who, when, what; without any text."""

    erasure = models.ForeignKey(Erasure, models.PROTECT, related_name="skeletons")
    kind = models.CharField(max_length=10)
    """decision, step, or case."""
    number = models.BigIntegerField()
    of = models.BigIntegerField()
    """The number of the pair or case that it was of."""
    by = models.ForeignKey("accounts.Member", models.PROTECT, related_name="+")
    at = models.DateTimeField()
    said = models.CharField(max_length=60)
    """A word of ours: the verdict and its reason, the kind of the step, the status of the case."""


class Mark(models.Model):
    """A keyed hash that tells one row of a list again (see suppression), and nothing to anybody else."""

    organisation = models.ForeignKey(
        "accounts.Organisation", models.PROTECT, related_name="+", db_index=False
    )
    erasure = models.ForeignKey(Erasure, models.PROTECT, related_name="marks")
    seal = models.CharField(max_length=64)

    class Meta:
        """An import asks an organisation's marks."""

        constraints = [models.UniqueConstraint(fields=["organisation", "seal"], name="mark_once")]


class Period(models.Model):
    """For how many months an organisation keeps a kind of thing, as somebody said; the newest is in force."""

    organisation = models.ForeignKey(
        "accounts.Organisation", models.PROTECT, related_name="+", db_index=False
    )
    kind = models.CharField(max_length=10)
    """record: a person of a list. child: a child of the registry, with its cases."""
    months = models.IntegerField(null=True)
    """None is no period: then nothing is due."""
    by = models.ForeignKey("accounts.Member", models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        """Kinds are those we know; the newest of a kind is asked for."""

        constraints = [
            models.CheckConstraint(condition=Q(kind__in=["child", "record"]), name="period_kind_known"),
            models.CheckConstraint(
                condition=Q(months__isnull=True) | Q(months__gt=0), name="period_of_some_months"
            ),
        ]
        indexes = [models.Index(fields=["organisation", "kind", "-id"], name="period_in_force")]


class Keeping(models.Model):
    """The records of a list, or a child, are kept longer than their period: until when, and why.

    It names them by number, so that it stays when they are erased.
    """

    organisation = models.ForeignKey(
        "accounts.Organisation", models.PROTECT, related_name="+", db_index=False
    )
    kind = models.CharField(max_length=10)
    number = models.BigIntegerField()
    until = models.DateField()
    why = models.CharField(max_length=500)
    by = models.ForeignKey("accounts.Member", models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    ended_by = models.ForeignKey("accounts.Member", models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)

    class Meta:
        """Kinds are those we know; what keeps a list or child is asked for."""

        constraints = [
            models.CheckConstraint(condition=Q(kind__in=["child", "list"]), name="keeping_kind_known")
        ]
        indexes = [models.Index(fields=["organisation", "kind", "number"], name="keeping_what")]


class Token(models.Model):
    """What a program of an organisation asks the API with; the secret itself is kept nowhere."""

    organisation = models.ForeignKey("accounts.Organisation", models.PROTECT, related_name="+")
    member = models.OneToOneField("accounts.Member", models.PROTECT, related_name="+")
    """The program as the journal names it."""
    name = models.CharField(max_length=100)
    digest = models.CharField(max_length=64, unique=True)
    """SHA-256 of the secret: 256 random bits need no slower hash."""
    acts = models.JSONField(default=list)
    """Names of accounts.may.Act."""
    recipient = models.CharField(max_length=300)
    purpose = models.CharField(max_length=20)
    """To whom and for what it hands out what consent allows."""
    made_by = models.ForeignKey("accounts.Member", models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    last_used_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        """They are shown per organisation."""

        indexes = [models.Index(fields=["organisation", "-id"], name="token_organisation")]

    def __str__(self) -> str:
        """Return the name."""
        return self.name


class Webhook(models.Model):
    """An address that an administrator named, to be told of events; of things it is told numbers alone."""

    organisation = models.ForeignKey("accounts.Organisation", models.PROTECT, related_name="+")
    address = models.CharField(max_length=500)
    events = models.JSONField(default=list)
    secret = models.CharField(max_length=64)
    """What messages are signed with; shown once, kept because each message needs it."""
    made_by = models.ForeignKey("accounts.Member", models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True)


class Delivery(models.Model):
    """One message to a webhook: what it says, how often it was tried, what came of it."""

    webhook = models.ForeignKey(Webhook, models.PROTECT, related_name="deliveries")
    event = models.CharField(max_length=30)
    message = models.JSONField()
    at = models.DateTimeField(auto_now_add=True)
    tried = models.IntegerField(default=0)
    tried_at = models.DateTimeField(null=True)
    status = models.IntegerField(null=True)
    """The HTTP status of the last answer."""
    said = models.CharField(max_length=200, blank=True)
    """Why it was not delivered, in words."""
    delivered_at = models.DateTimeField(null=True)
    given_up_at = models.DateTimeField(null=True)

    class Meta:
        """They are shown the newest first."""

        indexes = [models.Index(fields=["webhook", "-id"], name="delivery_webhook")]
