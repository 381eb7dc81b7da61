"""Several workers at once: each job is taken by one of them, and none is left."""

import json
from itertools import chain

import pytest
from fresh_office import fresh_office

pytestmark = pytest.mark.slow

WORKERS, JOBS = 4, 200

ASK = f"""
house = Organisation.objects.create(name="Вигадана родина")
for number in range({JOBS}):
    actions.ask("count", by=None, organisation=house, number=number)
"""

TAKE = """
import time
while time.time() < float(sys.argv[1]):  # all begin at once
    time.sleep(0.01)
taken = []
while job := actions.take():
    taken.append(job.id)
    actions.end(job, State.DONE)
print(json.dumps(taken))
"""


def test_no_job_is_taken_twice_and_none_is_forgotten(tmp_path):
    import time

    with fresh_office(tmp_path / "office", filled=ASK) as office:
        begin = str(time.time() + 8)
        workers = [office.spawn(TAKE, begin) for _ in range(WORKERS)]
        taken = [json.loads(process.communicate()[0]) for process in workers]
        states = office.python("print(json.dumps(list(Job.objects.values_list('state', 'attempts'))))")
    everything = sorted(chain.from_iterable(taken))
    assert len(everything) == len(set(everything)) == JOBS
    assert states == [["done", 1]] * JOBS
