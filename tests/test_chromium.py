"""A browser that is missing stops the tests where everything has to be tested."""

import chromium
import pytest


@pytest.mark.parametrize(("where", "outcome"), [("1", pytest.fail.Exception), ("", pytest.skip.Exception)])
def test_what_is_missing_fails_where_everything_is_tested_and_is_skipped_elsewhere(
    monkeypatch, where, outcome
):
    monkeypatch.setenv("CI", where)
    with pytest.raises(outcome, match="no browser"):
        chromium.missing("no browser")
