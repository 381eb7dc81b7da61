"""What a program asks."""

from kintrace.office.exchange.api_asking import Asking


def test_whoever_asks_is_the_program_of_the_token(program):
    token = program().token
    asking = Asking(token)
    assert asking.by == token.member
    assert (asking.number, asking.after, asking.most, asking.numbers, asking.sent) == (0, 0, 50, {}, {})
