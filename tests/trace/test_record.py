"""run.json tells what went in, what was learned and what came out."""

import hashlib
import json
from dataclasses import replace
from importlib.metadata import version

import pyarrow as pa
import pytest

from kintrace.linkage import LEVELS, Kind
from kintrace.trace.record import few_shared, record, write

REPORTED = pa.table({"assigned": pa.array([True, True, False]), "probability": [0.9, 0.8, 0.5]})


@pytest.fixture
def kept(outcome):
    return record(outcome, REPORTED, 1, {"link": 0.5})


def test_inputs_are_named_with_their_hashes_rows_and_columns(kept, two_lists):
    requests, located = kept["lists"]
    assert [one["sha256"] for one in kept["lists"]] == [
        hashlib.sha256(p.read_bytes()).hexdigest() for p in two_lists
    ]
    assert (requests["file"], requests["rows"], requests["people"], requests["rejected"]) == (
        "requests.csv",
        4,
        4,
        0,
    )
    assert (located["file"], located["rows"], located["people"], located["rejected"]) == (
        "located.csv",
        4,
        4,
        1,
    )
    assert located["columns"] == {
        "id": ["№"], "name": ["ФИО"], "birth": ["Дата рождения"], "sex": ["Пол"], "place": ["Место рождения"],
        "mother": ["Мать"],
    }  # fmt: skip


def test_versions_and_settings_are_kept(kept):
    assert kept["kintrace"] == version("kintrace")
    assert kept["versions"].keys() == {"python", "duckdb", "pyarrow", "numpy"}
    settings = kept["settings"]
    assert (settings["threshold"], settings["all"], settings["sets"], settings["engine"]) == (
        0.5,
        False,
        True,
        "duckdb",
    )
    assert settings["east_slavic_names"] is True
    assert kept["created_at"].endswith("+00:00")


def test_counts_are_those_of_the_result(kept):
    counts = kept["counts"]
    assert (counts["pairs_scored"], counts["pairs_reported"], counts["assigned"]) == (16, 3, 2)
    assert (counts["rejected"], counts["pairs_left_out_in_large_blocks"]) == (1, 0)
    assert counts["expected_true_in_reported"] == 2.2
    assert 1 <= counts["expected_true_in_all"] <= 4


def test_lists_that_share_hardly_anybody_are_said_so(outcome, kept):
    assert kept["few_shared"] is False
    for expected, few in ((0.039, True), (0.041, False)):  # four people in the shorter list
        learned = replace(outcome.linked.learned, expected_true=expected)
        some = replace(outcome, linked=replace(outcome.linked, learned=learned))
        assert few_shared(some) is few
        assert few_shared(replace(some, right=None)) is False


def test_what_was_learned_has_every_level_with_its_chances_and_bits(kept):
    fields = kept["learned"]["fields"]
    plain = ["surname", "given_name", "patronymic", "birth", "sex", "place"]
    assert list(fields) == [*plain, "mother.given_name", "mother.patronymic"]
    for field in fields.values():
        assert tuple(field["levels"]) == LEVELS[Kind[field["kind"].upper()]]
        assert all(set(level) == {"m", "u", "bits"} for level in field["levels"].values())
    terms = [(term["name"], term["fields"]) for term in kept["learned"]["joint_terms"]]
    assert ("adoption", ["surname", "patronymic"]) in terms


def test_stages_are_timed(kept):
    assert kept["seconds"].keys() >= {"link", "read values", "learn", "pairs", "choose"}


def test_it_is_written_as_json_that_a_person_can_read(kept, tmp_path):
    write(tmp_path / "run.json", kept)
    text = (tmp_path / "run.json").read_text("utf-8")
    assert json.loads(text) == kept
    assert "Дата рождения" in text
    assert text.count("\n") > 50
