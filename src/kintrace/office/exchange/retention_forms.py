"""Forms of retention: a period, what is kept longer, and that what is due goes."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kintrace.office import digits
from kintrace.office.exchange.retention_actions import MOST_MONTHS, Chosen

KINDS = {"record": _("people of lists"), "child": _("children of the registry, with their cases")}
_LONGEST = 500


def numbers(said: list[str]) -> list[int]:
    """Return the numbers among what a browser sent.

    >>> numbers(["7", "x", "²", "12"])
    [7, 12]
    """
    found = (digits.read(one) for one in said)
    return [one for one in found if one is not None]


class SetPeriod(forms.Form):
    """How many months a kind of thing is kept."""

    kind = forms.ChoiceField(label=_("Whom it is for"), choices=list(KINDS.items()))
    months = forms.IntegerField(
        label=_("Months"),
        required=False,
        min_value=1,
        max_value=MOST_MONTHS,
        help_text=_("Leave it empty for no period."),
    )


class KeepLonger(forms.Form):
    """Until when something is kept, and why."""

    until = forms.DateField(label=_("Until"), widget=forms.DateInput(attrs={"type": "date"}))
    why = forms.CharField(
        label=_("Why it is kept longer"),
        max_length=_LONGEST,
        help_text=_("No names: these words are kept."),
    )


class Confirm(forms.Form):
    """Why what is due goes, and that it was looked at."""

    why = forms.CharField(
        label=_("Why it goes"), max_length=_LONGEST, help_text=_("No names: these words are kept.")
    )
    sure = forms.BooleanField(label=_("I looked at these numbers. It cannot be undone."))

    def chosen(self, lists: list[int], children: list[int], told: Any) -> Chosen:
        """Return what was confirmed."""
        return Chosen(lists, children, str(told), self.cleaned_data["why"])
