"""The one connection that the office opens: to where it never goes."""

import socket
import time
from contextlib import suppress
from itertools import chain, repeat
from threading import Thread

import pytest

from kintrace.office.exchange import webhook_sending
from kintrace.office.exchange.webhook_sending import (
    NAMES_SOMEBODY,
    NO_ADDRESS,
    NO_TLS,
    PRIVATE,
    SILENT,
    UNKNOWN,
    NotSent,
    checked,
    is_public,
    post,
)


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("", NO_ADDRESS),
        ("hooks.example", NO_ADDRESS),
        ("ftp://hooks.example/", NO_ADDRESS),
        ("file:///etc/passwd", NO_ADDRESS),
        ("https:///x", NO_ADDRESS),
        ("https://hooks.example:99999/", NO_ADDRESS),
        ("https://hooks.example:0/", NO_ADDRESS),
        ("https://[::1/", NO_ADDRESS),
        ("https://hooks.example/a b", NO_ADDRESS),
        ("https://hooks.example/\r\nX: y", NO_ADDRESS),
        ("https://hooks.example/" + "a" * 500, NO_ADDRESS),
        ("https://me:secret@hooks.example/", NAMES_SOMEBODY),
        ("http://hooks.example/", NO_TLS),
        ("http://localhost/", NO_TLS),
    ],
)
def test_an_address_to_which_nothing_may_be_sent_is_refused(address, why):
    with pytest.raises(NotSent, match=why.replace(".", r"\.")):
        checked(address)


def test_without_tls_only_this_machine_and_only_where_that_is_allowed(settings):
    settings.WEBHOOKS_TO_PRIVATE = True
    assert checked("http://localhost:8/x").port == 8
    with pytest.raises(NotSent):
        checked("http://hooks.example/")


def resolving(monkeypatch, *addresses):
    found = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (one, 443)) for one in addresses]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *asked, **more: found)


@pytest.mark.parametrize(
    "address",
    [
        *("127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "0.0.0.0", "100.64.0.1"),
        *("::1", "fe80::1%eth0", "fc00::1", "::ffff:10.0.0.1", "224.0.0.1", "2002:0a00:0001::"),
        *("64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe", "::127.0.0.1", "fec0::1"),
    ],
)
def test_a_name_of_a_private_network_is_refused_before_anything_is_opened(monkeypatch, address):
    opened = []
    monkeypatch.setattr(socket, "create_connection", lambda *asked, **more: opened.append(asked))
    assert not is_public(address)
    resolving(monkeypatch, "93.184.216.34", address)
    with pytest.raises(NotSent, match=PRIVATE.replace(".", r"\.")):
        post("https://hooks.example/", b"{}", {})
    assert opened == []


def test_the_connection_goes_to_the_address_that_was_looked_at(monkeypatch):
    opened = []

    def refuse(where, timeout):
        opened.append((where, timeout))
        raise ConnectionRefusedError

    monkeypatch.setattr(socket, "create_connection", refuse)
    resolving(monkeypatch, "93.184.216.34")
    with pytest.raises(NotSent, match="Nobody answers"):
        post("https://hooks.example:8443/x", b"{}", {})
    assert opened == [(("93.184.216.34", 8443), webhook_sending.TIMEOUT_S)]
    assert SILENT in webhook_sending.WHY


def test_a_name_that_nobody_knows_is_said(monkeypatch):
    def unknown(*asked, **more):
        raise socket.gaierror

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    with pytest.raises(NotSent, match=UNKNOWN.replace(".", r"\.")):
        post("https://hooks.example/", b"{}", {})


def test_certificates_are_checked():
    context = webhook_sending._context()
    assert context.check_hostname
    assert context.verify_mode.name == "CERT_REQUIRED"


def answering(monkeypatch, *pieces, every_s):
    """A program on this machine that answers with these pieces, then the last one over and over."""
    listening = socket.create_server(("127.0.0.1", 0))

    def answer():
        with suppress(OSError), listening, listening.accept()[0] as heard:
            for piece in chain(pieces, repeat(pieces[-1], 100)):
                heard.sendall(piece)
                time.sleep(every_s)

    monkeypatch.setattr(webhook_sending, "TIMEOUT_S", 0.5)
    Thread(target=answer, daemon=True).start()
    return f"http://127.0.0.1:{listening.getsockname()[1]}/"


@pytest.mark.parametrize("pieces", [(b"HTTP/1.1 200 OK\r\n", b"X"), (b"HTTP/1.1 100 Continue\r\n\r\n",)])
def test_whoever_keeps_answering_slowly_is_cut_off(monkeypatch, settings, pieces):
    settings.WEBHOOKS_TO_PRIVATE = True
    began = time.monotonic()
    with suppress(NotSent):  # unless the status had come already
        assert post(answering(monkeypatch, *pieces, every_s=0.1), b"{}", {}) == 200
    assert time.monotonic() - began < 4


def test_what_answers_in_time_is_heard(monkeypatch, settings):
    settings.WEBHOOKS_TO_PRIVATE = True
    assert post(answering(monkeypatch, b"HTTP/1.1 204 No Content\r\n\r\n", every_s=0), b"{}", {}) == 204
