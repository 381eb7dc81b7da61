"""What members fill in about pairs: which they want to see, what they say of one."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from kintrace.office.tracing.models import Reason, Verdict
from kintrace.office.tracing.pair_actions import Word
from kintrace.office.tracing.pair_queries import Asked
from kintrace.office.tracing.pair_standing import Standing

MOST_LETTERS = 2_000
_MOST = (1 << 63) - 1
_VERDICTS = [(one.value, one.label) for one in (Verdict.SAME, Verdict.DIFFERENT, Verdict.UNSURE)]
_STANDINGS = [(one.value, one.label) for one in Standing]
_FIELDS = ("standing", "least", "most", "list", "place", "mine")


class Decide(forms.Form):
    """A decision: verdict, reason, note, and the last decision and the facts that its page showed."""

    verdict = forms.ChoiceField(label=_("These two are"), choices=_VERDICTS)
    reason = forms.ChoiceField(label=_("Because"), choices=Reason.choices)
    note = forms.CharField(label=_("Note"), max_length=MOST_LETTERS, required=False)
    seen = forms.IntegerField(required=False, min_value=1, max_value=_MOST)
    facts = forms.CharField(required=False, max_length=129)

    def word(self) -> Word:
        """Return what was said, once the form is valid."""
        said = ("verdict", "reason", "note", "seen", "facts")
        return Word(**{name: self.cleaned_data[name] for name in said})


class Undo(forms.Form):
    """Why a decision is taken back."""

    note = forms.CharField(label=_("Note"), max_length=MOST_LETTERS, required=False)


class Queue(forms.Form):
    """Which pairs are asked for; probabilities in per cent. Empty means all."""

    standing = forms.ChoiceField(label=_("Pairs that are"), choices=_STANDINGS, required=False)
    least = forms.IntegerField(label=_("Probability from, %"), min_value=0, max_value=100, required=False)
    most = forms.IntegerField(label=_("to, %"), min_value=0, max_value=100, required=False)
    list = forms.TypedChoiceField(label=_("List"), coerce=int, required=False, empty_value=None)
    place = forms.CharField(label=_("Place"), max_length=100, required=False)
    mine = forms.BooleanField(
        label=_("Only pairs of records I brought, entered or corrected"), required=False
    )

    def __init__(self, lists: Sequence[tuple[int, str]], *args: Any) -> None:
        """Offer these lists."""
        super().__init__(*args)
        self.fields["list"].choices = [("", _("all lists")), *lists]  # type: ignore[attr-defined]

    def asked(self) -> Asked:
        """Return what is asked for; what cannot be read asks for nothing."""
        if not self.is_valid():
            return Asked()
        said = self.cleaned_data
        least, most = said["least"] or 0, 100 if said["most"] is None else said["most"]
        place = said["place"].strip()
        return Asked(said["standing"], least / 100, most / 100, said["list"], place, said["mine"])

    def query(self) -> str:
        """Return what is asked for as the end of an address, without what is empty."""
        kept = QueryDict(mutable=True)
        for name in _FIELDS:
            if self.data.get(name):
                kept[name] = self.data[name]
        return kept.urlencode()


class KeepFilter(forms.Form):
    """A name for a filter."""

    name = forms.CharField(label=_("Keep these filters as"), max_length=100)
