from kintrace.office.registry import gazetteer


def test_nothing_is_proposed_for_what_nobody_knows():
    assert gazetteer.candidates("Вигадане місто, якого немає") == []
