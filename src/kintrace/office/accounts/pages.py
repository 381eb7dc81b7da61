"""Pages of members: the refusals that every page may end in."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def refused(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Say why somebody may not come in here."""
    return render(request, "refused.html", {"why": str(exception or "")}, status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Say that there is no such page, or that it is not theirs: the two are not told apart."""
    return render(request, "not_found.html", status=404)


def fault(request: HttpRequest) -> HttpResponse:
    """Say that the office failed."""
    return render(request, "fault.html", status=500)
