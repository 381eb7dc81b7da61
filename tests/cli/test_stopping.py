"""A signal that would end the program ends the work instead, and tidies up."""

import os
import signal
from threading import Thread

import pytest

from kintrace.cli.stopping import SIGNALS, Stopped, stoppable


@pytest.mark.parametrize("number", SIGNALS)
def test_a_signal_is_raised_with_the_code_that_a_shell_expects(number):
    before = signal.getsignal(number)
    with pytest.raises(Stopped) as stop, stoppable():
        os.kill(os.getpid(), number)
    assert stop.value.code == 128 + number
    assert signal.getsignal(number) == before


def test_a_second_signal_does_not_disturb_the_tidying_up():
    tidy = []
    with pytest.raises(Stopped), stoppable():
        try:
            os.kill(os.getpid(), signal.SIGTERM)
        finally:
            os.kill(os.getpid(), signal.SIGTERM)
            tidy.append(True)
    assert tidy == [True]


def test_a_signal_that_is_ignored_stays_ignored():
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)  # as nohup does
    try:
        with stoppable():
            os.kill(os.getpid(), signal.SIGHUP)
        assert signal.getsignal(signal.SIGHUP) == signal.SIG_IGN
    finally:
        signal.signal(signal.SIGHUP, before)


def test_beside_the_main_thread_nothing_is_changed():
    seen = []

    def look():
        with stoppable():
            seen.append(signal.getsignal(signal.SIGTERM))

    beside = Thread(target=look)
    beside.start()
    beside.join()
    assert seen == [signal.getsignal(signal.SIGTERM)]
