"""Addresses of the next page of a list, with all that was asked for."""

from django.http import HttpRequest


def following(request: HttpRequest, name: str, then: object) -> str:
    """Return the query of the next page, or "" when there is none: `name` says where it begins."""
    if then is None:
        return ""
    asked = request.GET.copy()
    asked[name] = str(then)
    return f"?{asked.urlencode()}"
