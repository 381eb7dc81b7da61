import pytest

from kintrace.office.registry import chain
from kintrace.office.registry.models import Place, Transfer

PLACES = {
    number: Place(id=number, name_uk=name) for number, name in ((1, "Дім"), (2, "Табір"), (3, "Лікарня"))
}


def transfer(number, begins, leads, left="", arrived=""):
    made = Transfer(id=number, left_on=left, arrived_on=arrived)
    made.from_place, made.to_place = PLACES.get(begins), PLACES.get(leads)
    return made


def test_transfers_stand_in_the_order_of_their_dates():
    late, early = transfer(1, 2, 3, "2022-05"), transfer(2, 1, 2, "2022-03-14", "2022-03-15")
    assert chain.ordered([late, early]) == [early, late]


def test_a_transfer_without_dates_stands_where_its_places_fit():
    first, last, between = transfer(1, None, 1, "2022"), transfer(2, 2, 3, "2023"), transfer(3, 1, 2)
    assert chain.ordered([last, between, first]) == [first, between, last]


def test_of_two_orders_that_dates_allow_the_one_is_taken_in_which_places_join():
    year, day = transfer(1, 2, 3, "", "2022"), transfer(2, 1, 2, "", "2022-03-10")
    assert chain.ordered([year, day]) == [day, year]
    assert chain.contradictions([day, year]) == []
    month, same = transfer(3, 2, 3, "2022-03"), transfer(4, 1, 2, "2022-03-10")
    assert chain.ordered([month, same]) == [same, month]
    about = transfer(5, 2, 3, "2021-11~")
    assert chain.ordered([about, transfer(6, 1, 2, "2021-12-02")])[-1] == about


def test_places_move_no_transfer_to_where_its_date_cannot_be():
    late, early = transfer(1, 1, 2, "2022-05-01"), transfer(2, 2, 3, "2022-03")
    assert chain.ordered([late, early]) == [early, late]
    about = transfer(3, 2, 3, "2019~")
    assert chain.ordered([late, about]) == [about, late]


def test_a_stay_lasts_until_the_next_transfer():
    one, two = transfer(1, 1, 2, "2022-03", "2022-04"), transfer(2, 2, 3, "", "2022-06")
    stays = chain.stays([one, two])
    assert [(s.from_on, s.until_on, s.last) for s in stays] == [
        ("2022-04", "2022-06", False),
        ("2022-06", "", True),
    ]


def test_a_whole_chain_has_no_contradiction():
    assert chain.contradictions([transfer(1, 1, 2, "2022-03"), transfer(2, 2, 3, "2022-03", "2022")]) == []


@pytest.mark.parametrize(
    ("transfers", "said"),
    [
        (
            [transfer(1, 1, 2, "2022-03-14", "2022-03-13")],
            ["Transfer 1 arrives (13.03.2022) before it leaves (14.03.2022)."],
        ),
        (
            [transfer(1, 1, 2, "2022-03", "2022-05"), transfer(2, 2, 3, "2022-04")],
            ["Transfer 2 leaves (April 2022) before transfer 1 arrives (May 2022)."],
        ),
        (
            [transfer(1, 1, 2, "2022"), transfer(2, 1, 3, "2023")],
            ["Transfer 1 leads to Табір, but transfer 2 begins in Дім."],
        ),
    ],
)
def test_a_contradiction_is_said_in_words(transfers, said):
    assert chain.contradictions(transfers) == said
