"""Run nomenklatura's logic-v2 on one job: its own blocker, then every proposed pair scored.

usage: python nomenklatura_run.py JOB.json
"""

import tempfile
from pathlib import Path
from types import SimpleNamespace

import job as jobs
import pyarrow as pa
import pyarrow.parquet as pq
from followthemoney import Dataset
from followthemoney.statement import StatementEntity
from nomenklatura.blocker import Index
from nomenklatura.matching import get_algorithm

# logic-v2's documented cut-off for a match. Of the pairs asked for, about half lie within one list; with 10
# per record the blocker lost a sixth of the true pairs of FEBRL 4 (names, birth, suburb), with 30 hardly any.
THRESHOLD = 0.7
PAIRS_PER_RECORD = 30
ALGORITHM = "logic-v2"


def _joined(*words: str | None, by: str = " ") -> str:
    return by.join(word for word in words if word)


def _day(written: str | None) -> str | None:
    """Return FEBRL's eight digits as an ISO date; anything else as it is."""
    if written and len(written) == 8 and written.isdigit():
        return f"{written[:4]}-{written[4:6]}-{written[6:]}"
    return written


def properties(row: dict[str, str | None]) -> dict[str, str]:
    """Return one record as FollowTheMoney properties of a person."""
    get = row.get
    street = _joined(get("street_number"), get("address_1"))
    found = {
        "name": get("name") or _joined(get("given_name"), get("patronymic"), get("surname")),
        "firstName": get("given_name"),
        "fatherName": get("patronymic"),
        "lastName": get("surname"),
        "birthDate": _day(get("date_of_birth")) or get("birth_year"),
        "birthPlace": get("birth_place") or get("place"),
        "motherName": get("mother"),
        "address": _joined(street, get("suburb"), get("postcode"), get("state"), by=", "),
        "idNumber": get("soc_sec_id"),
        "position": get("occupation"),
        "gender": {"m": "male", "f": "female"}.get((get("sex") or "").lower()),
    }
    return {name: value for name, value in found.items() if value}


def read_people(job: jobs.Job) -> dict[str, StatementEntity]:
    """Return all records as FollowTheMoney persons, by an id that tells the list."""
    people = {}
    for name, path in zip(("left", "right"), job.paths, strict=False):
        dataset = Dataset.make({"name": name, "title": name})
        for row in pq.read_table(path).to_pylist():
            # Ids must differ between lists: nomenklatura keeps what it read of a name by id.
            key = f"{name}:{row['rec_id']}"
            person = StatementEntity(dataset, {"id": key, "schema": "Person", "properties": {}})
            for prop, value in properties(row).items():
                person.add(prop, value, cleaned=False, fuzzy=False)
            people[key] = person
    return people


def candidates(people: dict[str, StatementEntity], job: jobs.Job) -> list[tuple[str, str]]:
    """Return the blocker's best pairs, left record first."""
    # What the blocker asks of the view it is given: everybody, and one by id.
    view = SimpleNamespace(entities=lambda *_, **__: iter(people.values()), get_entity=people.get)
    index = Index(view, Path(tempfile.mkdtemp()), options={})
    index.build()
    pairs = []
    for (one, other), _ in index.pairs(max_pairs=job.rows * PAIRS_PER_RECORD):
        first, second = sorted((one.id, other.id))
        if not job.link or first[0] != second[0]:
            pairs.append((first, second))
    return pairs


def main() -> None:
    """Read, block, score, write."""
    job = jobs.read()
    with job.phase("read"):
        people = read_people(job)
    with job.phase("block"):
        pairs = candidates(people, job)
    algorithm = get_algorithm(ALGORITHM)
    config = algorithm.default_config()
    with job.phase("score"):
        scores = [algorithm.compare(people[a], people[b], config).score for a, b in pairs]
    with job.phase("write"):
        ids = [[key.split(":", 1)[1] for key in side] for side in zip(*pairs, strict=True)]
        table = pa.table({"left_id": ids[0], "right_id": ids[1], "score": pa.array(scores, pa.float64())})
        pq.write_table(table, f"{job.out}.parquet")
    job.finish(THRESHOLD, algorithm=ALGORITHM, pairs=len(pairs))


if __name__ == "__main__":
    main()
