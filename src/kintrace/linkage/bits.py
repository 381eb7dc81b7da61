"""What levels of agreement weigh, in bits: alone, together, and against the chance that two are relatives."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from kintrace.linkage.kernel import Floats

Rarity = tuple[npt.NDArray[np.float32] | None, ...]
"""Bits that agreeing on a value adds or takes, per field and code; None where rarity says nothing."""


@dataclass(frozen=True, slots=True)
class Joint:
    """What levels of two or three fields say together: bits added when each field is at one of its levels.

    name: what it is called in reasons. where: (field number, levels as bits 1 << level).
    """

    name: str
    where: tuple[tuple[int, int], ...]
    bits: float


@dataclass(frozen=True, slots=True)
class Relatives:
    """The third explanation of a pair: not one person, not two strangers, but two of one family.

    bits: log2 odds that two people are relatives. table: (fields, WIDTH) bits per level for relatives against
    strangers. shared: fields that relatives have in common, rare values included.
    """

    table: Floats
    shared: tuple[bool, ...]
    bits: float


@dataclass(frozen=True, slots=True)
class Weights:
    """What each level weighs: table[field, level]; rarity per field and code; joint terms; relatives."""

    table: Floats
    rarity: Rarity
    joints: tuple[Joint, ...] = ()
    relatives: Relatives | None = None


def nothing(rarity: Rarity, width: int, joints: tuple[Joint, ...] = ()) -> Weights:
    """Return weights of nothing but rarity and joint terms; None in `rarity` for fields without."""
    return Weights(np.zeros((len(rarity), width)), rarity, joints)
