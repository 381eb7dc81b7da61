"""What can be compared follows from the columns that both lists have."""

import pytest

from kintrace.linkage.fields import AGREE, LEVELS, RARE_WHEN_SAME, WIDTH, Field, Kind, choose_fields


def test_the_width_of_tables_is_the_most_levels_of_any_kind():
    assert WIDTH == 12 == len(LEVELS[Kind.BIRTH])


@pytest.mark.parametrize("kind", Kind)
def test_levels_run_from_same_to_different_without_repeats(kind):
    assert LEVELS[kind][0] == "same"
    assert LEVELS[kind][-1] == ("another" if kind is Kind.NAME else "different")
    assert len(set(LEVELS[kind])) == len(LEVELS[kind])
    assert set(RARE_WHEN_SAME[kind]) <= set(LEVELS[kind])
    assert "different" not in AGREE[kind]


def names(left, right, **compare):
    return [f.name for f in choose_fields(left, right, compare)]


def test_full_names_are_compared_part_by_part(people):
    one = people(name=["Шевченко Олена Іванівна"])
    assert choose_fields(one, one, {}) == (
        Field("surname", Kind.NAME, "name", "surname", swap_with="given_name"),
        Field("given_name", Kind.NAME, "name", "given", swap_with="surname"),
        Field("patronymic", Kind.NAME, "name", "patronymic"),
    )


def test_a_full_name_meets_a_name_written_apart(people):
    assert names(people(name=["Коваль Іван"]), people(surname=["Коваль"], given_name=["Іван"])) == [
        "surname", "given_name", "patronymic",
    ]  # fmt: skip


def test_only_what_both_lists_have_is_compared(people):
    left = people(name=["а"], birth=["2015"], sex=["m"], place=["Херсон"], mother=["Коваль Ганна"])
    right = people(name=["а"], birth=["2015"], father=["Коваль Іван"], place=["Херсон"])
    assert names(left, right) == ["surname", "given_name", "patronymic", "birth", "place"]


def test_a_list_without_patronymics_is_not_compared_by_them(people):
    one = people(surname=["a"], given_name=["b"])
    assert names(one, one) == ["surname", "given_name"]


def test_parents_are_compared_by_given_name_and_patronymic_for_surnames_repeat_the_childs(people):
    one = people(name=["а"], mother=["б"])
    assert names(one, one)[-2:] == ["mother.given_name", "mother.patronymic"]


def test_other_columns_are_compared_as_the_mapping_says(people):
    one = people(other_suburb=["x"], other_ward=["y"], other_seen=["2015"], other_shoe=["31"])
    how = {"suburb": "text", "ward": "code", "seen": "date", "shoe": "exact", "gone": "text"}
    assert [(f.name, f.kind) for f in choose_fields(one, one, how)] == [
        ("other:suburb", Kind.TEXT),
        ("other:ward", Kind.CODE),
        ("other:seen", Kind.BIRTH),
        ("other:shoe", Kind.EXACT),
    ]


def test_lists_with_nothing_in_common_give_no_comparison(people):
    assert names(people(other_x=["1"]), people(birth=["2015"])) == []
