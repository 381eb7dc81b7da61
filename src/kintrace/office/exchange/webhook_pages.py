"""Pages of webhooks: which there are, what was delivered."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kintrace.office.accounts.may import Act
from kintrace.office.accounts.reader import reader
from kintrace.office.doors import opened_to
from kintrace.office.exchange import webhook
from kintrace.office.exchange.webhook_forms import NewWebhook


@opened_to(Act.MANAGE_MEMBERS)
def webhook_list(request: HttpRequest) -> HttpResponse:
    """Show the webhooks of the organisation and the last messages; add one, whose secret is shown once."""
    by, form, secret = reader(request), NewWebhook(request.POST or None), ""
    if request.method == "POST" and form.is_valid():
        try:
            secret = webhook.add(by=by, **form.cleaned_data).secret
            form = NewWebhook()
        except ValidationError as error:
            form.add_error(None, error)
    found = [
        {"webhook": one, "events": [webhook.EVENTS[event] for event in one.events]}
        for one in webhook.webhooks(by)
    ]
    shown = {"form": form, "webhooks": found, "deliveries": webhook.deliveries(by), "secret": secret}
    return render(request, "exchange/webhooks.html", shown)


@opened_to(Act.MANAGE_MEMBERS)
@require_POST
def webhook_end(request: HttpRequest, number: int) -> HttpResponseBase:
    """Tell an address nothing any more."""
    webhook.end(by=reader(request), number=number)
    messages.success(request, _("It is stored."))
    return redirect("webhooks")
