from kintrace.office.registry import pictures


def test_there_is_no_picture_of_nothing():
    assert (pictures.timeline([]), pictures.flow_map([])) == ("", "")
