"""What encryption costs the office: `python -m bench.office_encryption [--records 20000] [--rounds 3]`.

The same work in an encrypted office and in a plain one, in turns, each in a process and a folder of its own:
a list is brought and imported, then pages are read (no network, no second process). Processor time is
compared, because it does not ask what else the machine does. Medians of the rounds are printed.
"""

import argparse
import io
import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

PAGES = 60
KEYS = {"plain": "", "encrypted": "5a" * 32}


def once(records: int) -> dict[str, float]:
    """In a process of its own: do the work, return what it took."""
    import django

    os.environ["DJANGO_SETTINGS_MODULE"] = "kintrace.office.settings"
    django.setup()
    from django.core.management import call_command

    from kintrace.office import files
    from kintrace.office.accounts.models import Member, Organisation
    from kintrace.office.home import home
    from kintrace.office.jobs import worker

    call_command("migrate", verbosity=0)
    house = Organisation.objects.create(name="Bench")
    by = Member.objects.create(username="b", name="Bench", role="coordinator", organisation=house)
    told = {"bring a list, s": _cpu(lambda: _bring(by, records))}
    told["import it, s"] = _cpu(worker.work_once)
    content = random.Random(1).randbytes(20 << 20)
    told["keep a file of 20 MB, s"] = _cpu(lambda: files.keep(content))
    told |= _pages(by)
    told["database, MB"] = home().database.stat().st_size / 1e6
    return told


def _cpu(act: Callable[[], object]) -> float:
    start = time.process_time()
    act()
    return time.process_time() - start


def _bring(by: object, records: int) -> None:
    from bench.ukrainian import make
    from kintrace.office.tracing import list_actions, list_queries

    with tempfile.TemporaryDirectory() as folder:
        make(records, 1).write(Path(folder))
        content = (Path(folder) / "left.csv").read_bytes()
    what = list_actions.Brought("requests", "bench", "synthetic", "synthetic", "bench.csv")
    one = list_actions.bring(by=by, what=what, file=io.BytesIO(content))
    columns = dict(list_queries.beginning(by, one.id).guess.mapping.columns)
    list_actions.confirm_columns(by=by, number=one.id, columns=columns)


def _pages(by: object) -> dict[str, float]:
    """Return milliseconds of each page; a connection is opened for each, as for a browser."""
    from django.test import Client
    from django_otp import DEVICE_ID_SESSION_KEY
    from django_otp.plugins.otp_totp.models import TOTPDevice

    from kintrace.office.tracing.models import Record

    client = Client(headers={"host": "127.0.0.1"})
    client.force_login(by, "django.contrib.auth.backends.ModelBackend")
    session = client.session
    session[DEVICE_ID_SESSION_KEY] = TOTPDevice.objects.create(user=by, confirmed=True).persistent_id
    session.save()
    some = random.Random(1).choices(Record.objects.values_list("id", "name")[:2_000], k=PAGES)
    kinds: dict[str, Callable[[int, str], tuple[str, dict[str, str]]]] = {
        "lists": lambda number, name: ("/lists/", {}),
        "search": lambda number, name: ("/records/", {"q": name}),
        "record": lambda number, name: (f"/records/{number}/", {}),
    }
    told = {}
    for kind, of in kinds.items():
        took = []
        for number, name in some:
            address, query = of(number, name)
            start = time.process_time()
            answer = client.get(address, query)
            took.append(1000 * (time.process_time() - start))
            if answer.status_code != 200:
                raise SystemExit(f"{address} answered {answer.status_code}.")
        told[f"page: {kind}, ms"] = statistics.median(took)
    return told


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--records", type=int, default=20_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--once", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.once:
        print(json.dumps(once(options.records)))
        return
    found: dict[str, list[dict[str, float]]] = {name: [] for name in KEYS}
    for _ in range(options.rounds):
        for name, key in KEYS.items():
            with tempfile.TemporaryDirectory(prefix="kintrace-bench-") as folder:
                named = {"KINTRACE_HOME": folder, "KINTRACE_KEY": key, "KINTRACE_DATABASE": ""}
                command = [sys.executable, "-m", "bench.office_encryption", "--once"]
                command += ["--records", str(options.records)]
                done = subprocess.run(
                    command, env={**os.environ, **named}, stdout=subprocess.PIPE, check=True
                )
                found[name].append(json.loads(done.stdout.splitlines()[-1]))
    print("| processor time | plain | encrypted |\n|---|---:|---:|")
    for what in found["plain"][0]:
        plain, encrypted = (statistics.median(one[what] for one in found[name]) for name in KEYS)
        print(f"| {what} | {plain:.2f} | {encrypted:.2f} |")


if __name__ == "__main__":
    main()
