"""How long the registry takes with many children: `python -m bench.registry_load --children 100000`.

Fills a fresh office with synthetic children, three transfers each on the average, over 500 places and 20
programmes, and reads its pages through Django's own client. Prints each page's median and 95th percentile.
The office is the embedded, encrypted one unless KINTRACE_DATABASE names an empty PostgreSQL database.
"""

import argparse
import os
import random
import resource
import secrets
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from bench import counted

PLACES, PROGRAMMES, BATCH = 500, 20, 5_000
_STARTS = [first + vowel for first in "бвгджзклмнпрстхчш" for vowel in "аеиоу"]
_ENDS = ["енко", "чук", "ський", "ов", "ин", "ець"]
_GIVEN = ["Олена", "Іван", "Софія", "Микита", "Ганна", "Олексій", "Аліна", "Тарас", "Дарина", "Богдан"]
_MARKS = ["language_banned", "name_changed", "citizenship_changed", "military_visit"]


def name(chance: random.Random) -> str:
    """Return an invented name."""
    start = "".join(chance.choices(_STARTS, k=chance.randint(2, 3))).capitalize()
    return f"{start}{chance.choice(_ENDS)} {chance.choice(_GIVEN)}"


def way(chance: random.Random, places: int) -> Iterator[tuple[int | None, int, str, str]]:
    """Yield the transfers of one child: from, to, left on, arrived on; places by their position."""
    at: int | None = None
    month = chance.randint(0, 30)
    for _step in range(chance.choice((1, 2, 3, 3, 4, 5))):
        to = min(int(chance.paretovariate(0.8)) % places, places - 1)
        if to == at:
            to = (to + 1) % places
        day = f"{2022 + month // 12}-{month % 12 + 1:02}"
        left = chance.choice((day, "", f"{day}-01"))
        yield at, to, left, chance.choice((f"{day}-{chance.randint(2, 28):02}", day, day[:4], f"{day}~"))
        at, month = to, min(month + chance.randint(1, 6), 46)


def fill(by: Any, children: int) -> None:
    """Store places, programmes, children with their keys, transfers and some indicators."""
    from kintrace.office.registry.models import Place, PlaceKind, Programme

    chance = random.Random(1)
    same = {"organisation": by.organisation, "made_by": by, "source": "synthetic"}
    places = []
    for number in range(PLACES):
        said = {"name_uk": f"Вигадане місце {number:03}", "kind": chance.choice(PlaceKind.values)}
        where = {"latitude": 44 + chance.random() * 8, "longitude": 22 + chance.random() * 40}
        places.append(Place.objects.create(**said, **where, precision="exact", **same))
    programmes = [Programme.objects.create(name=f"Програма {n:02}", **same) for n in range(PROGRAMMES)]
    for start in range(0, children, BATCH):
        _batch(chance, range(start, min(start + BATCH, children)), same, (places, programmes))


def _batch(chance: random.Random, numbers: range, same: dict[str, Any], known: tuple[list, list]) -> None:
    from django.db import transaction

    from kintrace import names
    from kintrace.office.registry.models import Child, ChildKey, Indicator, Transfer
    from kintrace.office.sounds import keys_of

    places, programmes = known
    with transaction.atomic():
        made = []
        for number in numbers:
            said = {"number": f"C-{number + 1:06}", "birth": f"20{chance.randint(8, 20):02}-03"}
            called = name(chance)
            sex = chance.choice("fm")
            made.append(Child(**said, name=called, name_as_written=called, sex=sex, synthetic=True, **same))
        made = Child.objects.bulk_create(made)
        forms = names.analyse([one.name for one in made])
        keys = [(one, key) for one, form in zip(made, forms, strict=True) for key in sorted(keys_of(form))]
        own = same["organisation"]
        ChildKey.objects.bulk_create(ChildKey(child=one, organisation=own, key=key) for one, key in keys)
        moved = [
            Transfer(
                child=one,
                from_place=None if begins is None else places[begins],
                to_place=places[leads],
                left_on=left,
                arrived_on=arrived,
                programme=chance.choice((None, *programmes)),
                **same,
            )
            for one in made
            for begins, leads, left, arrived in way(chance, len(places))
        ]
        moved = Transfer.objects.bulk_create(moved)
        marked = chance.sample(moved, len(moved) // 10)
        Indicator.objects.bulk_create(
            Indicator(transfer=one, kind=chance.choice(_MARKS), **same) for one in marked
        )


def addresses(chance: random.Random) -> dict[str, Callable[[], str]]:
    """Return what is read: each kind of page with a way to choose one."""
    from urllib.parse import quote

    from django.db.models import Count

    from kintrace.office.registry.models import Child, Place

    known = list(Child.objects.order_by("id").values_list("id", "name"))
    places = list(Place.objects.values_list("id", flat=True))
    counted = Place.objects.annotate(number=Count("reached")).order_by("-number")
    busiest = list(counted.values_list("id", flat=True)[:10])
    return {
        "children": lambda: "/children/",
        "children, a later page": lambda: f"/children/?before={chance.choice(known)[0]}",
        "children by name": lambda: f"/children/?q={quote(chance.choice(known)[1])}",
        "children by surname": lambda: f"/children/?q={quote(chance.choice(known)[1].split()[0])}",
        "children by place": lambda: f"/children/?place={chance.choice(places)}&sex=f",
        "children by year": lambda: f"/children/?born=20{chance.randint(8, 20):02}",
        "child": lambda: f"/children/{chance.choice(known)[0]}/",
        "enter a transfer": lambda: f"/children/{chance.choice(known)[0]}/transfer/",
        "places": lambda: "/places/",
        "place": lambda: f"/places/{chance.choice(places)}/",
        "place, the busiest ten": lambda: f"/places/{chance.choice(busiest)}/",
        "programmes": lambda: "/programmes/",
        "programme": lambda: f"/programmes/{chance.randint(1, PROGRAMMES)}/",
        "map": lambda: "/map/",
        "map, a year": lambda: f"/map/?year={chance.choice((2022, 2023, 2024))}",
        "map, a programme": lambda: f"/map/?programme={chance.randint(1, PROGRAMMES)}",
        "statistics": lambda: "/statistics/",
    }


def client_of(by: Any) -> Any:
    """Return a browser in which the member is signed in and has shown the second factor."""
    from django.test import Client
    from django_otp import DEVICE_ID_SESSION_KEY
    from django_otp.plugins.otp_totp.models import TOTPDevice

    client = Client(SERVER_NAME="localhost")
    client.force_login(by, "django.contrib.auth.backends.ModelBackend")
    session = client.session
    device = TOTPDevice.objects.create(user=by, name="load", confirmed=True)
    session[DEVICE_ID_SESSION_KEY] = device.persistent_id
    session.save()
    return client


def read_pages(by: Any, times: int) -> None:
    """Read each kind of page so often, and print how long it took."""
    client, chance = client_of(by), random.Random(2)
    print(f"\n{'page':24} {'median, ms':>10} {'p95, ms':>10} {'kB':>6}")
    for kind, choose in addresses(chance).items():
        client.get(choose())  # what is loaded once
        took, size = [], 0
        for _time in range(times):
            address, start = choose(), time.perf_counter()
            answer = client.get(address)
            took.append((time.perf_counter() - start) * 1000)
            assert answer.status_code == 200, (answer.status_code, address)
            size = max(size, len(answer.content))
        p95 = statistics.quantiles(took, n=20)[18]
        print(f"{kind:24} {statistics.median(took):10.0f} {p95:10.0f} {size // 1024:6}", flush=True)


def count_anew(by: Any) -> None:
    """Print how long counting takes for the statistics, which is done once an hour."""
    from kintrace.office.cases.may import counted_cases
    from kintrace.office.statistics import counting

    parts = {"cases": counting.cases, "keepers": counting.keepers, "tasks": counting.tasks}
    took = {}
    for name, part in parts.items():
        start = time.perf_counter()
        part(counted_cases(by))
        took[name] = time.perf_counter() - start
    for name, whole in (("lists", counting.lists), ("weeks", counting.weeks)):
        start = time.perf_counter()
        whole(by)
        took[name] = time.perf_counter() - start
    start = time.perf_counter()
    counting.open_pairs(by, {})
    took["open pairs"] = time.perf_counter() - start
    said = ", ".join(f"{name} {seconds:.2f} s" for name, seconds in took.items())
    print(f"counted anew in {sum(took.values()):.2f} s: {said}")


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--children", type=int, default=10_000)
    asked.add_argument("--times", type=int, default=60, help="how often each kind of page is read")
    asked.add_argument("--records", type=int, default=0, help="records, cases and pairs beside them, counted")
    options = asked.parse_args()
    with tempfile.TemporaryDirectory(prefix="kintrace-registry-") as folder:
        passphrase = secrets.token_hex(16)
        os.environ |= {"KINTRACE_HOME": folder, "KINTRACE_PASSPHRASE": passphrase}
        from kintrace.office import key
        from kintrace.office.home import Home

        if not os.environ.get("KINTRACE_DATABASE"):
            os.environ["KINTRACE_KEY"] = key.make(Home(Path(folder)).key, passphrase)[0].hex()
        os.environ["DJANGO_SETTINGS_MODULE"] = "kintrace.office.settings"
        import django

        django.setup()
        run(options.children, options.times, options.records)


def run(children: int, times: int, records: int) -> None:
    """Fill the office and read its pages."""
    from django.core.management import call_command
    from django.db import connection

    from kintrace.office.accounts.models import Member, Organisation
    from kintrace.office.registry.models import Transfer

    call_command("migrate", verbosity=0)
    own = Organisation.objects.create(name="Load")
    by = Member(username="load", name="Load", organisation=own, role="coordinator")
    by.set_unusable_password()
    by.save()
    start = time.perf_counter()
    fill(by, children)
    if records:
        counted.records(by, records)
        counted.cases(by)
        counted.decisions(by, records // 10)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    print(f"{children:,} children, {Transfer.objects.count():,} transfers, {PLACES} places")
    print(f"filled in {time.perf_counter() - start:.0f} s")
    count_anew(by)
    read_pages(by, times)
    print(f"peak {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB")


if __name__ == "__main__":
    main()
