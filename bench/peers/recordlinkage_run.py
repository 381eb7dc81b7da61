"""Run recordlinkage's expectation maximisation (ECM) on one job.

usage: python recordlinkage_run.py JOB.json
"""

import re

import blocking
import job as jobs
import numpy as np
import pandas as pd
import recordlinkage
from anyascii import anyascii

PART = re.compile(r"(\w+)\[(\d+):(\d+)\]")
# Jaro-Winkler at .85 is the value of recordlinkage's own FEBRL examples. Between Ukrainian and Russian
# spellings in Latin letters ECM takes something else for the children at .85 (F1 .59) than at .8 (F1 .85).
ALIKE, ALIKE_ACROSS_LANGUAGES = 0.85, 0.8
NAMES = ("given_name", "surname", "patronymic")
TEXTS = ("place", "mother", "address_1", "address_2", "suburb", "birth_place", "occupation")
CODES = ("soc_sec_id", "postcode", "date_of_birth", "birth_year")


def load(job: jobs.Job) -> list[pd.DataFrame]:
    """Read the lists, indexed by record id, without the answer; Ukrainian ones in Latin letters."""
    frames = [pd.read_parquet(path).drop(columns="entity_id").set_index("rec_id") for path in job.paths]
    if job.kind == "ukrainian":
        for frame in frames:
            for name in ("surname", "given_name", "patronymic", "place", "mother"):
                frame[name] = frame[name].map(lambda text: anyascii(text).lower(), na_action="ignore")
    return frames


def _column(frame: pd.DataFrame, key: str) -> str:
    """Return the column for a blocking key; a part of a column becomes a column of its own."""
    part = PART.fullmatch(key)
    if not part:
        return key
    name, start, length = part[1], int(part[2]) - 1, int(part[3])
    frame[key] = frame[name].str[start : start + length]
    return key


def candidates(frames: list[pd.DataFrame], rules: list[str]) -> pd.MultiIndex:
    """Return the candidate pairs of all rules together."""
    index = recordlinkage.Index()
    for rule in rules:
        if rule == blocking.SWAP:
            index.block(left_on=["given_name", "surname"], right_on=["surname", "given_name"])
            continue
        for frame in frames:
            keys = [_column(frame, key) for key in rule.split()]
        index.block(keys)
    return index.index(*frames)


def comparison(job: jobs.Job) -> recordlinkage.Compare:
    """Return yes-or-no comparisons of every field, which is what the classifier takes."""
    compare = recordlinkage.Compare(n_jobs=1)
    alike = ALIKE_ACROSS_LANGUAGES if job.kind == "ukrainian" else ALIKE
    for name in job.fields:
        if name in NAMES or name in TEXTS:
            compare.string(name, name, method="jarowinkler", threshold=alike, label=name)
        elif name in CODES:
            compare.string(name, name, method="levenshtein", threshold=alike, label=name)
        else:
            compare.exact(name, name, label=name)
    return compare


def main() -> None:
    """Read, block, compare, classify, write."""
    job = jobs.read()
    with job.phase("read"):
        frames = load(job)
    # Every pair would not fit in memory as a table of comparisons, so `full` is for the large sets' rules.
    rules = blocking.rules(job.kind, job.mode, job.fields, job.variant)
    with job.phase("index"):
        pairs = candidates(frames, rules)
    with job.phase("compare"):
        vectors = comparison(job).compute(pairs, *frames)
    with job.phase("classify"):
        classifier = recordlinkage.ECMClassifier(binarize=None)
        classifier.fit(vectors)
        probability = classifier.prob(vectors).to_numpy()
    with job.phase("write"), np.errstate(divide="ignore"):
        odds = np.log2(probability) - np.log2(1 - probability)
        frame = pd.DataFrame({"left_id": pairs.get_level_values(0), "right_id": pairs.get_level_values(1)})
        frame.assign(score=odds).to_parquet(f"{job.out}.parquet", index=False)
    job.finish(0.0, rules=rules, pairs=len(pairs))


if __name__ == "__main__":
    main()
