"""Children, places, programmes, and the transfers of children; a transfer is corrected, never rewritten.

Dates known in part are text: "2022", "2022-03", "2022-03-14", with "~" behind when they are approximate, ""
when nothing is known (see `dates`). `source` says by whom or by what something is known.
"""

from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

LONGEST_DATE = 11  # 2022-03-14~


class PlaceKind(models.TextChoices):
    """What a place is."""

    CAMP = "camp", _("camp")
    FOSTER_HOME = "foster_home", _("foster home")
    INSTITUTION = "institution", _("institution")
    HOSPITAL = "hospital", _("hospital")
    BORDER_CROSSING = "border_crossing", _("border crossing")
    CHECKPOINT = "checkpoint", _("checkpoint")
    SETTLEMENT = "settlement", _("settlement")
    OTHER = "other", _("other place")


class Precision(models.TextChoices):
    """How near to a place its coordinates are."""

    UNKNOWN = "", _("not known")
    EXACT = "exact", _("the place itself")
    HROMADA = "hromada", _("within its hromada")
    RAION = "raion", _("within its raion")
    OBLAST = "oblast", _("within its oblast")


class IndicatorKind(models.TextChoices):
    """What was done to a child during a stay."""

    LANGUAGE_BANNED = "language_banned", _("own language banned")
    LANGUAGE_IMPOSED = "language_imposed", _("other language imposed")
    NAME_CHANGED = "name_changed", _("name changed")
    CITIZENSHIP_CHANGED = "citizenship_changed", _("citizenship changed")
    MILITARY_VISIT = "military_visit", _("visit by the military")
    GUARDIANSHIP = "guardianship", _("guardianship given")
    SEPARATED_SIBLINGS = "separated_siblings", _("brothers and sisters separated")
    OTHER = "other", _("something else")


class Kept(models.Model):
    """What everything in the registry has: whose it is, who entered it, by what it is known."""

    organisation = models.ForeignKey(
        "accounts.Organisation", models.PROTECT, related_name="+", db_index=False
    )
    made_by = models.ForeignKey("accounts.Member", models.PROTECT, related_name="+", db_index=False)
    made_at = models.DateTimeField(auto_now_add=True)
    source = models.CharField(max_length=500)

    class Meta:
        """It has no table of its own."""

        abstract = True


class Child(Kept):
    """A child of the registry. The name as it was first written is never edited; the name shown may be."""

    team = models.ForeignKey("accounts.Team", models.PROTECT, null=True, related_name="+")
    number = models.CharField(max_length=20)
    """The organisation's own: "C-000123"."""
    name_as_written = models.CharField(max_length=500)
    name = models.CharField(max_length=500)
    other_names = models.CharField(max_length=1000, blank=True)
    """Names it is or was also called by, with "; " between them."""
    sex = models.CharField(max_length=1, blank=True)
    birth = models.CharField(max_length=40, blank=True)
    """EDTF, as a record has it."""
    photo = models.CharField(max_length=64, blank=True)
    """SHA-256 of the cleaned picture in the office's files."""
    synthetic = models.BooleanField(default=False)

    class Meta:
        """A number is given once; children are listed by whose they are."""

        constraints = [
            models.UniqueConstraint(fields=["organisation", "number"], name="child_number_once"),
            models.CheckConstraint(condition=Q(sex__in=["", "f", "m"]), name="child_sex_known"),
        ]
        indexes = [
            models.Index(fields=["organisation", "id"], name="child_organisation"),
            models.Index(fields=["organisation", "team", "id"], name="child_team"),
            models.Index(fields=["organisation", "made_by", "id"], name="child_made_by"),
        ]

    def __str__(self) -> str:
        """Return the name shown."""
        return self.name

    def called(self) -> set[str]:
        """Return every name it has: shown, as written, others."""
        return {self.name, self.name_as_written, *filter(None, self.other_names.split("; "))}


class ChildVersion(models.Model):
    """What was said of a child before it was changed: only added to."""

    child = models.ForeignKey(Child, models.PROTECT, related_name="versions")
    by = models.ForeignKey("accounts.Member", models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    why = models.CharField(max_length=500)
    before = models.JSONField()
    """The fields that were changed, as they were."""


class ChildKey(models.Model):
    """A sound by which a child is found whatever the spelling or script of its name."""

    child = models.ForeignKey(Child, models.CASCADE, related_name="keys")
    organisation = models.ForeignKey(
        "accounts.Organisation", models.PROTECT, related_name="+", db_index=False
    )
    key = models.CharField(max_length=40)

    class Meta:
        """Search asks an organisation's keys."""

        indexes = [models.Index(fields=["organisation", "key", "child"], name="childkey_key")]


class Place(Kept):
    """Where children are or were: a camp, a home, an institution, a crossing."""

    kind = models.CharField(max_length=20, choices=PlaceKind.choices)
    name_uk = models.CharField(max_length=300, blank=True)
    name_ru = models.CharField(max_length=300, blank=True)
    name_en = models.CharField(max_length=300, blank=True)
    other_names = models.CharField(max_length=1000, blank=True)
    code = models.CharField(max_length=40, blank=True)
    """Its code in the gazetteer."""
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    precision = models.CharField(max_length=10, choices=Precision.choices, blank=True)
    recognised_as = models.CharField(max_length=200, blank=True)
    """The state whose territory it is, as the UN General Assembly recognises it."""
    called = models.CharField(max_length=300)
    """The first of its names, small letters: lists are ordered by it."""

    class Meta:
        """A place has a name; coordinates are on the globe, both or none."""

        constraints = [
            models.CheckConstraint(condition=Q(kind__in=PlaceKind.values), name="place_kind_known"),
            models.CheckConstraint(condition=Q(precision__in=Precision.values), name="place_precision_known"),
            models.CheckConstraint(
                condition=~Q(name_uk="") | ~Q(name_ru="") | ~Q(name_en=""), name="place_named"
            ),
            models.CheckConstraint(
                condition=Q(latitude__isnull=True, longitude__isnull=True)
                | Q(latitude__gte=-90, latitude__lte=90, longitude__gte=-180, longitude__lte=180),
                name="place_on_the_globe",
            ),
        ]
        indexes = [models.Index(fields=["organisation", "called", "id"], name="place_called")]

    def __str__(self) -> str:
        """Return the first name it has."""
        return self.name_uk or self.name_ru or self.name_en

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store the place; a database alone knows no capitals but Latin ones."""
        self.called = str(self).casefold()
        super().save(*args, **kwargs)


class Programme(Kept):
    """Under which children were taken away: who ran it, by which decree, who paid."""

    name = models.CharField(max_length=300)
    operator = models.CharField(max_length=300, blank=True)
    decree = models.CharField(max_length=500, blank=True)
    sponsor = models.CharField(max_length=300, blank=True)
    begun_on = models.CharField(max_length=LONGEST_DATE, blank=True)
    ended_on = models.CharField(max_length=LONGEST_DATE, blank=True)

    class Meta:
        """A name is given once."""

        constraints = [models.UniqueConstraint(fields=["organisation", "name"], name="programme_name_once")]

    def __str__(self) -> str:
        """Return the name."""
        return self.name


def _current(fields: list[str], name: str) -> models.Index:
    """Return an index of current transfers alone: SQLite uses no index of which a bare boolean is a part."""
    return models.Index(fields=fields, name=name, condition=Q(current=True))


class Transfer(Kept):
    """A child is taken from one place to another, and stays there until the next transfer.

    What is said here is never edited: a correction is a new transfer that replaces this one, and one that
    never happened is withdrawn.
    """

    child = models.ForeignKey(Child, models.PROTECT, related_name="transfers", db_index=False)
    from_place = models.ForeignKey(Place, models.PROTECT, null=True, related_name="left", db_index=False)
    to_place = models.ForeignKey(Place, models.PROTECT, null=True, related_name="reached", db_index=False)
    left_on = models.CharField(max_length=LONGEST_DATE, blank=True)
    arrived_on = models.CharField(max_length=LONGEST_DATE, blank=True)
    carrier = models.CharField(max_length=300, blank=True)
    programme = models.ForeignKey(
        Programme, models.PROTECT, null=True, related_name="transfers", db_index=False
    )
    legal_act = models.CharField(max_length=500, blank=True)
    replaces = models.OneToOneField("self", models.PROTECT, null=True, related_name="replaced_by")
    why = models.CharField(max_length=500, blank=True)
    """Why it replaces the one before."""
    current = models.BooleanField(default=True)
    withdrawn_by = models.ForeignKey("accounts.Member", models.PROTECT, null=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_why = models.CharField(max_length=500, blank=True)

    class Meta:
        """A transfer leads from somewhere or to somewhere, and not back to where it began."""

        constraints = [
            models.CheckConstraint(
                condition=Q(from_place__isnull=False) | Q(to_place__isnull=False), name="transfer_has_place"
            ),
            models.CheckConstraint(condition=~Q(from_place=F("to_place")), name="transfer_moves"),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True) | Q(current=False),
                name="transfer_withdrawn_not_current",
            ),
        ]
        indexes = [
            models.Index(fields=["child", "id"], name="transfer_child"),
            _current(["to_place", "arrived_on", "id"], "transfer_to_place"),
            _current(["from_place", "left_on", "id"], "transfer_from_place"),
            _current(["programme", "arrived_on", "id"], "transfer_programme"),
            _current(
                ["organisation", "from_place", "to_place", "programme", "arrived_on", "left_on"],
                "transfer_flow",
            ),
            _current(["organisation", "programme", "from_place", "to_place"], "transfer_programme_flow"),
        ]


class Indicator(Kept):
    """What was done to a child during the stay that a transfer began; it may be withdrawn, never removed."""

    transfer = models.ForeignKey(Transfer, models.PROTECT, related_name="indicators")
    kind = models.CharField(max_length=20, choices=IndicatorKind.choices)
    on = models.CharField(max_length=LONGEST_DATE, blank=True)
    note = models.TextField(blank=True)
    withdrawn_by = models.ForeignKey("accounts.Member", models.PROTECT, null=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_why = models.CharField(max_length=500, blank=True)

    class Meta:
        """Kinds are those we know."""

        constraints = [
            models.CheckConstraint(condition=Q(kind__in=IndicatorKind.values), name="indicator_kind_known")
        ]
