"""A key opens with its passphrase or its recovery key, and with nothing else."""

import json
import re

import pytest

from kintrace.errors import OfficeRefused
from kintrace.office import key

WORDS = "вітер яблуко сорок міст"


@pytest.fixture(autouse=True)
def cheap(monkeypatch):
    monkeypatch.setattr(key, "_COST", {"n": 1 << 4, "r": 8, "p": 1})


@pytest.fixture
def made(tmp_path):
    path = tmp_path / "key.json"
    return path, *key.make(path, WORDS)


def test_what_it_costs_to_guess_is_what_owasp_asks_for():
    from importlib import reload

    assert reload(key)._COST == {"n": 131_072, "r": 8, "p": 1}


def test_the_passphrase_and_the_recovery_key_open_it(made):
    path, found, recovery = made
    assert len(found) == 32
    assert re.fullmatch(r"([A-Z2-7]{4}-){7}[A-Z2-7]{4}", recovery)
    for words in (WORDS, recovery, recovery.lower(), recovery.replace("-", ""), f" {recovery}\n"):
        assert key.unlock(path, words) == found


@pytest.mark.parametrize("words", ["", WORDS.upper(), WORDS + " ", "AAAA-" * 7 + "AAAA"])
def test_other_words_do_not(made, words):
    with pytest.raises(OfficeRefused, match="neither the passphrase"):
        key.unlock(made[0], words)


def test_neither_key_nor_words_stand_in_the_file_and_only_its_owner_reads_it(made):
    path, found, recovery = made
    text = path.read_text()
    assert found.hex() not in text
    assert recovery not in text
    assert path.stat().st_mode & 0o777 == 0o600


def test_two_locks_of_one_key_hide_it_in_different_ways(made):
    locks = json.loads(made[0].read_text())
    for part in ("salt", "hidden", "sealed"):
        assert locks["passphrase"][part] != locks["recovery"][part]


def test_a_changed_passphrase_opens_the_same_key_and_the_old_words_end(made):
    path, found, recovery = made
    anew = key.lock(path, found, "another sentence")
    assert key.unlock(path, "another sentence") == key.unlock(path, anew) == found
    for words in (WORDS, recovery):
        with pytest.raises(OfficeRefused):
            key.unlock(path, words)


def test_a_short_passphrase_is_refused_and_the_old_one_stays(made):
    path, found, _ = made
    with pytest.raises(OfficeRefused, match="12 letters or more"):
        key.lock(path, found, "eleven char")
    assert key.unlock(path, WORDS) == found


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"passphrase": {"n": 1}}'])
def test_a_damaged_file_is_a_sentence(tmp_path, text):
    (tmp_path / "key.json").write_text(text)
    with pytest.raises(OfficeRefused, match="cannot be read; put it back from a backup"):
        key.unlock(tmp_path / "key.json", WORDS)


@pytest.mark.parametrize("part", ["hidden", "sealed", "salt"])
def test_a_lock_that_somebody_touched_does_not_open(made, part):
    path, _, _ = made
    locks = json.loads(path.read_text())
    first = locks["passphrase"][part]
    locks["passphrase"][part] = ("1" if first[0] == "0" else "0") + first[1:]
    path.write_text(json.dumps(locks))
    with pytest.raises(OfficeRefused):
        key.unlock(path, WORDS)
