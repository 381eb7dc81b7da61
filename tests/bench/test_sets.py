"""Every set can be handed to every contender."""

import json
import sys
from pathlib import Path

import pytest
from bench import contenders, sets

from kintrace import lists

PEERS = Path(contenders.PEERS)
sys.path.insert(0, str(PEERS))
import blocking  # noqa: E402  (it lies with the peers, who have no package)

NAMES = sorted(sets.ALL)


@pytest.mark.parametrize("name", [name for name in NAMES if not sets.ALL[name].as_written])
def test_the_mapping_names_only_columns_the_set_has(name):
    chosen = sets.ALL[name]
    mapping = lists.read_mapping(chosen.mapping_path)
    assert set(mapping.headers()) <= {"rec_id", *chosen.fields}
    assert mapping.names == "any"


@pytest.mark.parametrize("variant", ["tight", "wide", "full"])
@pytest.mark.parametrize("name", NAMES)
def test_blocking_rules_use_only_columns_the_set_has(name, variant):
    chosen = sets.ALL[name]
    rules = blocking.rules(chosen.kind, chosen.mode, list(chosen.fields), variant)
    keys = {key.split("[")[0] for rule in rules for key in rule.split()}
    assert rules
    assert keys <= {*chosen.fields, blocking.SWAP, blocking.EVERYTHING}


def test_febrl_variants_lack_what_they_say():
    assert "soc_sec_id" not in sets.ALL["febrl4_nossn"].fields
    assert sets.ALL["febrl4_nds"].fields == ("given_name", "surname", "suburb", "state", "date_of_birth")


def test_a_job_tells_a_peer_everything_but_the_truth(tmp_path, monkeypatch):
    monkeypatch.setattr(sets.LinkageSet, "rows", 10)
    command = contenders.ALL["splink wide"].command(sets.ALL["febrl4_nds"], tmp_path)
    job = json.loads(Path(command[-1]).read_text())
    assert (job["variant"], job["mode"], job["kind"]) == ("wide", "link", "febrl")
    assert "entity_id" not in job["fields"]


def test_we_are_run_through_the_command_line_like_anybody(tmp_path):
    command = contenders.ALL["kintrace"].command(sets.ALL["febrl3"], tmp_path)
    assert Path(command[0]).name == "kintrace"
    assert command[1] == "trace"
    assert "--all" in command


def test_recordlinkage_gets_the_blocks_that_suit_it():
    variants = contenders.ALL["recordlinkage ECM"].variants
    assert (variants[""], variants["scale"]) == ("tight", "full")
