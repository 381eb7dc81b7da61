from kintrace.office.registry.templatetags.before import before


def test_what_was_said_before_stands_under_its_label_in_words():
    said = {"kind": "camp", "name_en": "", "latitude": 47.1, "begun_on": "2022-03~"}
    assert before({"before": said}) == [
        ("kind", "camp"),
        ("name in Latin letters", "–"),
        ("latitude", "47.1"),
        ("begun", "about March 2022"),
    ]


def test_an_entry_of_something_else_says_nothing():
    assert before({}) == before({"before": 12}) == before({"before": {"unknown": "x"}}) == []
