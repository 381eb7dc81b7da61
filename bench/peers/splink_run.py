"""Run Splink 5 on DuckDB on one job. usage: python splink_run.py JOB.json"""

import re

import blocking
import duckdb
import job as jobs
import pyarrow as pa
import pyarrow.parquet as pq
import splink_models
from anyascii import anyascii
from splink import DuckDBAPI, Linker, SettingsCreator, block_on

PART = re.compile(r"(\w+)\[(\d+):(\d+)\]")


def splink_rule(rule: str) -> object:
    """Turn a rule of `blocking.py` into Splink's own."""
    if rule == blocking.EVERYTHING:
        return "1=1"
    if rule == blocking.SWAP:
        return splink_models.SWAPPED
    return block_on(*(PART.sub(r"substr(\1,\2,\3)", key) for key in rule.split()))


def load(con: duckdb.DuckDBPyConnection, path: str, table: str, model: splink_models.Model) -> None:
    """Read one list, without the answer; names into Latin letters where the model asks for it."""
    read = pq.read_table(path).drop_columns("entity_id") if model.romanised else None
    for column in model.romanised:
        latin = [text and anyascii(text).lower() for text in read[column].to_pylist()]
        read = read.set_column(read.column_names.index(column), column, pa.array(latin, pa.string()))
    source = "read" if model.romanised else f"(select * exclude(entity_id) from '{path}')"
    con.execute(f"create table {table} as select {model.project} from {source}")


def train(linker: Linker, model: splink_models.Model, job: jobs.Job) -> None:
    """Estimate the prior, u by sampling and m by expectation maximisation."""
    training = linker.training
    with job.phase("prior"):
        training.estimate_probability_two_random_records_match(model.prior_rules, recall=model.prior_recall)
    with job.phase("u"):
        training.estimate_u_using_random_sampling(max_pairs=splink_models.U_PAIRS, seed=1)
    with job.phase("em"):
        for rule in model.training_rules:
            training.estimate_parameters_using_expectation_maximisation(
                rule, estimate_without_term_frequencies=True, max_pairs=model.training_pairs
            )


def main() -> None:
    """Read, train, predict, write."""
    job = jobs.read()
    model = splink_models.MODELS[job.kind](job)
    con = duckdb.connect()
    tables = ["left_list", "right_list"][: len(job.paths)]
    with job.phase("read"):
        for path, table in zip(job.paths, tables, strict=True):
            load(con, path, table, model)
    rules = blocking.rules(job.kind, job.mode, job.fields, job.variant)
    settings = SettingsCreator(
        link_type="link_only" if job.link else "dedupe_only",
        unique_id_column_name="rec_id",
        blocking_rules_to_generate_predictions=[splink_rule(rule) for rule in rules],
        comparisons=model.comparisons,
        retain_intermediate_calculation_columns=False,
        retain_matching_columns=False,
    )
    api = DuckDBAPI(connection=con)
    linker = Linker([api.register(con.table(table)) for table in tables], settings)
    train(linker, model, job)
    with job.phase("predict"):
        pairs = linker.inference.predict(threshold_match_weight=model.floor_bits)
    with job.phase("write"):
        columns = "rec_id_l as left_id, rec_id_r as right_id, match_weight as score"
        query = f"select {columns} from {pairs.physical_name}"
        con.execute(f"copy ({query}) to '{job.out}.parquet' (format parquet)")
    # Splink's clustering examples start from probability 0.5, that is a weight of 0 bits.
    job.finish(0.0, rules=rules, floor_bits=model.floor_bits)


if __name__ == "__main__":
    main()
