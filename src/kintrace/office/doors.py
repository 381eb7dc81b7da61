"""What stands before every page: headers, the language, and the rule that everything is closed.

A page says who may come in with `doors.opened_to`; one that says nothing is open to nobody.
"""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from kintrace.office.accounts.may import Act, may, require

Page = Callable[..., HttpResponseBase]
Answer = Callable[[HttpRequest], HttpResponseBase]

POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_LANGUAGES = {code for code, _ in settings.LANGUAGES}


def opened_to(*acts: Act) -> Callable[[Page], Page]:
    """Open a page to members who may do any of these acts; with none, to every member."""

    def mark(page: Page) -> Page:
        page.opened_to = acts  # type: ignore[attr-defined]
        return page

    return mark


def opened_to_strangers(page: Page) -> Page:
    """Open a page to people who have not signed in."""
    page.opened_to_strangers = True  # type: ignore[attr-defined]
    return page


def before_second_factor(page: Page) -> Page:
    """Open a page to members who have not yet shown their second factor."""
    page.before_second_factor = True  # type: ignore[attr-defined]
    return page


def opened_to_programs(check: Callable[[HttpRequest], HttpResponseBase | None]) -> Callable[[Page], Page]:
    """Open a page to programs that `check` knows, and to no session: it returns a refusal, or None."""

    def mark(page: Page) -> Page:
        page.let_in_by = check  # type: ignore[attr-defined]
        page.csrf_exempt = True  # type: ignore[attr-defined]  # no cookie opens it
        return page

    return mark


class Headers:
    """Put the headers on every answer that keep a browser from being turned against its reader."""

    def __init__(self, answer: Answer) -> None:
        """Take what answers."""
        self._answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer."""
        response = self._answer(request)
        response.headers.setdefault("Content-Security-Policy", POLICY)
        response.headers.setdefault("X-Frame-Options", "DENY")
        response.headers.setdefault("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        if not request.path.startswith(settings.STATIC_URL):
            response.headers["Cache-Control"] = "no-store"
        return response


class Language:
    """Speak the reader's language: the cookie's (signing in sets it to the member's), else the browser's."""

    def __init__(self, answer: Answer) -> None:
        """Take what answers."""
        self._answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer in the language."""
        said = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        language = said if said in _LANGUAGES else translation.get_language_from_request(request)
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = self._answer(request)
            response.headers.setdefault("Content-Language", language)
            return response


class Closed:
    """Refuse everybody whom the page does not open itself to."""

    def __init__(self, answer: Answer) -> None:
        """Take what answers."""
        self._answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer."""
        return self._answer(request)

    def process_view(
        self, request: HttpRequest, page: Page, args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponseBase | None:
        """Let in, send to sign in, or refuse."""
        if getattr(page, "opened_to_strangers", False):
            return None
        if check := getattr(page, "let_in_by", None):
            refusal: HttpResponseBase | None = check(request)
            return refusal
        member: Any = request.user
        if not member.is_authenticated:
            return redirect_to_login(request.get_full_path(), reverse(settings.LOGIN_URL))
        if getattr(page, "before_second_factor", False):
            return None
        if not (settings.DEMO or member.is_verified()):
            return redirect_to_login(request.get_full_path(), reverse("second-factor"))
        if member.must_change_password and request.path != reverse("password"):
            return redirect("password")
        acts: tuple[Act, ...] | None = getattr(page, "opened_to", None)
        if acts is None:
            raise PermissionDenied(_("This page is open to nobody."))
        if acts:
            require_any(member, acts)
        return None


def require_any(member: Any, acts: tuple[Act, ...]) -> None:
    """Raise PermissionDenied unless the member may do one of the acts."""
    if not any(may(member, act) for act in acts):
        require(member, acts[0])


def about_the_reader(request: HttpRequest) -> dict[str, Any]:
    """Return what every template may show: the language, the demo, what the member may do."""
    member: Any = getattr(request, "user", None)
    acts = {act.name for act in Act if member and member.is_authenticated and may(member, act)}
    return {"demo": settings.DEMO, "user": member, "acts": acts, "languages": settings.LANGUAGES}
