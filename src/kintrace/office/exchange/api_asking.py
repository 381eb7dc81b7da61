"""What a program asks, once it was let in and read."""

from dataclasses import dataclass, field
from typing import Any

from kintrace.office.accounts.models import Member
from kintrace.office.exchange.models import Token


@dataclass(frozen=True, slots=True)
class Asking:
    """One question: with which token, of which thing, from where on, how many; and what was sent."""

    token: Token
    number: int = 0
    after: int = 0
    most: int = 50
    numbers: dict[str, int] = field(default_factory=dict)
    """What else is asked for by number: a list, a child."""
    sent: dict[str, Any] = field(default_factory=dict)

    @property
    def by(self) -> Member:
        """The program, as a member that may do what its token allows."""
        return self.token.member
