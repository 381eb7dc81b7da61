"""Open the office: its database brought up to date, the web server in this process, a worker beside it."""

import os
import socket
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

from kintrace.errors import OfficeRefused
from kintrace.office import beside, files
from kintrace.office.home import Home


def listen(port: int) -> socket.socket:
    """Take the port before anything else is done; raises OfficeRefused when it is taken."""
    try:
        return socket.create_server(("127.0.0.1", port))
    except OSError as error:
        raise OfficeRefused(
            f"Port {port} cannot be had ({os.strerror(error.errno or 0)}); perhaps an office is open there "
            "already. Name another one with --port or KINTRACE_PORT."
        ) from error


@contextmanager
def held(home: Home) -> Iterator[None]:
    """Hold an office as the only one who may; raises OfficeRefused when it is open elsewhere."""
    home.make()
    with (home.folder / "open").open("w") as file:
        if sys.platform != "win32":
            import fcntl

            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as error:
                raise OfficeRefused(f"The office in {home.folder} is open; close it first.") from error
        yield


def django() -> None:
    """Load Django with the office's settings."""
    import django as framework

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kintrace.office.settings")
    framework.setup()


@contextmanager
def reachable() -> Iterator[None]:
    """Say in a sentence that the database does not open, or is full."""
    from django.db import Error

    from kintrace.office.full import means_full

    try:
        yield
    except Error as error:
        if means_full(error):
            raise OfficeRefused("The disk is full. Nothing was lost; make room and try again.") from error
        why = str(error).strip().splitlines()[0]
        raise OfficeRefused(f"The database does not open: {why}") from error


def prepare() -> None:
    """Make the tables, or bring those of an older Kintrace up to date."""
    from django.core.management import call_command
    from django.db import connections

    from kintrace.office.database.server import refuse_unfit

    with reachable():
        if to_know := refuse_unfit():
            print(to_know, file=sys.stderr)
        call_command("migrate", verbosity=0, interactive=False)
    connections.close_all()


def quiet() -> None:
    """Let nothing plain reach the disk on its way: whatever is put aside for a moment stays in memory.

    And let nobody else on this machine read what is written.
    """
    os.umask(0o077)
    files.sweep()
    os.environ["TMPDIR"] = tempfile.tempdir = str(files.passing())


def serve(door: socket.socket, ready: Callable[[], None], processes: int) -> None:
    """Answer until Ctrl-C or SIGTERM, with a worker beside, and more web servers if more are asked for."""
    from kintrace.office import web

    more = [beside.Beside(["kintrace.office.web", str(door.fileno())], door.fileno())] * (processes - 1)
    server = web.server(door)
    # The server itself ends on KeyboardInterrupt, but it may come before.
    with suppress(KeyboardInterrupt), beside.kept([beside.Beside(["kintrace.office.jobs"]), *more]):
        ready()
        server.run()
