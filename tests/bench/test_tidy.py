"""The peers get the Ukrainian lists tidied: one form for dates and sexes, names in their columns."""

from bench import tidy, ukrainian

LISTS = ukrainian.make(300, 150, 4)


def test_a_request_is_cut_into_surname_given_name_and_patronymic():
    row = {
        "ПІБ": "Григорай Анастасія Богданівна", "стать": "ж", "дата народження": "31.07.2008",
        "місце походження": "м. Харків", "мати": "Григорай Валерія Олександрівна", "батько": "",
    }  # fmt: skip
    found = tidy.request(row)
    assert (found["surname"], found["given_name"], found["patronymic"]) == (
        "Григорай",
        "Анастасія",
        "Богданівна",
    )
    assert found["date_of_birth"] == "2008-07-31"


def test_a_request_without_patronymic_has_none():
    row = dict.fromkeys(("стать", "дата народження", "місце походження", "мати"), "")
    assert tidy.request({"ПІБ": "Калюжнюк Давид", **row})["patronymic"] == ""


def test_both_lists_get_the_same_columns_and_the_true_pairs_share_a_person():
    left, right = tidy.tables(LISTS)
    assert left.column_names == right.column_names == ["rec_id", *tidy.FIELDS, "entity_id"]
    shared = set(left["entity_id"].to_pylist()) & set(right["entity_id"].to_pylist())
    assert len(shared) == len(LISTS.truth) == 90


def test_sexes_are_told_in_one_way():
    for table in tidy.tables(LISTS):
        assert set(table["sex"].to_pylist()) <= {"m", "f", None}


def test_mothers_come_without_the_surname():
    left, _ = tidy.tables(LISTS)
    row, mother = next(
        (row, m) for row, m in zip(LISTS.requests, left["mother"].to_pylist(), strict=True) if m
    )
    assert row["мати"].endswith(mother)
    assert len(mother.split()) == 2


def test_every_true_pair_is_of_some_kind():
    kinds = tidy.kinds(LISTS)
    assert len(set(kinds["left_id"].to_pylist())) == 90
