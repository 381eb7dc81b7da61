"""What stands before every upload: a body longer than any list is refused before it is looked at."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render

from kintrace.office import digits

_FORM_BYTES = 1 << 20  # what a form says besides its file


class Bounded:
    """Refuse bodies that are too long, with a page that says how long they may be."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponseBase]) -> None:
        """Take what answers."""
        self._answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer, or say 413."""
        length = digits.read(request.META.get("CONTENT_LENGTH") or "0")
        if length is not None and length <= settings.MOST_UPLOADED_BYTES + _FORM_BYTES:
            return self._answer(request)
        most = settings.MOST_UPLOADED_BYTES >> 20
        return render(request, "tracing/list_too_long.html", {"most": most}, status=413)
