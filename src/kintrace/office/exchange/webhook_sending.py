"""The one connection that the office opens: to a webhook's address, which an administrator named.

https alone, with the certificate checked. The name is looked up once, every address it has must be of the
public network, and the connection goes to the very address that was looked at, so that a name cannot change
its mind in between. No redirect is followed, no proxy is asked, and of the answer nothing but the status is
kept; whoever answers too slowly is cut off. KINTRACE_WEBHOOKS_TO_PRIVATE=1 allows private networks, and
this machine without TLS.
"""

import http.client
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from ipaddress import ip_address, ip_network
from threading import Timer
from urllib.parse import SplitResult, urlsplit

from django.conf import settings
from django.utils.translation import gettext_noop as _

TIMEOUT_S = 10
LONGEST = 500
_LOCAL = ("localhost", "127.0.0.1", "::1")
_WITH_IPV4_INSIDE = (ip_network("64:ff9b::/96"), ip_network("::/96"))
"""Addresses that a gateway turns into those of the old network (RFC 6052, RFC 4291)."""

WHY = (
    _("This is no address of the web. Write one that begins with https://."),
    _("Only https is allowed: what is sent must not be read on its way."),
    _("An address must not hold a name or password."),
    _("The name of the address is not known."),
    _("The address is of a private network, which this office does not allow."),
    _("Nobody answers there, or not as a web server does."),
)
NO_ADDRESS, NO_TLS, NAMES_SOMEBODY, UNKNOWN, PRIVATE, SILENT = WHY


class NotSent(Exception):
    """Nothing was sent, or nobody answered; says why, as one of WHY."""


def checked(address: str) -> SplitResult:
    """Return an address in its parts; raises NotSent when nothing may be sent there, whoever it is."""
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        raise NotSent(NO_ADDRESS) from None
    plain = all("!" <= sign <= "~" for sign in address)
    if not plain or len(address) > LONGEST or parts.scheme not in ("http", "https") or not parts.hostname:
        raise NotSent(NO_ADDRESS)
    if port == 0:
        raise NotSent(NO_ADDRESS)
    if parts.username is not None or parts.password is not None:
        raise NotSent(NAMES_SOMEBODY)
    local = settings.WEBHOOKS_TO_PRIVATE and parts.hostname in _LOCAL
    if parts.scheme != "https" and not local:
        raise NotSent(NO_TLS)
    return parts


def post(address: str, body: bytes, headers: dict[str, str]) -> int:
    """Send a message and return the status of the answer; raises NotSent when there is none."""
    parts = checked(address)
    host, port = parts.hostname or "", parts.port or (443 if parts.scheme == "https" else 80)
    with _cut_off(TIMEOUT_S) as opened:
        connection = _connection(parts.scheme, host, port, _looked_up(host, port), opened)
        try:
            target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
            connection.request("POST", target, body, headers)
            return connection.getresponse().status
        except (OSError, ValueError, http.client.HTTPException):
            raise NotSent(SILENT) from None
        finally:
            connection.close()


@contextmanager
def _cut_off(after_s: float) -> Iterator[list[socket.socket]]:
    """Cut connections off when the time for all of it is over, however slowly somebody keeps answering.

    Gives a list for handles to what is opened. A handle is a copy: TLS takes the socket itself away.
    """
    opened: list[socket.socket] = []

    def cut() -> None:
        for one in opened:
            with suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)

    clock = Timer(after_s, cut)
    clock.daemon = True
    clock.start()
    try:
        yield opened
    finally:
        clock.cancel()
        for one in opened:
            one.close()


def _looked_up(host: str, port: int) -> str:
    """Return one address of a name; raises NotSent unless all of them are ones to which may be sent."""
    try:
        found = {str(one[4][0]) for one in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)}
    except (OSError, UnicodeError):
        raise NotSent(UNKNOWN) from None
    if not settings.WEBHOOKS_TO_PRIVATE and not all(map(is_public, found)):
        raise NotSent(PRIVATE)
    return min(found)


def is_public(address: str) -> bool:
    """Tell whether an address is of the public network.

    >>> [is_public(one) for one in ("93.184.216.34", "10.0.0.1", "169.254.169.254", "::ffff:127.0.0.1")]
    [True, False, False, False]
    """
    one = ip_address(address.partition("%")[0])
    inner = getattr(one, "ipv4_mapped", None) or getattr(one, "sixtofour", None)
    if any(one in network for network in _WITH_IPV4_INSIDE if network.version == one.version):
        inner = ip_address(int(one) & 0xFFFFFFFF)
    is_local = getattr(one, "is_site_local", False)
    return (inner or one).is_global and not one.is_multicast and not is_local


def _connection(
    scheme: str, host: str, port: int, address: str, opened: list[socket.socket]
) -> http.client.HTTPConnection:
    """Return a connection to a name that goes to the address that was looked at; a handle to it is kept."""
    connection: http.client.HTTPConnection
    if scheme == "https":
        connection = http.client.HTTPSConnection(host, port, timeout=TIMEOUT_S, context=_context())
    else:
        connection = http.client.HTTPConnection(host, port, timeout=TIMEOUT_S)

    def create(_named: tuple[str, int], timeout: float, source: object = None) -> socket.socket:
        made = socket.create_connection((address, port), timeout)
        opened.append(made.dup())
        return made

    connection._create_connection = create  # type: ignore[attr-defined]
    return connection


def _context() -> ssl.SSLContext:
    return ssl.create_default_context()
