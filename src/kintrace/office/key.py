"""The key of an office: 32 random bytes, and the two locks that it lies under.

The database and the files are encrypted with the key itself, which never changes and is never written
down. `key.json` holds it twice, once under the passphrase and once under the recovery key. A lock is a
mask and a seal, both made from the words by scrypt with a salt of its own: the mask, used once, hides the
key; the seal (HMAC-SHA256) tells right words from wrong ones. All of it is Python's standard library.
"""

import base64
import hashlib
import hmac
import json
import os
import secrets
from pathlib import Path

from kintrace.errors import OfficeRefused

LEAST = 12
"""Letters of a passphrase."""

_COST = {"n": 1 << 17, "r": 8, "p": 1}
_MEMORY = 1 << 28
_RECOVERY_BYTES = 20
Lock = dict[str, str | int]


def make(path: Path, passphrase: str) -> tuple[bytes, str]:
    """Make a new key and lock it; returns the key, and the recovery key to show once."""
    key = secrets.token_bytes(32)
    return key, lock(path, key, passphrase)


def lock(path: Path, key: bytes, passphrase: str) -> str:
    """Lock a key under a passphrase and under a new recovery key, which is returned; older ones end."""
    if len(passphrase) < LEAST:
        raise OfficeRefused(f"The passphrase is too short: take {LEAST} letters or more, four words at best.")
    recovery = base64.b32encode(secrets.token_bytes(_RECOVERY_BYTES)).decode()
    locks = {"passphrase": _locked(key, passphrase), "recovery": _locked(key, recovery)}
    new = path.with_name(path.name + ".new")
    with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        json.dump(locks, file, indent=1)
        file.flush()
        os.fsync(file.fileno())
    new.replace(path)
    return "-".join(recovery[k : k + 4] for k in range(0, len(recovery), 4))


def unlock(path: Path, words: str) -> bytes:
    """Return the key for the passphrase or the recovery key; raises OfficeRefused for other words."""
    try:
        locks = json.loads(path.read_text("ascii"))
        both = ((locks["passphrase"], words), (locks["recovery"], words.replace("-", "").strip().upper()))
        found = next((key for one, said in both if (key := _unlocked(one, said))), None)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise OfficeRefused(f"{path} cannot be read; put it back from a backup.") from error
    if found is None:
        raise OfficeRefused("This is neither the passphrase of this office nor its recovery key.")
    return found


def _locked(key: bytes, words: str) -> Lock:
    salt = secrets.token_bytes(32)
    mask, seal = _made(words, salt, _COST)
    hidden = bytes(a ^ b for a, b in zip(key, mask, strict=True))
    sealed = hmac.digest(seal, hidden, "sha256")
    return {**_COST, "salt": salt.hex(), "hidden": hidden.hex(), "sealed": sealed.hex()}


def _unlocked(one: Lock, words: str) -> bytes | None:
    cost = {name: int(one[name]) for name in _COST}
    mask, seal = _made(words, bytes.fromhex(str(one["salt"])), cost)
    hidden = bytes.fromhex(str(one["hidden"]))
    if not hmac.compare_digest(hmac.digest(seal, hidden, "sha256"), bytes.fromhex(str(one["sealed"]))):
        return None
    return bytes(a ^ b for a, b in zip(hidden, mask, strict=True))


def _made(words: str, salt: bytes, cost: dict[str, int]) -> tuple[bytes, bytes]:
    made = hashlib.scrypt(
        words.encode(), salt=salt, n=cost["n"], r=cost["r"], p=cost["p"], maxmem=_MEMORY, dklen=64
    )
    return made[:32], made[32:]
