"""Open the office: its database brought up to date, the web server in this process, a worker beside it."""

import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Thread
from typing import Any

from kintrace.errors import OfficeRefused
from kintrace.office import files
from kintrace.office.home import Home

THREADS = 8
_PATIENCE = 10.0
"""Seconds that a worker has to put its job back."""


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

    with reachable():
        call_command("migrate", verbosity=0, interactive=False)
    connections.close_all()


def quiet() -> None:
    """Let nothing plain reach the disk on its way: whatever is put aside for a moment stays in memory.

    And let nobody else on this machine read what is written.
    """
    os.umask(0o077)
    files.sweep()
    os.environ["TMPDIR"] = tempfile.tempdir = str(files.passing())


def serve(door: socket.socket, ready: Callable[[], None]) -> None:
    """Answer until Ctrl-C or SIGTERM, with a worker beside; then stop both."""
    import waitress
    from django.conf import settings

    from kintrace.office.wsgi import application

    server = waitress.create_server(
        application,
        sockets=[door],
        threads=THREADS,
        ident="",
        max_request_body_size=settings.MOST_UPLOADED_BYTES + (1 << 20),
        **forwarded(settings.PROXY),
    )
    with working():
        ready()
        Thread(target=warm, daemon=True).start()
        server.run()  # ends by itself on KeyboardInterrupt


def warm() -> None:
    """Load what the first pages need, so that whoever asks for them first waits no longer than others."""
    from django.template.loader import get_template
    from django.urls import resolve

    from kintrace import names
    from kintrace.report.words import table

    resolve("/")
    table()
    names.score(["Шевченко Олена"], ["Шевченко Елена"])
    for page in ("tracing/pair.html", "tracing/pairs.html", "tracing/record.html", "tracing/records.html"):
        get_template(page)


def forwarded(proxy: str) -> dict[str, Any]:
    """Return what waitress is told of the server in front: its headers are believed, others are dropped."""
    if not proxy:
        return {"clear_untrusted_proxy_headers": True}
    return {
        "trusted_proxy": proxy,
        "trusted_proxy_count": 1,
        "trusted_proxy_headers": "x-forwarded-for x-forwarded-proto",
        "clear_untrusted_proxy_headers": True,
    }


@contextmanager
def working() -> Iterator[None]:
    """Keep a worker alive in a process of its own, until the block ends."""
    over: list[bool] = []
    workers = [_worker()]

    def watch() -> None:
        while True:
            workers[0].wait()
            if over:
                return
            time.sleep(1)  # a worker that cannot start must not be started without a pause
            if not over:
                workers[0] = _worker()

    watcher = Thread(target=watch, daemon=True)
    watcher.start()
    try:
        yield
    finally:
        over.append(True)
        workers[0].terminate()
        try:
            workers[0].wait(_PATIENCE)
        except subprocess.TimeoutExpired:
            workers[0].kill()
        watcher.join()


def _worker() -> subprocess.Popen[bytes]:
    """Start a worker; it ends when this process does, because its input ends then."""
    command = [sys.executable, "-m", "kintrace.office.jobs"]
    return subprocess.Popen(command, stdin=subprocess.PIPE, cwd=files.passing(), start_new_session=True)
