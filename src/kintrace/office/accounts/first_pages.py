"""The page that opens an office: it makes the organisation and its first member."""

from django.contrib.auth import login
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language

from kintrace.office.accounts import actions, queries
from kintrace.office.accounts.forms import First
from kintrace.office.doors import opened_to_strangers


@opened_to_strangers
def first_administrator(request: HttpRequest, token: str) -> HttpResponse:
    """Make the first member, for whoever knows the token of this office while it is empty."""
    if not queries.may_open_office(token):
        raise Http404
    form = First(request.POST or None)
    if form.is_valid():
        said = form.cleaned_data
        try:
            member = actions.open_office(
                organisation=said["organisation"],
                name=said["name"],
                username=said["username"],
                password=said["password"],
                language=get_language() or "",
            )
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            login(request, member, "django.contrib.auth.backends.ModelBackend")
            return redirect("start")
    return render(request, "accounts/first.html", {"form": form})
