"""The forms of members: signing in, codes, passwords, who does what."""

from typing import Any

from django import forms
from django.contrib.auth import password_validation
from django.contrib.auth.forms import AuthenticationForm
from django.utils.translation import gettext_lazy as _

from kintrace.office.accounts.actions import Entered
from kintrace.office.accounts.models import Member, Role, Scope

LONGEST_NAME = 150  # letters, as in the table of members


class SignIn(AuthenticationForm):
    """Name and password; capitals of the name make no difference."""

    error_messages = {  # noqa: RUF012  # as Django declares it
        "invalid_login": _(
            "Name or password is wrong. After six wrong passwords you must wait half an hour."
        ),
        "inactive": _("This member is closed."),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Call the name what other pages call it."""
        super().__init__(*args, **kwargs)
        self.fields["username"].label = _("Name to sign in with")

    def clean_username(self) -> str:
        """Return the name as it is stored, so that every spelling of it counts as one."""
        name = Member.normalize_username(self.cleaned_data["username"])
        if len(name) > LONGEST_NAME:  # nobody has it, and a guess of it has no place in the table of guesses
            raise self.get_invalid_login_error()
        return name


class Code(forms.Form):
    """The code that a telephone shows, or a recovery code."""

    code = forms.CharField(
        label=_("Code"),
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "autofocus": True}),
    )


class First(forms.Form):
    """The organisation and its first member."""

    organisation = forms.CharField(label=_("Name of the organisation"), max_length=200)
    name = forms.CharField(
        label=_("Your name"), max_length=200, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    username = forms.CharField(
        label=_("Name to sign in with"),
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "username"}),
    )
    password = forms.CharField(
        label=_("Password"),
        strip=False,
        help_text=_("At least twelve characters; a sentence is best."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label=_("The same password again"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def clean(self) -> dict[str, Any]:
        """Check that both passwords are one, and a good one."""
        entered = super().clean() or {}
        password, again = entered.get("password"), entered.get("again")
        if password and again and password != again:
            self.add_error("again", _("The two passwords differ."))
        elif password:
            named = Member(username=entered.get("username", ""), name=entered.get("name", ""))
            try:
                password_validation.validate_password(password, named)
            except forms.ValidationError as refusal:
                self.add_error("password", refusal)
        return entered


class AddOrganisation(forms.Form):
    """Another organisation and its first member."""

    organisation = forms.CharField(label=_("Name of the organisation"), max_length=200)
    name = forms.CharField(label=_("Name of its first member"), max_length=200)
    username = forms.CharField(label=_("Name to sign in with"), max_length=150)


class Change(forms.Form):
    """What a member does and how far they see."""

    name = forms.CharField(label=_("Name"), max_length=200)
    role = forms.ChoiceField(label=_("Role"), choices=Role.choices)
    also_administers = forms.BooleanField(
        label=_("Also manages members and reads the journal"), required=False
    )
    scope = forms.ChoiceField(label=_("Sees"), choices=Scope.choices, initial=Scope.ORGANISATION)
    team = forms.CharField(
        label=_("Team"),
        max_length=200,
        required=False,
        help_text=_("Leave empty for none. A new name makes a new team."),
        widget=forms.TextInput(attrs={"list": "teams"}),
    )

    def clean(self) -> dict[str, Any]:
        """Check that whoever sees their team's lists has a team."""
        entered = super().clean() or {}
        if entered.get("scope") == Scope.TEAM and not entered.get("team"):
            self.add_error("team", _("Name the team whose lists the member sees."))
        return entered

    def entered(self) -> Entered:
        """Return what was entered."""
        said = self.cleaned_data
        return Entered(said["name"], said["role"], said["scope"], said["team"], said["also_administers"])


class Add(Change):
    """A new member."""

    username = forms.CharField(label=_("Name to sign in with"), max_length=150)
    field_order = ("name", "username", "role", "also_administers", "scope", "team")
