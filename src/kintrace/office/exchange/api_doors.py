"""What stands before every operation of the API: a token that is known, and not too many questions a minute.

Sessions open nothing here, so no other site can make a browser ask; tokens open nothing else.
"""

import time
from collections import defaultdict
from threading import Lock
from typing import Any

from django.conf import settings
from django.http import HttpRequest, JsonResponse
from django.utils.translation import gettext as _

from kintrace.office.exchange import tokens
from kintrace.office.exchange.models import Token

_MINUTE = 60
_LONGEST = 200  # characters of a token that may be one


class Rate:
    """How often each token asked in the minute that runs; kept in memory, by each process for itself."""

    def __init__(self) -> None:
        """Begin with nobody having asked."""
        self._lock, self._minute, self._asked = Lock(), 0, defaultdict[int, int](int)

    def allows(self, token: int, most: int) -> bool:
        """Count a question and tell whether it is one too many."""
        minute = int(time.time()) // _MINUTE
        with self._lock:
            if minute != self._minute:
                self._minute, self._asked = minute, defaultdict(int)
            self._asked[token] += 1
            return self._asked[token] <= most

    def forget(self) -> None:
        """Count anew."""
        with self._lock:
            self._asked.clear()


RATE = Rate()


def check(request: HttpRequest) -> JsonResponse | None:
    """Let in whoever shows a token that is known, as `token_of` then tells; else return the refusal."""
    kind, _space, secret = request.headers.get("Authorization", "").partition(" ")
    token = tokens.known(secret.strip()) if kind.casefold() == "bearer" and len(secret) < _LONGEST else None
    if token is None:
        answer = refusal(401, _("Send a token that is valid, as: Authorization: Bearer kintrace_…"))
        answer.headers["WWW-Authenticate"] = 'Bearer realm="kintrace"'
        return answer
    if not RATE.allows(token.pk, settings.API_RATE):
        answer = refusal(429, _("You ask too often. Wait a minute."))
        answer.headers["Retry-After"] = str(_MINUTE)
        return answer
    asking: Any = request
    asking.token = token
    return None


def token_of(request: HttpRequest) -> Token:
    """Return the token with which somebody was let in."""
    token = getattr(request, "token", None)
    assert isinstance(token, Token)
    return token


def refusal(status: int, why: str) -> JsonResponse:
    """Return an answer that says in a sentence why nothing is answered."""
    return JsonResponse({"error": why}, status=status, json_dumps_params={"ensure_ascii": False})
