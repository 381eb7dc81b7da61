"""Organisations, their teams, and the members who sign in."""

from typing import Any

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """What a member does; `accounts.may` says what each role may do."""

    CASEWORKER = "caseworker", _("caseworker")
    REVIEWER = "reviewer", _("reviewer")
    COORDINATOR = "coordinator", _("coordinator")
    DOCUMENTER = "documenter", _("documenter")
    MEDIATOR = "mediator", _("mediator")
    AUDITOR = "auditor", _("auditor")
    ADMINISTRATOR = "administrator", _("administrator")


class Scope(models.TextChoices):
    """How far a member sees: what they brought, what their team brought, what their organisation has."""

    OWN = "own", _("what I brought myself")
    TEAM = "team", _("my team")
    ORGANISATION = "organisation", _("my organisation")


class Organisation(models.Model):
    """An office of its own: nothing of it is seen by another, unless it was shared by referral."""

    name = models.CharField(max_length=200, unique=True)
    second_reviewer = models.BooleanField(default=False)
    """A pair is decided when two members have said the same of it."""
    made_at = models.DateTimeField(auto_now_add=True)
    numbers_given = models.JSONField(null=True)
    """What numbers of a kind begin with -> the last one that was given, be it of something erased since."""

    def __str__(self) -> str:
        """Return the name."""
        return self.name


class Team(models.Model):
    """Some members of an organisation who see one another's lists."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="teams")
    name = models.CharField(max_length=200)

    class Meta:
        """A team's name is its own within the organisation."""

        constraints = [models.UniqueConstraint(fields=["organisation", "name"], name="team_name_once")]

    def __str__(self) -> str:
        """Return the name."""
        return self.name


class Members(BaseUserManager["Member"]):
    """All members; Django asks for the way in by name."""

    use_in_migrations = True

    def get_by_natural_key(self, username: str | None) -> "Member":
        """Return the member who signs in with this name, whatever its capitals."""
        return self.get(username=Member.normalize_username(username or ""))


class Member(AbstractBaseUser):
    """A person who signs in. Members are closed, never deleted: the journal names them."""

    username = models.CharField(max_length=150, unique=True)
    name = models.CharField(max_length=200)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="members")
    team = models.ForeignKey(Team, models.PROTECT, null=True, blank=True, related_name="members")
    role = models.CharField(max_length=20, choices=Role.choices)
    scope = models.CharField(max_length=20, choices=Scope.choices, default=Scope.ORGANISATION)
    also_administers = models.BooleanField(default=False)
    """Manages members and reads the journal beside their role: the one person of a small office."""
    language = models.CharField(max_length=2, default="uk")
    """Spoken when they sign in with a browser that has no language cookie; "" leaves it to the browser."""
    is_active = models.BooleanField(default=True)
    must_change_password = models.BooleanField(default=False)
    tour_done = models.BooleanField(default=False)
    is_program = models.BooleanField(default=False)
    """No person but a program that asks with a token (exchange.tokens): it never signs in."""
    made_at = models.DateTimeField(auto_now_add=True)

    acts_of_token: frozenset[str] = frozenset()
    """Names of acts that the token with which a program asks just now allows; nothing is stored of it."""

    USERNAME_FIELD = "username"
    objects = Members()

    class Meta:
        """Roles and scopes are those we know; one name signs one member in, whatever its capitals."""

        constraints = [
            models.CheckConstraint(condition=models.Q(role__in=Role.values), name="member_role_known"),
            models.CheckConstraint(condition=models.Q(scope__in=Scope.values), name="member_scope_known"),
            models.UniqueConstraint(Lower("username"), name="member_username_once"),
        ]

    def __str__(self) -> str:
        """Return the name."""
        return self.name

    @classmethod
    def normalize_username(cls, username: str) -> str:
        """Return the name as it signs in: capitals and widths of letters make no difference.

        >>> Member.normalize_username("Олена ")
        'олена'
        """
        return super().normalize_username(username).strip().casefold()

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store the member; a database alone knows no capitals but Latin ones."""
        self.username = self.normalize_username(self.username)
        super().save(*args, **kwargs)
