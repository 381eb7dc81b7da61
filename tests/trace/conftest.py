"""A trace of the two small lists."""

import pytest

from kintrace import trace


@pytest.fixture
def outcome(two_lists):
    request = trace.Request(*two_lists)
    return trace.run(request, trace.read_lists(request), lambda stage, done: None)
