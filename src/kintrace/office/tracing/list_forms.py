"""Forms of lists: what is asked when a list is brought, and what its columns mean."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kintrace.lists.mapping import ROLES, SINGLE
from kintrace.office.accounts.models import Member, Scope, Team
from kintrace.office.tracing.models import Side

_ROLE_NAMES = {
    "id": _("number in the list"),
    "name": _("full name"),
    "surname": _("surname"),
    "given_name": _("given name"),
    "patronymic": _("patronymic"),
    "other_names": _("other names"),
    "sex": _("sex"),
    "birth": _("birth"),
    "age": _("age"),
    "age_on": _("day on which the age was counted"),
    "place": _("place of origin"),
    "mother": _("mother"),
    "father": _("father"),
    "relatives": _("relatives"),
    "facility": _("where the child was recorded"),
    "document": _("documents"),
}
assert _ROLE_NAMES.keys() == ROLES.keys()


def role_name(role: str) -> str:
    """Return the role of a column in the reader's words."""
    return str(_ROLE_NAMES.get(role, role))


class NewList(forms.Form):
    """A file, and where it is from."""

    side = forms.ChoiceField(label=_("Whom it names"), choices=Side.choices)
    name = forms.CharField(label=_("Name of the list"), max_length=200)
    source = forms.CharField(
        label=_("Source"), max_length=500, help_text=_("Who made the list, and how it came to you.")
    )
    legal_basis = forms.CharField(
        label=_("Legal basis"), max_length=500, help_text=_("Consent, law or agreement by which it is used.")
    )
    team = forms.TypedChoiceField(label=_("Team"), required=False, coerce=int, empty_value=None)
    file = forms.FileField(label=_("File (CSV, XLSX, ODS, JSON or PFIF)"), max_length=1000)

    def __init__(self, by: Member, *args: Any, **kwargs: Any) -> None:
        """Offer the teams that the member may bring a list for."""
        super().__init__(*args, **kwargs)
        teams = Team.objects.filter(organisation=by.organisation).order_by("name")
        none = [("", _("the whole organisation"))]
        if by.scope == Scope.TEAM and by.team_id:
            teams, none = teams.filter(id=by.team_id), []
        offered: Any = self.fields["team"]
        offered.choices = none + [(team.id, team.name) for team in teams]
        self.initial.setdefault("team", by.team_id or "")


class Why(forms.Form):
    """Why something is done that others will want to understand."""

    why = forms.CharField(label=_("Why"), max_length=500)


class Columns(forms.Form):
    """What each column means: one choice of role a column."""

    def __init__(self, headers: list[str], guessed: dict[str, list[str]], *args: Any, **kwargs: Any) -> None:
        """Ask for each header; `guessed` are the headers of each role."""
        super().__init__(*args, **kwargs)
        self.headers, self.guessed = headers, guessed
        of = {header: role for role, claimed in guessed.items() for header in claimed}
        choices = [("", _("not used")), *_ROLE_NAMES.items()]
        for place, header in enumerate(headers):
            self.fields[f"column-{place}"] = forms.ChoiceField(
                label=header, choices=choices, required=False, initial=of.get(header, "")
            )

    def clean(self) -> dict[str, Any]:
        """Refuse two columns for what can only be one."""
        cleaned = super().clean() or {}
        for role in SINGLE:
            claimed = self.chosen().get(role, [])
            if len(claimed) > 1:
                self.add_error(
                    None,
                    _("Only one column can be “%(role)s”: choose among %(columns)s.")
                    % {"role": role_name(role), "columns": ", ".join(claimed)},
                )
        return cleaned

    def chosen(self) -> dict[str, list[str]]:
        """Return the headers of each role; those that were guessed together keep their order."""
        columns: dict[str, list[str]] = {}
        for place, header in enumerate(self.headers):
            if role := self.cleaned_data.get(f"column-{place}"):
                columns.setdefault(role, []).append(header)
        for role, claimed in columns.items():
            if set(self.guessed.get(role, [])) == set(claimed):
                columns[role] = self.guessed[role]
        return columns
