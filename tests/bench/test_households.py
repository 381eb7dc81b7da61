"""The generated families: repeatable, and with the likenesses that make them hard."""

from collections import Counter

from bench import historical, households


def test_the_same_seed_makes_the_same_lists(words):
    assert households.link(words, 40)[1].equals(households.link(words, 40)[1])
    assert historical.dedupe(words, 40)[0].equals(historical.dedupe(words, 40)[0])


def test_each_person_stands_once_in_each_list(words):
    for table in households.link(words, 60):
        assert len(set(table["entity_id"].to_pylist())) == len(table)


def test_people_leave_and_arrive_between_the_lists(words):
    left, right = (set(table["entity_id"].to_pylist()) for table in households.link(words, 200))
    assert 0.75 < len(left & right) / len(left) < 0.95
    assert right - left


def test_there_are_twins_and_sons_named_after_their_fathers(words):
    town = households.Town(words, 1)
    town.settle(400)
    at_home = Counter((person.home, person.surname, person.born) for person in town.people)
    named = Counter((person.home, person.surname, person.given) for person in town.people)
    assert max(at_home.values()) == 2
    assert sum(count > 1 for count in named.values()) > 10


def test_the_census_knows_the_year_of_birth_only(words):
    left, _ = households.census(words, 40)
    years = [year for year in left["birth_year"].to_pylist() if year]
    assert set(map(len, years)) == {4}
    assert "date_of_birth" not in left.column_names


def test_the_historical_index_has_groups_of_one_to_ten(words):
    table, right = historical.dedupe(words, 300)
    sizes = Counter(Counter(table["entity_id"].to_pylist()).values())
    assert right is None
    assert (min(sizes), max(sizes)) == (1, 10)
