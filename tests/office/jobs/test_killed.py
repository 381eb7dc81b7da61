"""kill -9 while a list is imported, thirty times: no half import, and nothing lost that was acknowledged."""

import os
import random
import signal
import subprocess
import time
from contextlib import suppress

import pytest
from fresh_office import FreshOffice, fresh_office

pytestmark = pytest.mark.slow

KILLS, LISTS, ROWS = 30, 40, 600

BRING = f"""
import io
from kintrace.office.tracing.list_actions import Brought, bring, confirm_columns
house = Organisation.objects.create(name="Вигадана родина")
who = Member.objects.create(username="o", name="Олена Вигадана", role="coordinator", organisation=house)
for number in range({LISTS}):
    rows = "".join(f"{{number}}-{{k}};Вигадана Олена{{k}};0{{k % 9 + 1}}.03.2015\\n" for k in range({ROWS}))
    what = Brought(
        side="requests", name=f"{{number}}", source="invented", legal_basis="invented", file_name="x.csv"
    )
    one = bring(by=who, what=what, file=io.BytesIO(("№;ПІБ;Дата народження\\n" + rows).encode()))
    columns = {{"id": ["№"], "name": ["ПІБ"], "birth": ["Дата народження"]}}
    confirm_columns(by=who, number=one.id, columns=columns)
"""

WORK_ON_ONE_EACH = """
from datetime import timedelta
from kintrace import names
from kintrace.office.tracing import importing
importing.BATCH = 30  # the twentieth part of a list
actions.LEASE = timedelta(minutes=30)  # no later worker takes it over before the test lets it
from kintrace.office.jobs.work import WORK
run = WORK["import list"]
def begun(job, tell):
    print("begun", os.getpid(), flush=True)
    return run(job, tell)
WORK["import list"] = begun
names.analyse(["Вигадана Олена"])  # its tables load for seconds: those who are killed have them already
for asked in sys.stdin:
    if child := os.fork():
        print("ended", os.waitpid(child, 0)[1], flush=True)
    else:
        worker.work_once(beating=True)
        os._exit(0)
"""

FINISH = """
from django.utils import timezone
Job.objects.filter(state=State.RUNNING).update(leased_until=timezone.now())
while Job.objects.filter(work="import list", state__in=[State.WAITING, State.RUNNING]).exists():
    worker.work_once()
"""

SEEN = """
from kintrace.office.tracing.may import all_records
from kintrace.office.tracing.models import NameKey, PeopleList, Record
from kintrace.office.journal import queries
jobs = Job.objects.filter(work="import list").order_by("id")
print(json.dumps({
    "records": [all_records().filter(list=one).count() for one in PeopleList.objects.order_by("id")],
    "states": [one.state for one in PeopleList.objects.order_by("id")],
    "jobs": [job.state for job in jobs],
    "unheard": Record.objects.exclude(id__in=NameKey.objects.values("record_id")).count(),
    "imports in the journal": Entry.objects.filter(act="imported list").count(),
    "broken": str(queries.verify()[1]),
}))
"""


class Workers:
    """They work on one list each, one after the other, each in a process of its own."""

    def __init__(self, office: FreshOffice) -> None:
        self.parent = office.spawn(WORK_ON_ONE_EACH, stdin=subprocess.PIPE)

    def begin(self) -> int:
        self.parent.stdin.write("go\n")
        self.parent.stdin.flush()
        return self._said("begun")

    def ended(self) -> int:
        """Return with which signal, 0 when by itself."""
        return os.WTERMSIG(self._said("ended"))

    def _said(self, word: str) -> int:
        said, number = self.parent.stdout.readline().split()
        assert said == word
        return int(number)


def test_an_import_that_is_killed_leaves_nothing_and_is_done_later(tmp_path):
    with fresh_office(tmp_path / "office", filled=BRING) as office:
        workers, chance = Workers(office), random.Random(7)
        workers.begin()
        start = time.monotonic()
        assert workers.ended() == 0
        takes, killed = time.monotonic() - start, 0
        for _ in range(1, LISTS):
            process, start = workers.begin(), time.monotonic()
            time.sleep(chance.uniform(0, takes))
            with suppress(ProcessLookupError):  # it was quicker
                os.kill(process, signal.SIGKILL)
            if workers.ended() == signal.SIGKILL:
                killed += 1
            else:
                takes = min(takes, time.monotonic() - start)
            if killed == KILLS:
                break
        workers.parent.communicate()
        seen = office.python(SEEN)
        assert set(seen["records"]) <= {0, ROWS}
        assert [bool(n) for n in seen["records"]] == [state == "ready" for state in seen["states"]]
        in_the_middle = seen["jobs"].count("running")
        print(f"{in_the_middle} of {killed} kills came in the middle of an import of {takes:.1f} s")
        assert killed == KILLS
        assert in_the_middle >= KILLS - 2  # one may come between the last write and the end of the process
        office.python(FINISH)
        assert office.python(SEEN) == {
            "records": [ROWS] * (LISTS),
            "states": ["ready"] * (LISTS),
            "jobs": ["done"] * (LISTS),
            "unheard": 0,
            "imports in the journal": LISTS,
            "broken": "None",
        }
