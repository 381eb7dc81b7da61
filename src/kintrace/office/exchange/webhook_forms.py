"""The form of a new webhook."""

from django import forms
from django.utils.translation import gettext_lazy as _

from kintrace.office.exchange.webhook import EVENTS
from kintrace.office.exchange.webhook_sending import LONGEST


class NewWebhook(forms.Form):
    """Where to, and of what."""

    address = forms.CharField(
        label=_("Address"),
        max_length=LONGEST,
        help_text=_("It begins with https:// and is of your own program."),
        widget=forms.URLInput,
    )
    events = forms.MultipleChoiceField(
        label=_("It is told that"), choices=list(EVENTS.items()), widget=forms.CheckboxSelectMultiple
    )
