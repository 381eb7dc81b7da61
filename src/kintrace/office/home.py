"""Where an office lives: its folder, its secret, its database. No Django here: it can be set up first.

KINTRACE_HOME     the folder, made on first use for its owner alone (default: ~/.local/share/kintrace)
KINTRACE_DATABASE postgresql://user:password@host/name for a server; without it, a file in the folder
KINTRACE_PROXY    address of the server in front that may say from where somebody asks (default: none)
KINTRACE_PORT     where the office listens (default: 8000)
KINTRACE_PROCESSES how many processes answer (default: one, on a server as many as cores, up to 4)
"""

import os
import secrets
from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import unquote, urlsplit

from kintrace.errors import SettingsInvalid
from kintrace.office import digits

PORT = 8000
API_RATE = 120
"""How often a minute a token may ask."""
MOST_PROCESSES = 4
"""How many answer unless more are asked for: each takes 150 MB, and the database works on the same cores."""


@dataclass(frozen=True, slots=True)
class Home:
    """The folder of an office and what stands in it."""

    folder: Path

    @property
    def database(self) -> Path:
        """The embedded database."""
        return self.folder / "office.db"

    @property
    def files(self) -> Path:
        """Lists as they were brought, and photos."""
        return self.folder / "files"

    @property
    def key(self) -> Path:
        """The key of database and files, locked (see key.py)."""
        return self.folder / "key.json"

    @property
    def demo_key(self) -> Path:
        """The key of an office of invented people; it lies open."""
        return self.folder / "demo-key"

    def make(self) -> None:
        """Make the folder, for its owner alone."""
        for one in (self.folder, self.files):
            one.mkdir(mode=0o700, parents=True, exist_ok=True)

    def secret(self) -> str:
        """Return what sessions are signed with."""
        return _once(self.folder / "secret", secrets.token_urlsafe(48))

    def first_token(self) -> str:
        """Return what the first administrator is let in by, while there is none."""
        return _once(self.folder / "first-token", secrets.token_urlsafe(32))

    def marks_key(self) -> bytes:
        """Return the key of the marks that keep erased people out (exchange.suppression)."""
        return _once(self.folder / "marks-key", secrets.token_hex(32)).encode()

    def open_key(self) -> str:
        """Return the key of an office of invented people, in hexadecimal digits."""
        return _once(self.demo_key, secrets.token_hex(32))


def _once(path: Path, text: str) -> str:
    """Return what a file holds that only its owner reads; when there is none, it is made and holds `text`."""
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text("ascii")
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(text)
    return text


def home() -> Home:
    """Return the office that the environment names."""
    said = os.environ.get("KINTRACE_HOME")
    return Home(Path(said) if said else Path.home() / ".local" / "share" / "kintrace")


def port() -> int:
    """Return the port that the environment names; raises SettingsInvalid when it is none."""
    said = os.environ.get("KINTRACE_PORT", str(PORT))
    number = digits.read(said)
    if number is None or not 0 < number < 65536:
        raise SettingsInvalid(f"KINTRACE_PORT is {said!r}, which is no port; use a number from 1 to 65535.")
    return number


def processes() -> int:
    """Return how many processes answer; raises SettingsInvalid when the environment names no such number.

    One for the embedded database; on a server as many as the machine has cores, up to four.
    """
    usual = min(os.cpu_count() or 1, MOST_PROCESSES) if os.environ.get("KINTRACE_DATABASE") else 1
    said = os.environ.get("KINTRACE_PROCESSES", str(usual))
    count = digits.read(said)
    if count is None or not 0 < count <= 64:
        raise SettingsInvalid(f"KINTRACE_PROCESSES is {said!r}; use a number from 1 to 64.")
    return count


def api_rate() -> int:
    """Return how often a minute a token may ask; raises SettingsInvalid when it is no number."""
    said = os.environ.get("KINTRACE_API_RATE", str(API_RATE))
    rate = digits.read(said)
    if rate is None or not 0 < rate <= 100_000:
        raise SettingsInvalid(f"KINTRACE_API_RATE is {said!r}; use a number from 1 to 100000.")
    return rate


def proxy() -> str:
    """Return the address of the server in front that may say who asks; "" when there is none.

    Raises SettingsInvalid when it is no address: a name, or *, would let anybody say it.
    """
    said = os.environ.get("KINTRACE_PROXY", "").strip()
    try:
        return str(ip_address(said)) if said else ""
    except ValueError as error:
        raise SettingsInvalid(
            f"KINTRACE_PROXY is {said!r}, which is no address; write one such as 127.0.0.1."
        ) from error


def postgresql(address: str) -> dict[str, object]:
    """Return Django's settings of a PostgreSQL database; raises SettingsInvalid for any other address.

    >>> postgresql("postgresql://kt:s%40fe@db.example:5433/office")["HOST"]
    'db.example'
    """
    parts = urlsplit(address)
    if parts.scheme not in ("postgresql", "postgres") or not parts.path.strip("/"):
        raise SettingsInvalid(
            "KINTRACE_DATABASE must look like postgresql://user:password@host:5432/name. "
            "Leave it out to keep everything in a file of your own."
        )
    query = dict(pair.split("=", 1) for pair in parts.query.split("&") if "=" in pair)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.strip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or query.get("host", ""),
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }
