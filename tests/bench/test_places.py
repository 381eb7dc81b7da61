from bench import places

from kintrace.places import find


def test_a_certain_answer_to_an_ambiguous_text_is_wrong():
    assert places.verdict(find("Київ"), "ambiguous") == "wrong"
    assert places.verdict(find("Іванівка"), "ambiguous") == "right"
    assert places.verdict(find("Іванівка"), "UA65040030010022975") == "ambiguous"
    assert places.verdict(find("Київ"), "UA80000000000093317") == "right"


def test_the_table_counts_by_kind(tmp_path):
    path = tmp_path / "table.csv"
    path.write_text("text,expected,kind\nКиїв,UA80000000000093317,city\nІванівка,UA1,namesake\n")
    table, missed = places.measure(path)
    assert table.splitlines()[2:] == [
        "| city | 1 | 1 | 0 | 0 | 0 |", "| namesake | 1 | 0 | 1 | 0 | 0 |", "| all | 2 | 1 | 1 | 0 | 0 |",
    ]  # fmt: skip
    assert missed == [("ambiguous", "Іванівка", "UA1")]
