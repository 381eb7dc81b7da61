"""The office's web server: in the process that was started, or beside it (`python -m kintrace.office.web 3`).

Where many read at once on a server, several processes take requests from one door.
"""

import os
import signal
import socket
import sys
from threading import Thread
from typing import Any

from kintrace.office import beside

THREADS = 8


def main(handle: int) -> None:
    """Answer at a door that was handed on, until SIGTERM or the end of whoever holds the input open."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kintrace.office.settings")
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    beside.end_with_input()
    try:
        server(socket.socket(fileno=handle)).run()
    except KeyboardInterrupt:  # while it was still loading
        sys.exit(0)


def server(door: socket.socket) -> Any:
    """Return what answers at a door when it is run, until Ctrl-C or SIGTERM."""
    import waitress
    from django.conf import settings

    from kintrace.office.wsgi import application

    made = waitress.create_server(
        application,
        sockets=[door],
        threads=THREADS,
        ident="",
        max_request_body_size=settings.MOST_UPLOADED_BYTES + (1 << 20),
        **forwarded(settings.PROXY),
    )
    Thread(target=warm, daemon=True).start()
    return made


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


if __name__ == "__main__":
    main(int(sys.argv[1]))
