"""What was found wrong in a PFIF file, as sentences with their line."""

from dataclasses import dataclass

_SHOWN = 60


def shown(value: str) -> str:
    """Return a value as a message shows it: on one line, not long, without signs that steer a terminal.

    >>> shown(" a\\n\\x9b31m b "), shown("x" * 99)[-5:]
    ('a 31m b', 'xx...')
    """
    text = " ".join("".join(sign if sign.isprintable() else " " for sign in value).split())
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}..."


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One thing that is wrong: on which line, in words; an error breaks PFIF, a warning does not."""

    line: int
    text: str
    is_error: bool = True

    def __str__(self) -> str:
        """Return the finding as a person reads it."""
        return f"line {self.line}: {'error' if self.is_error else 'warning'}: {self.text}"
