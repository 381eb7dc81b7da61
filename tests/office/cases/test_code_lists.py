from kintrace.office.cases import code_lists


def test_causes_have_those_of_primero_and_ours():
    assert len(code_lists.CAUSES) == 21
    assert (
        *(
            "evacuation_by_authorities",
            "institution_evacuated",
            "camp_not_returned",
            "filtration",
            "deportation",
        ),
    ) == code_lists.OUR_CAUSES


def test_lists_are_as_long_as_those_of_primero():
    assert (len(code_lists.RELATIONS), len(code_lists.CARE_KINDS), len(code_lists.CARE_CHANGES)) == (
        13,
        13,
        7,
    )


def test_a_list_may_begin_with_what_is_not_known():
    assert [one for one, _ in code_lists.choices(code_lists.RISKS, empty=True)] == [
        "",
        "high",
        "medium",
        "low",
    ]
