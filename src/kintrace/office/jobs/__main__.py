"""The worker's process: work until SIGTERM, Ctrl-C, or the end of whoever holds its input open."""

import os
import signal
import sys
from threading import Event

import django

from kintrace.office import beside


def main() -> None:
    """Load the office, then work; models can be read only when Django is ready."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kintrace.office.settings")
    django.setup()
    from kintrace.office.jobs.worker import work

    signal.signal(signal.SIGTERM, signal.default_int_handler)
    beside.end_with_input()
    try:
        work(Event())
    except KeyboardInterrupt:
        sys.exit(0)


if __name__ == "__main__":
    main()
