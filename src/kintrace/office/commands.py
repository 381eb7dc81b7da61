"""What the command line does with an office: open it, verify it, back it up, put it back, change its key."""

import getpass
import os
import re
import sys
import webbrowser
from contextlib import closing
from importlib.util import find_spec
from pathlib import Path

from kintrace.errors import OfficeRefused
from kintrace.office import key, start
from kintrace.office.database.opening import KEY
from kintrace.office.home import Home, home, port, processes

INVENTED = """This office is for looking around: everybody in it is invented.
Its key lies in the folder beside it, so it protects nobody. Put no real person in it."""

RECOVERY = """
Recovery key: {}

Write it down on paper now, and keep it away from this machine: it is shown only this once.
It opens the office when the passphrase is forgotten. Without both, nobody can.
"""


class Words:
    """The passphrase: given beforehand, or asked for on the terminal."""

    def __init__(self, given: str | None = None) -> None:
        """Take what was given."""
        self.given = given

    def said(self, question: str = "Passphrase (or recovery key): ") -> str:
        """Return the words that open the office."""
        if self.given is not None:
            return self.given
        if not sys.stdin.isatty():
            raise OfficeRefused(
                "There is no terminal to ask for the passphrase; give it with --passphrase-file or "
                "KINTRACE_PASSPHRASE."
            )
        return getpass.getpass(question)

    def new(self) -> str:
        """Return words that shall open it from now on, asked for twice."""
        once = self.said(f"New passphrase ({key.LEAST} letters or more; four words are good): ")
        if self.given is None and once != getpass.getpass("The same again: "):
            raise OfficeRefused("The two passphrases are not the same.")
        return once


def unlock(place: Home, words: Words) -> None:
    """Put the office's key where database and files look for it."""
    missing = f"There is no office in {place.folder}; make one with kintrace office start."
    if not place.folder.is_dir():
        raise OfficeRefused(missing)
    if os.environ.get(KEY):
        return
    if place.demo_key.exists():
        os.environ[KEY] = place.open_key()
    elif place.key.exists():
        os.environ[KEY] = key.unlock(place.key, words.said()).hex()
    elif place.database.exists():
        raise OfficeRefused(f"{place.key} is missing, and nothing opens without it; restore a backup.")
    elif not on_server():
        raise OfficeRefused(missing)


def on_server() -> bool:
    """Tell whether a PostgreSQL database is named; its disk is the server's to encrypt."""
    return bool(os.environ.get("KINTRACE_DATABASE"))


def open_office(words: Words, *, demo: bool, browser: bool, at: int | None) -> int:
    """Open the office and answer until it is closed."""
    if demo:
        os.environ["KINTRACE_DEMO"] = "1"
        os.environ.setdefault("KINTRACE_HOME", str(home().folder.with_name("kintrace-demo")))
    if at is not None:
        os.environ["KINTRACE_PORT"] = str(at)
    place, number, many = home(), port(), processes()
    os.environ["KINTRACE_HOME"] = str(place.folder.resolve())  # the worker runs in another folder
    with start.held(place), closing(start.listen(number)) as door:
        _make_key(place, words, demo)
        unlock(place, words)
        start.quiet()
        start.django()
        start.prepare()
        if demo:
            _load_demo()
        start.serve(door, lambda: _tell(f"http://127.0.0.1:{number}/{_first()}", browser), many)
    print("The office is closed.")
    return 0


def _make_key(place: Home, words: Words, demo: bool) -> None:
    """Make the key of an office that has none yet."""
    if demo:
        if place.key.exists():
            raise OfficeRefused(f"{place.folder} holds a real office. Name another folder in KINTRACE_HOME.")
        print(INVENTED)
        place.open_key()
    elif place.demo_key.exists():
        raise OfficeRefused(f"{place.folder} holds invented people only. Add --demo, or name another folder.")
    elif not place.key.exists() and not place.database.exists():
        if on_server() and words.given is None:
            return
        print(f"A new office is made in {place.folder}. It opens with a passphrase only.")
        made, recovery = key.make(place.key, words.new())
        os.environ[KEY] = made.hex()
        print(RECOVERY.format(recovery))


def _load_demo() -> None:
    if find_spec("kintrace.office.demo") is None:
        return
    from importlib import import_module

    print("Looking after the synthetic lists ...", flush=True)
    import_module("kintrace.office.demo").load()


def _first() -> str:
    """Return where the browser begins: with the first administrator, while there is none."""
    from kintrace.office.accounts.models import Member

    with start.reachable():
        return "" if Member.objects.exists() else f"first/{home().first_token()}/"


def _tell(address: str, browser: bool) -> None:
    print(f"The office is open: {address}\nCtrl-C closes it.", flush=True)
    desktop = sys.platform in ("darwin", "win32") or any(map(os.environ.get, ("DISPLAY", "WAYLAND_DISPLAY")))
    if browser and desktop and not os.environ.get("CI"):
        webbrowser.open(address)


def verify_journal(words: Words, expect: str | None = None) -> int:
    """Say whether the journal is as it was written, and still has the seal `expect`; 1 when it is not so.

    The same of cases and pairs: do they stand where the steps and decisions say, which nobody can rewrite?
    """
    if expect is not None and not re.fullmatch(r"\s*[0-9A-Fa-f]{16,64}\s*", expect):
        raise OfficeRefused(f"{expect!r} is no seal: it has at least 16 of the letters 0-9 and a-f.")
    unlock(home(), words)
    start.django()
    from kintrace.office.cases import case_queries
    from kintrace.office.journal import queries
    from kintrace.office.tracing import pair_standing

    with start.reachable():
        count, broken = queries.verify()
        cases, misplaced = case_queries.misplaced()
        verdicts = pair_standing.verify_verdicts()
        last, stands = queries.last(), expect is None or queries.stands(expect)
    if broken is not None:
        print(f"The journal breaks at entry {broken.number:,}: {broken.why}. Entries that hold: {count:,}.")
        return 1
    print(f"The journal is as it was written: {count:,} entries.")
    if last:
        at = last.at.isoformat(" ", "seconds")
        print(f"The last is number {last.number}, sealed {last.sealed[: queries.SHOWN]}, at {at}.")
    if cases:
        print(f"Cases that stand where their steps say: {cases - len(misplaced):,} of {cases:,}.")
    if misplaced:
        print(f"What is stored of these is not what their steps add up to: {', '.join(misplaced)}.")
    if verdicts:
        print(f"What is stored of these pairs is not what was decided: {', '.join(map(str, verdicts))}.")
    if not stands:
        print(f"No entry has the seal {expect}: the end of the journal was cut off, or it was written anew.")
    return 0 if stands and not misplaced and not verdicts else 1


def change_key(words: Words, new: str | None) -> int:
    """Lock the key anew; the old passphrase and the old recovery key open this office no more."""
    place = home()
    if not place.key.exists():
        raise OfficeRefused(f"The office in {place.folder} has no passphrase.")
    print(RECOVERY.format(key.lock(place.key, key.unlock(place.key, words.said()), Words(new).new())))
    print("The passphrase is changed. Backups made before still open with the one they were made with.")
    return 0


def back_up(words: Words, path: Path) -> int:
    """Write everything into one file."""
    from kintrace.office import backup

    unlock(home(), words)
    count, size = backup.write(path, home())
    print(f"{path}: {count:,} files, {size / 1e6:,.1f} MB, each with its SHA-256.")
    if not os.environ.get(KEY):
        print("It is not encrypted. Keep it as you keep the server's disk.")
    return 0


def restore(words: Words, path: Path, *, force: bool) -> int:
    """Put a backup back."""
    from kintrace.office import restoring

    with start.held(home()):
        count = restoring.put_back(path, home(), words.said, force=force)
    print(f"{count:,} files are back in {home().folder}, each checked against its SHA-256.")
    return 0
