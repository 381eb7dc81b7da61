from kintrace.places.textual import look_up, wanted


def test_the_kind_is_what_the_text_says_once():
    assert (wanted("м. Рівне", "").kind, wanted("Рівне", "").kind) == ("city", "")


def test_what_nothing_reads_is_kept():
    asked = wanted("Херсон, Ххххххх", "")
    assert len(look_up(asked).numbers) >= 1
    assert [mention.words for mention in asked.unread] == [("ххххххх",)]


def test_mentions_of_different_places_are_loose():
    assert look_up(wanted("Херсон, Мелітополь", "")).loose
    assert not look_up(wanted("Херсон", "")).loose


def test_an_inflected_noun_is_not_an_adjective():
    assert len(look_up(wanted("из Лисичанска", "")).numbers) == 1
