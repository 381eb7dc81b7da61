"""`kintrace trace` from two lists to a result folder."""

import csv
import hashlib
import json
from random import Random

import pyarrow.parquet as pq
import pytest

ALL = {"pairs.csv", "pairs.parquet", "rejected.csv", "report.html", "run.json"}
TRUE = {("R-1", "L-9"), ("R-2", "L-3"), ("R-3", "L-7")}


def rows(out):
    with (out / "pairs.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def proposed(out):
    return {(row["left_id"], row["right_id"]) for row in rows(out)}


def test_two_lists_give_proposals_a_report_and_a_record(run, two_lists, tmp_path):
    out = tmp_path / "result"
    said = run("trace", *two_lists, "--out", out)
    assert said.code == 0
    assert {p.name for p in out.iterdir()} == ALL
    assert said.out == (
        "3 proposed pairs, 3 of them after one-to-one assignment.\n"
        f"Proposals: {out / 'pairs.csv'}\n"
        f"Cells or rows that could not be read: 1, listed in {out / 'rejected.csv'}\n"
        f"Report: {out / 'report.html'}\n"
    )
    assert "requests.csv: 4 people in 4 rows." in said.err
    assert "  name: ПІБ дитини\n" in said.err
    assert "row 3, Дата рождения: '31.02.2012': 31.02.2012 does not exist" in said.err


def test_proposals_are_ranked_with_weights_and_probabilities(run, two_lists, tmp_path):
    run("trace", *two_lists, "--out", tmp_path / "result")
    table = rows(tmp_path / "result")
    assert list(table[0]) == ["left_id", "right_id", "weight_bits", "probability", "rank", "assigned"]
    assert proposed(tmp_path / "result") == TRUE
    assert [row["rank"] for row in table] == ["1", "2", "3"]
    assert {row["assigned"] for row in table} == {"true"}
    probabilities = [float(row["probability"]) for row in table]
    assert probabilities == sorted(probabilities, reverse=True)
    assert all(0.5 <= p <= 1 for p in probabilities)
    assert all(float(row["weight_bits"]) > 0 for row in table)
    parquet = pq.read_table(tmp_path / "result" / "pairs.parquet").to_pylist()
    assert [
        {k: str(v).lower() if isinstance(v, bool) else str(v) for k, v in row.items()} for row in parquet
    ] == [
        {
            **row,
            "weight_bits": repr(float(row["weight_bits"])),
            "probability": repr(float(row["probability"])),
        }
        for row in table
    ]


def test_the_record_is_complete(run, two_lists, tmp_path):
    run("trace", *two_lists, "--out", tmp_path / "result")
    kept = json.loads((tmp_path / "result" / "run.json").read_text("utf-8"))
    assert set(kept) >= {
        "kintrace",
        "created_at",
        "versions",
        "lists",
        "settings",
        "counts",
        "learned",
        "seconds",
    }
    assert [one["sha256"] for one in kept["lists"]] == [
        hashlib.sha256(p.read_bytes()).hexdigest() for p in two_lists
    ]
    assert kept["counts"]["pairs_reported"] == 3


def test_a_script_gets_the_record_and_nothing_else(run, two_lists, tmp_path):
    said = run("trace", *two_lists, "--out", tmp_path / "result", "--json")
    assert said.err == ""
    assert json.loads(said.out) == json.loads((tmp_path / "result" / "run.json").read_text("utf-8"))


def test_sql_is_shown_and_nothing_is_done(run, tmp_path, tree):
    said = run("trace", tmp_path / "no.csv", "--show-sql")
    assert (said.code, said.err) == (0, "")
    assert said.out.startswith("-- pairs: ")
    assert "-- calibration: " in said.out
    assert tree(tmp_path) == {}


def test_all_pairs_worth_keeping_can_be_asked_for(run, two_lists, tmp_path):
    run("trace", *two_lists, "--out", tmp_path / "result", "--all")
    assert proposed(tmp_path / "result") >= TRUE
    assert all(float(row["probability"]) >= 0.0 for row in rows(tmp_path / "result"))
    kept = json.loads((tmp_path / "result" / "run.json").read_text("utf-8"))
    assert kept["settings"]["all"] is True


def test_a_higher_threshold_reports_no_less_likely_pair(run, two_lists, tmp_path):
    run("trace", *two_lists, "--out", tmp_path / "result", "--threshold", "0.9999999")
    assert all(float(row["probability"]) >= 0.9999999 for row in rows(tmp_path / "result"))


def test_a_thorough_search_finds_no_less(run, two_lists, tmp_path):
    run("trace", *two_lists, "--out", tmp_path / "result", "--thorough")
    assert proposed(tmp_path / "result") >= TRUE


def test_the_report_can_be_left_out(run, two_lists, tmp_path):
    said = run("trace", *two_lists, "--out", tmp_path / "result", "--no-report")
    assert {p.name for p in (tmp_path / "result").iterdir()} == ALL - {"report.html"}
    assert "Report:" not in said.out


@pytest.mark.parametrize("language", ["uk", "en", "ru"])
def test_the_report_opens_in_the_language_asked_for(run, two_lists, tmp_path, language):
    run("trace", *two_lists, "--out", tmp_path / "result", "--lang", language)
    assert f'<html lang="{language}"' in (tmp_path / "result" / "report.html").read_text("utf-8")


def test_mappings_say_what_the_columns_mean(run, two_lists, tmp_path):
    left, right = tmp_path / "left.toml", tmp_path / "right.toml"
    left.write_text('[columns]\nid = "№"\nname = "ПІБ дитини"\nmother = "Мати"\n', "utf-8")
    right.write_text('[columns]\nid = "№"\nname = "ФИО"\nmother = "Мать"\n', "utf-8")
    said = run(
        "trace",
        *two_lists,
        "--out",
        tmp_path / "result",
        "--mapping",
        left,
        "--mapping-right",
        right,
        "--json",
    )
    assert said.code == 0
    assert list(json.loads(said.out)["learned"]["fields"]) == [
        "surname", "given_name", "patronymic", "mother.given_name", "mother.patronymic",
    ]  # fmt: skip


def test_a_generic_column_is_compared_as_its_mapping_says(run, tmp_path):
    one, two, mapping = tmp_path / "one.csv", tmp_path / "two.csv", tmp_path / "m.toml"
    one.write_text("who,ticket\nSmith John,AB1234\nBrown Mary,CD5678\n", "utf-8")
    two.write_text("who,ticket\nSmyth John,AB1243\nGreen Anne,XX0000\n", "utf-8")
    mapping.write_text(
        'names = "any"\n[columns]\nname = "who"\n[other.ticket]\ncolumn = "ticket"\ncompare = "code"\n',
        "utf-8",
    )
    said = run("trace", one, two, "--mapping", mapping, "--out", tmp_path / "result", "--json")
    fields = json.loads(said.out)["learned"]["fields"]
    assert fields["other:ticket"]["kind"] == "code"
    assert proposed(tmp_path / "result") == {("1", "1")}


def test_one_list_alone_is_searched_for_duplicates(run, tmp_path):
    path = tmp_path / "list.csv"
    path.write_text(
        "Прізвище та ім'я;Дата народження\nКоваль Іван Петрович;07.03.2015\nЛис Яна Олегівна;02.01.2014\n"
        "Коваль Иван Петрович;07.03.2015\n",
        "utf-8",
    )
    said = run("trace", path, "--out", tmp_path / "result")
    assert said.code == 0
    assert proposed(tmp_path / "result") == {("1", "3")}
    kept = json.loads((tmp_path / "result" / "run.json").read_text("utf-8"))
    assert len(kept["lists"]) == 1


def test_a_list_that_may_hold_a_person_often_keeps_every_pair(run, two_lists, tmp_path):
    located = two_lists[1]
    located.write_text(
        located.read_text("utf-8")
        + "L-99,Шевченко Елена Ивановна,07.03.2015,ж,г. Мариуполь,Шевченко Мария Петровна\n",
        "utf-8",
    )
    run("trace", *two_lists, "--out", tmp_path / "often", "--many")
    assert proposed(tmp_path / "often") >= {("R-1", "L-9"), ("R-1", "L-99")}
    assigned = [
        row for row in rows(tmp_path / "often") if row["left_id"] == "R-1" and row["assigned"] == "true"
    ]
    assert len(assigned) == 1


def test_force_replaces_an_earlier_result_and_only_force_does(run, two_lists, tmp_path, tree):
    out = tmp_path / "result"
    run("trace", *two_lists, "--out", out, "--no-report")
    before = tree(tmp_path)
    refused = run("trace", *two_lists, "--out", out)
    assert (refused.code, refused.out) == (2, "")
    assert refused.err == (
        f"kintrace: The folder {out} exists and is not empty; "
        "name another with --out, or replace it with --force.\n"
    )
    assert tree(tmp_path) == before
    assert run("trace", *two_lists, "--out", out, "--force").code == 0
    assert {p.name for p in out.iterdir()} == ALL


def test_where_the_result_goes_must_be_said(run, two_lists):
    said = run("trace", *two_lists)
    assert (said.code, said.err) == (2, "kintrace: Say where the result goes with --out FOLDER.\n")


def test_the_installed_command_does_the_same(run, installed, two_lists, tmp_path):
    run("trace", *two_lists, "--out", tmp_path / "here")
    cost = installed("trace", *two_lists, "--out", tmp_path / "there", "--json")
    assert (cost.said.code, cost.said.err) == (0, "")
    assert (tmp_path / "here" / "pairs.csv").read_bytes() == (tmp_path / "there" / "pairs.csv").read_bytes()


def test_one_file_given_twice_is_said_so(run, two_lists, tmp_path):
    said = run("trace", two_lists[0], two_lists[0], "--out", tmp_path / "result")
    assert said.code == 0
    assert "Both lists are the same file, so everybody is found." in said.err
    assert "same file" not in run("trace", *two_lists, "--out", tmp_path / "other").err


def test_all_wins_over_a_threshold_and_says_so(run, two_lists, tmp_path):
    said = run("trace", *two_lists, "--out", tmp_path / "one", "--all", "--threshold", "0.9")
    assert said.err.endswith("--all reports every pair worth keeping; --threshold is not used.\n")
    run("trace", *two_lists, "--out", tmp_path / "two", "--all")
    assert rows(tmp_path / "one") == rows(tmp_path / "two")


def test_lists_that_seem_to_share_nobody_are_doubted(run, tmp_path):
    one, two = tmp_path / "one.csv", tmp_path / "two.csv"
    chance, syllables = Random(1), ["ба", "ко", "ре", "ми", "ту", "ла", "ве", "но", "си", "дя", "гу", "же"]
    for path, given, year in ((one, ("Іван", "Олег", "Петро"), 1950), (two, ("Марта", "Ніна", "Яна"), 2000)):
        people = [
            f"{''.join(chance.choices(syllables, k=3)).title()} {chance.choice(given)};"
            f"{chance.randint(1, 28):02}.{chance.randint(1, 12):02}.{year + chance.randint(0, 19)}\n"
            for _ in range(400)
        ]
        path.write_text("ПІБ;Дата народження\n" + "".join(people), "utf-8")
    said = run("trace", one, two, "--out", tmp_path / "result", "--lang", "en")
    doubt = "These lists seem to share few people or nobody; take every proposal with doubt."
    assert doubt in said.out
    assert json.loads((tmp_path / "result" / "run.json").read_text("utf-8"))["few_shared"] is True
    assert doubt in (tmp_path / "result" / "report.html").read_text("utf-8")


def test_the_left_list_may_have_a_mapping_of_its_own(run, two_lists, tmp_path):
    mapping = tmp_path / "left.toml"
    mapping.write_text('[columns]\nid = "№"\nname = "ПІБ дитини"\n', "utf-8")
    wrong = run("trace", *two_lists, "--out", tmp_path / "result", "--mapping", mapping)
    assert wrong.code == 2
    assert "pass it with --mapping-left." in wrong.err
    right = run("trace", *two_lists, "--out", tmp_path / "result", "--mapping-left", mapping, "--json")
    assert list(json.loads(right.out)["learned"]["fields"]) == ["surname", "given_name", "patronymic"]


def test_lists_are_read_in_other_formats_too(run, two_lists, tmp_path):
    import pyarrow.csv as pc

    requests = tmp_path / "requests.parquet"
    options = pc.ParseOptions(delimiter=";")
    pq.write_table(pc.read_csv(two_lists[0], parse_options=options), requests)
    lines = tmp_path / "located.jsonl"
    with two_lists[1].open(encoding="utf-8") as file:
        lines.write_text(
            "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in csv.DictReader(file)), "utf-8"
        )
    run("trace", requests, lines, "--out", tmp_path / "result")
    assert proposed(tmp_path / "result") == TRUE
