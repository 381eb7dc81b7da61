"""Forms of lists: what is asked when a list is brought, and what its columns mean."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kintrace.lists.mapping import ROLES, SINGLE, OtherColumn
from kintrace.office.accounts.models import Member, Scope, Team
from kintrace.office.database.alphabet import by_alphabet
from kintrace.office.tracing.models import Side
from kintrace.office.tracing.other_columns import HOW, LONGEST_LABEL, label_of, tidy

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

_MOST_ASKED = 480
"""Fields on the page of columns: a request takes no more than 500."""


def role_name(role: str) -> str:
    """Return the role of a column in the reader's words."""
    return str(_ROLE_NAMES.get(role, label_of(role)))


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
        teams = Team.objects.filter(organisation=by.organisation).order_by(by_alphabet("name"))
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


class FurtherColumns(forms.Form):
    """Which columns without a role are compared all the same: how, and under which label."""

    def __init__(
        self,
        headers: list[str],
        columns: dict[str, list[str]],
        labels: dict[str, str],
        *args: Any,
        **kwargs: Any,
    ) -> None:
        """Ask for each header that none of the columns is; labels: those in use, and how each is compared."""
        super().__init__(*args, **kwargs)
        self.taken = {header: role for role, claimed in columns.items() for header in claimed}
        asked = [*enumerate(headers)][: max(0, (_MOST_ASKED - len(headers)) // 2)]
        self.asked = [(header, f"label-{place}", f"how-{place}") for place, header in asked]
        self.offered = [(label, HOW[how]) for label, how in labels.items()]
        known = {label.casefold(): how for label, how in labels.items()}
        choices = [("", _("not compared")), *HOW.items()]
        for header, label, how in self.asked:
            used = known.get(tidy(header).casefold(), "")
            self.fields[label] = forms.CharField(
                label=_("Label, the same in all lists"),
                max_length=LONGEST_LABEL,
                required=False,
                initial=tidy(header),
                widget=forms.TextInput(attrs={"list": "labels", "autocomplete": "off"}),
            )
            self.fields[how] = forms.ChoiceField(
                label=_("How it is compared"), choices=choices, required=False, initial=used
            )

    def clean(self) -> dict[str, Any]:
        """Refuse a label without its way, a column that has a role, and one label for two columns."""
        cleaned = super().clean() or {}
        used: set[str] = set()
        for header, label, how in self.asked:
            said, is_compared = tidy(cleaned.get(label, "")) or tidy(header), cleaned.get(how)
            if not is_compared:
                if header not in self.taken and said != tidy(header):
                    self.add_error(how, _("Say how this column is compared, or leave the label as it was."))
            elif header in self.taken:
                told = _(
                    "This column is “%(role)s” already: choose “not used” for it, or “not compared” here."
                )
                self.add_error(how, told % {"role": role_name(self.taken[header])})
            elif said.casefold() in used:
                self.add_error(label, _("Two columns cannot both be “%(label)s”.") % {"label": said})
            else:
                used.add(said.casefold())
        return cleaned

    def rows(self) -> list[dict[str, Any]]:
        """Return the columns to ask for, each with its two fields."""
        return [
            {"header": header, "label": self[label], "how": self[how]}
            for header, label, how in self.asked
            if header not in self.taken or self[how].value()
        ]

    def is_open(self) -> bool:
        """Tell whether somebody has chosen, or is to look again."""
        return bool(self.errors or any(row["how"].value() for row in self.rows()))

    def chosen(self) -> dict[str, OtherColumn]:
        """Return the columns to compare, by label."""
        cleaned = self.cleaned_data
        return {
            tidy(cleaned[label]) or tidy(header): OtherColumn(header, cleaned[how])
            for header, label, how in self.asked
            if cleaned[how]
        }
