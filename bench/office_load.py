"""How long the office takes with many records: `python -m bench.office_load --records 100000 --users 5`.

Makes two lists of synthetic people (bench.ukrainian), brings them into a fresh office as a member would, does
the work they ask for, opens the office, and lets members read its pages over HTTP, with one to three seconds
between two pages. Prints what the work took and each page's median and 95th percentile. The office is the
embedded, encrypted one unless KINTRACE_DATABASE names an empty PostgreSQL database.
"""

import argparse
import http.client
import json
import os
import random
import resource
import secrets
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from pathlib import Path

from kintrace.office import key
from kintrace.office.home import Home

LEFT = 0.6  # share of the records that are tracing requests
PAUSE_S = (1.0, 3.0)  # between two pages of one reader, from and to, unless others are asked for


def prepare(home: Path, records: int, users: int, pairs: bool) -> None:
    """In a process of its own: make the office, bring the lists, do the work; print seconds as JSON."""
    import django

    os.environ["DJANGO_SETTINGS_MODULE"] = "kintrace.office.settings"
    django.setup()
    from django.core.management import call_command

    from kintrace.office.accounts.models import Member, Organisation
    from kintrace.office.jobs import worker

    call_command("migrate", verbosity=0)
    by = Member(username="load", name="Load", organisation=Organisation.objects.create(name="Load"))
    by.role = "coordinator"
    by.set_unusable_password()
    by.save()
    left = int(records * LEFT)
    make = (
        f"from bench.ukrainian import make; from pathlib import Path; made = make({left}, {records - left})"
    )
    subprocess.run([sys.executable, "-c", f"{make}; made.write(Path({str(home / 'lists')!r}))"], check=True)
    told = {}
    for side, name in (("requests", "left.csv"), ("located", "right.csv")):
        _bring(by, side, home / "lists" / name)
    for side in ("requests", "located"):
        start, cpu = time.perf_counter(), time.process_time()
        worker.work_once(beating=True)
        told[f"import {side}, s"] = round(time.perf_counter() - start, 1)
        told[f"import {side}, CPU s"] = round(time.process_time() - cpu, 1)
    told["import, peak MB"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    start = time.perf_counter()
    while pairs and worker.work_once():
        pass
    told["match, s"] = round(time.perf_counter() - start, 1)
    told["all, peak MB"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    told |= _stored(users)
    print(json.dumps(told))


def _bring(by: object, side: str, path: Path) -> None:
    from kintrace.office.tracing import list_actions, list_queries

    what = list_actions.Brought(
        side=side, name=path.name, source="synthetic", legal_basis="synthetic", file_name=path.name
    )
    with path.open("rb") as file:
        one = list_actions.bring(by=by, what=what, file=file)
    columns = dict(list_queries.beginning(by, one.id).guess.mapping.columns)
    list_actions.confirm_columns(by=by, number=one.id, columns=columns)


def _stored(users: int) -> dict[str, object]:
    from django.contrib.sessions.backends.db import SessionStore
    from django_otp import DEVICE_ID_SESSION_KEY
    from django_otp.plugins.otp_totp.models import TOTPDevice

    from kintrace.office.accounts.models import Member, Organisation
    from kintrace.office.jobs.models import Job
    from kintrace.office.tracing.models import PeopleList, Proposal, Record

    house, sessions = Organisation.objects.get(), []
    for number in range(users):
        by = Member(username=f"reader{number}", name=f"Reader {number}", organisation=house)
        by.role = "coordinator"
        by.set_unusable_password()
        by.save()
        device = TOTPDevice.objects.create(user=by, name="load", confirmed=True)
        session = SessionStore()
        session["_auth_user_id"] = str(by.id)
        session["_auth_user_backend"] = "django.contrib.auth.backends.ModelBackend"
        session["_auth_user_hash"] = by.get_session_auth_hash()
        session[DEVICE_ID_SESSION_KEY] = device.persistent_id
        session.save()
        sessions.append(session.session_key)
    rng = random.Random(1)
    some = list(Record.objects.order_by("id").values_list("id", "name")[:2_000])
    chosen = rng.sample(some, min(200, len(some)))
    return {
        "records": Record.objects.count(),
        "proposals": Proposal.objects.count(),
        "jobs": list(Job.objects.values_list("work", "state", "said")),
        "sessions": sessions,
        "record": [number for number, _ in chosen],
        "name": [name for _, name in chosen],
        "pair": list(Proposal.objects.order_by("-value").values_list("id", flat=True)[:200]),
        "list": list(PeopleList.objects.values_list("id", flat=True)),
    }


class Reader(threading.Thread):
    """A member who reads one page after another until the time is over."""

    def __init__(self, port: int, office: dict, seed: int, until: float, pause: Sequence[float]) -> None:
        super().__init__(daemon=True)
        self.port, self.office, self.until, self.pause = port, office, until, pause
        self.rng, self.took, self.failed = random.Random(seed), [], []
        self.session = office["sessions"][seed]

    def _page(self) -> tuple[str, str]:
        from urllib.parse import quote

        kind = self.rng.choice(["lists", "list", "search", "record", "pairs", "pair", "pair"])
        if kind == "search":
            return kind, f"/records/?q={quote(self.rng.choice(self.office['name']))}"
        if kind == "pair" and not self.office["pair"]:
            kind = "pairs"
        if kind in ("lists", "pairs"):
            return kind, f"/{kind}/"
        return kind, f"/{kind}s/{self.rng.choice(self.office[kind])}/"

    def run(self) -> None:
        cookie = {"Cookie": f"sessionid={self.session}; language=uk"}
        time.sleep(self.rng.uniform(0, self.pause[1]))
        while time.monotonic() < self.until:
            kind, address = self._page()
            start = time.perf_counter()
            connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
            connection.request("GET", address, headers=cookie)
            answer = connection.getresponse()
            answer.read()
            self.took.append((kind, time.perf_counter() - start))
            if answer.status != 200:
                self.failed.append((answer.status, address.partition("?")[0]))
            time.sleep(self.rng.uniform(*self.pause))


def read_pages(office: dict, users: int, seconds: float, pause: Sequence[float]) -> None:
    """Open the office and read its pages; print the times; pause: seconds between two pages, from and to."""
    port = random.Random().randrange(20_000, 60_000)
    command = [sys.executable, "-m", "kintrace", "office", "start", "--no-browser", "--port", str(port)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stdin=subprocess.DEVNULL) as server:
        try:
            _wait(port)
            readers = [Reader(port, office, k, time.monotonic() + seconds, pause) for k in range(users)]
            for one in readers:
                one.start()
            for one in readers:
                one.join()
        finally:
            server.terminate()
    took = [pair for one in readers for pair in one.took]
    failed = [pair for one in readers for pair in one.failed]
    print(f"{users} users, {seconds:.0f} s, {len(took)} pages; not answered with 200: {failed[:3] or 'none'}")
    print("| page | read | median ms | p95 ms |\n|---|---:|---:|---:|")
    for kind in sorted({kind for kind, _ in took}):
        own = sorted(1000 * t for k, t in took if k == kind)
        print(
            f"| {kind} | {len(own)} | {statistics.median(own):.0f} | {own[int(0.95 * (len(own) - 1))]:.0f} |"
        )
    whole = sorted(1000 * t for _, t in took)
    print(
        f"| all | {len(whole)} | {statistics.median(whole):.0f} | {whole[int(0.95 * (len(whole) - 1))]:.0f} |"
    )


def _wait(port: int) -> None:
    """Wait until the office answers: its door is there before it is open."""
    for _ in range(600):
        try:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
            connection.request("GET", "/sign-in/")
            connection.getresponse().read()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise SystemExit("The office did not open.")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--records", type=int, default=100_000)
    parser.add_argument("--users", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=30)
    parser.add_argument(
        "--pause", type=float, nargs=2, default=PAUSE_S, metavar="S", help="between two pages"
    )
    parser.add_argument("--no-pairs", action="store_true", help="do not match: import and search alone")
    parser.add_argument("--prepare", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.prepare:
        prepare(options.prepare, options.records, options.users, not options.no_pairs)
        return
    with tempfile.TemporaryDirectory(prefix="kintrace-load-") as folder:
        passphrase = secrets.token_hex(16)
        os.environ |= {"KINTRACE_HOME": folder, "KINTRACE_PASSPHRASE": passphrase}
        if not os.environ.get("KINTRACE_DATABASE"):
            os.environ["KINTRACE_KEY"] = key.make(Home(Path(folder)).key, passphrase)[0].hex()
        command = [sys.executable, "-m", "bench.office_load", "--records", str(options.records)]
        command += ["--users", str(options.users)]
        command += ["--prepare", folder, *(["--no-pairs"] if options.no_pairs else [])]
        made = subprocess.run(command, stdout=subprocess.PIPE, check=True, text=True)
        office = json.loads(made.stdout.splitlines()[-1])
        shown = {k: v for k, v in office.items() if k not in ("sessions", "record", "name", "pair", "list")}
        print("\n".join(f"{name}: {value}" for name, value in shown.items()))
        read_pages(office, options.users, options.seconds, options.pause)


if __name__ == "__main__":
    main()
