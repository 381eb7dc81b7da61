"""What the journal is searched by."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kintrace.office.accounts.models import Member
from kintrace.office.journal import queries


class Search(forms.Form):
    """Whose entries, which acts, before which number; what cannot be read is not asked for."""

    member = forms.TypedChoiceField(label=_("Member"), required=False, coerce=int, empty_value=None)
    act = forms.ChoiceField(label=_("Act"), required=False)
    before = forms.IntegerField(required=False, min_value=1, max_value=2**63 - 1, widget=forms.HiddenInput)

    def __init__(self, by: Member, *args: Any) -> None:
        """Offer the organisation's members, and the acts of late."""
        super().__init__(*args)
        everybody, every = ("", _("everybody")), ("", _("all"))
        self.fields["member"].choices = [everybody, *queries.writers(by)]  # type: ignore[attr-defined]
        self.fields["act"].choices = [every, *((act, gettext(act)) for act in queries.acts(by))]  # type: ignore[attr-defined]

    def asked(self) -> queries.Asked:
        """Return what is asked for."""
        self.is_valid()
        said = self.cleaned_data
        return queries.Asked(said.get("member"), said.get("act", ""), said.get("before"))
