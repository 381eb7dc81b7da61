"""What was found wrong in a PFIF file, as sentences with their line."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One thing that is wrong: on which line, in words; an error breaks PFIF, a warning does not."""

    line: int
    text: str
    is_error: bool = True

    def __str__(self) -> str:
        """Return the finding as a person reads it."""
        return f"line {self.line}: {'error' if self.is_error else 'warning'}: {self.text}"
