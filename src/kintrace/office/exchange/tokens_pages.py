"""Pages of tokens."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kintrace.office.accounts.may import Act
from kintrace.office.accounts.reader import reader
from kintrace.office.doors import opened_to
from kintrace.office.exchange import tokens
from kintrace.office.exchange.tokens_forms import NewToken


@opened_to(Act.MANAGE_MEMBERS)
def token_list(request: HttpRequest) -> HttpResponse:
    """Show the tokens of the organisation; make one, whose secret is shown this once."""
    by, form, secret = reader(request), NewToken(request.POST or None), ""
    if request.method == "POST" and form.is_valid():
        _token, secret = tokens.make(by=by, wanted=form.wanted())
        form = NewToken()
    found = [
        {
            "token": one,
            "acts": [_(act.value) for act in tokens.SCOPES if act.name in one.acts],
            "live": one.revoked_at is None and one.expires_at > timezone.now() and one.made_by.is_active,
        }
        for one in tokens.tokens(by)
    ]
    return render(request, "exchange/tokens.html", {"form": form, "tokens": found, "secret": secret})


@opened_to(Act.MANAGE_MEMBERS)
@require_POST
def token_revoke(request: HttpRequest, number: int) -> HttpResponseBase:
    """Let a token open nothing any more."""
    tokens.revoke(by=reader(request), number=number)
    messages.success(request, _("It is stored."))
    return redirect("tokens")
