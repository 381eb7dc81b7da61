"""Wrong passwords count by who really asks: a declared server in front is believed, nobody else is."""

import http.client
from contextlib import suppress
from threading import Thread

import pytest
import waitress
from axes.helpers import get_client_ip_address
from django.core.handlers.wsgi import WSGIRequest

from kintrace.errors import SettingsInvalid
from kintrace.office import home, web

FORGED = {"X-Forwarded-For": "198.51.100.7, 203.0.113.9", "X-Forwarded-Proto": "https"}


def counted_by(environ, start_response):
    """Answer with the address by which django-axes counts."""
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [str(get_client_ip_address(WSGIRequest(environ))).encode()]


def run_until_closed(server):
    with suppress(OSError):  # its door is taken away while it listens
        server.run()


@pytest.fixture
def asked():
    """Ask a real waitress, as the office starts it: `asked(proxy, headers)`."""
    servers: list = []
    threads: list[Thread] = []

    def ask(proxy, headers):
        server = waitress.create_server(counted_by, host="127.0.0.1", port=0, **web.forwarded(proxy))
        servers.append(server)
        threads.append(Thread(target=run_until_closed, args=(server,), daemon=True))
        threads[-1].start()
        line = http.client.HTTPConnection("127.0.0.1", server.effective_port, timeout=30)
        line.request("GET", "/", headers=headers)
        said = line.getresponse().read().decode()
        line.close()
        return said

    yield ask
    for server, thread in zip(servers, threads, strict=True):
        server.close()
        thread.join()


def test_a_declared_server_in_front_says_who_asks(asked):
    assert asked("127.0.0.1", {"X-Forwarded-For": "203.0.113.9"}) == "203.0.113.9"


def test_what_the_client_put_before_is_not_believed(asked):
    assert asked("127.0.0.1", FORGED) == "203.0.113.9"


@pytest.mark.parametrize("proxy", ["", "192.0.2.1"])
def test_nobody_else_is_believed(asked, proxy):
    assert asked(proxy, FORGED) == "127.0.0.1"


@pytest.mark.parametrize(("said", "read"), [("", ""), (" 10.0.0.1 ", "10.0.0.1"), ("::1", "::1")])
def test_the_setting_is_an_address(monkeypatch, said, read):
    monkeypatch.setenv("KINTRACE_PROXY", said)
    assert home.proxy() == read


@pytest.mark.parametrize("said", ["*", "proxy.example", "10.0.0.0/8"])
def test_a_setting_that_is_no_address_is_refused(monkeypatch, said):
    monkeypatch.setenv("KINTRACE_PROXY", said)
    with pytest.raises(SettingsInvalid, match="is no address"):
        home.proxy()
