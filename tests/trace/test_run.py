"""One trace, from what is asked to what is found."""

import pytest

from kintrace import trace
from kintrace.errors import ListUnreadable, MappingInvalid, SettingsInvalid
from kintrace.trace.run import Request, pairs_table, read_lists, run


def quiet(stage, done):
    """Tell nobody."""


@pytest.mark.parametrize("threshold", [0.0, 1.0, -1.0, 50.0, float("nan")])
def test_a_threshold_is_a_probability(two_lists, threshold):
    with pytest.raises(SettingsInvalid, match="not a probability"):
        Request(*two_lists, threshold=threshold)


@pytest.mark.parametrize(
    ("options", "least"), [({}, 0.5), ({"all_pairs": True}, 0.0), ({"threshold": 0.9}, 0.9)]
)
def test_what_is_reported_is_at_least_so_likely(two_lists, options, least):
    assert Request(*two_lists, **options).least == least


def test_what_is_asked_for_does_not_change_what_is_said(outcome, two_lists):
    again = run(
        Request(*two_lists, all_pairs=True, threshold=0.9), (outcome.left, outcome.right), lambda *_: None
    )
    assert again.linked.chosen.probability.tolist() == outcome.linked.chosen.probability.tolist()


def test_the_children_are_found(outcome):
    table = pairs_table(outcome)
    ids = list(zip(table["left_id"].to_pylist(), table["right_id"].to_pylist(), strict=True))
    likely = [pair for pair, p in zip(ids, table["probability"].to_pylist(), strict=True) if p >= 0.5]
    assert set(likely) == {("R-1", "L-9"), ("R-2", "L-3"), ("R-3", "L-7")}
    assert table["position"].to_pylist() == list(range(table.num_rows))


def test_a_mapping_of_its_own_is_read_for_the_second_list(two_lists, tmp_path):
    mapping, own = tmp_path / "both.toml", tmp_path / "right.toml"
    mapping.write_text('[columns]\nid = "№"\nname = "ПІБ дитини"\n', "utf-8")
    own.write_text('[columns]\nid = "№"\nname = "ФИО"\n', "utf-8")
    left, right = read_lists(Request(*two_lists, mapping=mapping, mapping_right=own))
    assert left.mapping.columns == {"id": ["№"], "name": ["ПІБ дитини"]}
    assert right.mapping.columns == {"id": ["№"], "name": ["ФИО"]}
    left, right = read_lists(Request(*two_lists, mapping=own, mapping_left=mapping))
    assert (left.mapping.columns["name"], right.mapping.columns["name"]) == (["ПІБ дитини"], ["ФИО"])
    left, right = read_lists(Request(*two_lists, mapping_left=mapping))
    assert left.mapping.columns == {"id": ["№"], "name": ["ПІБ дитини"]}
    assert "birth" in right.mapping.columns  # understood by its headers


def test_a_mapping_that_suits_one_list_alone_says_which_option_to_use(two_lists, tmp_path):
    for name, header, option in (("a", "ПІБ дитини", "left"), ("b", "ФИО", "right")):
        mapping = tmp_path / f"{name}.toml"
        mapping.write_text(f'[columns]\nname = "{header}"\n', "utf-8")
        with pytest.raises(
            MappingInvalid, match=rf"for the other list alone, pass it with --mapping-{option}\."
        ):
            read_lists(Request(*two_lists, mapping=mapping))


def test_lists_with_nothing_in_common_are_refused(tmp_path):
    one, two = tmp_path / "one.csv", tmp_path / "two.csv"
    one.write_text("shoe\n31\n", "utf-8")
    two.write_text("hat\n57\n", "utf-8")
    mappings = tmp_path / "one.toml", tmp_path / "two.toml"
    mappings[0].write_text('[other.shoe]\ncolumn = "shoe"\n', "utf-8")
    mappings[1].write_text('[other.hat]\ncolumn = "hat"\n', "utf-8")
    request = Request(one, two, *mappings)
    with pytest.raises(ListUnreadable, match="no column in common"):
        run(request, read_lists(request), quiet)


@pytest.mark.parametrize(("columns", "allowed"), [(32, True), (33, False)])
def test_more_fields_than_can_be_compared_are_refused(tmp_path, columns, allowed):
    path, mapping = tmp_path / "wide.csv", tmp_path / "m.toml"
    names = [f"c{k}" for k in range(columns)]
    path.write_text(",".join(names) + "\n" + ",".join("ab" for _ in names) + "\n", "utf-8")
    mapping.write_text("".join(f'[other.{n}]\ncolumn = "{n}"\n' for n in names), "utf-8")
    request = Request(path, None, mapping)
    if allowed:
        assert len(run(request, read_lists(request), quiet).linked.encoded.fields) == 32
    else:
        with pytest.raises(MappingInvalid, match="compares 33 fields; at most 32 can be"):
            run(request, read_lists(request), quiet)


@pytest.mark.parametrize(
    ("said", "names", "read_as_slavic"),
    [
        ("auto", ["Шевченко Олена", "Коваль Іван"], True),
        ("auto", ["Smith John", "Brown Mary"], False),
        ("any", ["Шевченко Олена"], False),
        ("east-slavic", ["Smith John"], True),
    ],
)
def test_the_reading_model_is_chosen_by_the_names_unless_the_mapping_says(
    tmp_path, said, names, read_as_slavic
):
    path, mapping = tmp_path / "list.csv", tmp_path / "m.toml"
    path.write_text("who\n" + "\n".join(names) + "\n", "utf-8")
    mapping.write_text(f'names = "{said}"\n[columns]\nname = "who"\n', "utf-8")
    request = Request(path, None, mapping)
    assert run(request, read_lists(request), quiet).east_slavic is read_as_slavic


def test_the_public_door_has_the_three_steps():
    assert set(trace.__all__) == {"Outcome", "Request", "Written", "evaluate", "read_lists", "run", "write"}
