"""The way to a server: passwords, redirects, deadlines, what it says when it refuses."""

import base64
import socket
import time
from urllib.request import Request

import pytest

from cpsu_kg.errors import EndpointError
from cpsu_kg.stores.credentials import Authentication, Credentials
from cpsu_kg.stores.transport import Transport, check_address, shown

PASSWORD = Credentials("user", "secret")


def send(url, method="GET", data=None, given=None, **options):
    """Send one request."""
    authentication = Authentication(lambda address: given)
    transport = Transport(attempts=1, authentication=authentication, **options)
    return transport.send(Request(url, data=data, method=method))


def refused(url, **options):
    """The one-line message that a request ends in."""
    with pytest.raises(EndpointError) as caught:
        send(url, **options)
    assert "\n" not in str(caught.value)
    assert "secret" not in str(caught.value)
    return str(caught.value)


def authorizations(script):
    """The Authorization header of every request."""
    return [headers.get("Authorization", "") for _, _, headers, _ in script.requests]


class TestPasswords:
    def test_only_when_asked(self, script):
        """A server that does not ask is not told a password."""
        script.answer(b"open")
        send(script.url, given=PASSWORD)

        assert authorizations(script) == [""]

    def test_when_asked(self, script):
        """The first refusal is answered with the password, the body sent again."""
        script.answer(status=401, WWW_Authenticate='Basic realm="x"')
        script.answer(b"welcome")
        answer = send(script.url, method="PUT", data=b"body", given=PASSWORD)

        expected = "Basic " + base64.b64encode(b"user:secret").decode()
        assert answer.body == b"welcome"
        assert authorizations(script) == ["", expected]
        assert [body for *_, body in script.requests] == ["body", "body"]

    def test_remembered(self, script):
        """The next request carries the password at once."""
        script.answer(status=401, WWW_Authenticate='Basic realm="x"')
        script.answer(b"1")
        script.answer(b"2")
        transport = Transport(authentication=Authentication(lambda address: PASSWORD))
        transport.send(Request(script.url))
        transport.send(Request(script.url))

        assert [bool(each) for each in authorizations(script)] == [False, True, True]

    def test_wrong(self, script):
        """A password that is refused is told, without showing it, after one try."""
        for _ in range(2):
            script.answer(status=401, WWW_Authenticate='Basic realm="x"')

        assert "refuses the user, password or token" in refused(script.url, given=PASSWORD)
        assert len(script.requests) == 2

    def test_none_at_hand(self, script):
        """Without a password, the message says how to give one."""
        script.answer(status=401, WWW_Authenticate='Basic realm="x"')

        assert "CPSU_KG_USER" in refused(script.url)


class TestRedirects:
    def test_a_question_follows(self, script):
        """A GET is repeated where the server points."""
        script.answer(status=307, Location="/other?query=1")
        script.answer(b"here")

        assert send(script.url + "?query=1").body == b"here"
        assert [path for _, path, _, _ in script.requests] == ["/sparql?query=1", "/other?query=1"]

    @pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
    @pytest.mark.parametrize("method", ["POST", "PUT"])
    def test_a_body_does_not_follow(self, script, status, method):
        """What was sent could get lost: the new address is named instead."""
        script.answer(status=status, Location="/other?token=secret")

        message = refused(script.url, method=method, data=b"body")
        assert script.url.replace("/sparql", "/other") in message
        assert len(script.requests) == 1

    def test_a_password_does_not_follow(self, script):
        """Another place that a server points to is not told the password."""
        script.answer(status=401, WWW_Authenticate='Basic realm="x"')
        script.answer(status=302, Location="/elsewhere")
        script.answer(b"here")
        send(script.url, given=PASSWORD)

        assert [bool(each) for each in authorizations(script)] == [False, True, False]

    def test_in_a_circle(self, script):
        """A server that points at itself is given up."""
        for _ in range(12):
            script.answer(status=302, Location="/sparql")

        assert "without end" in refused(script.url)

    @pytest.mark.parametrize("target", ["file:///etc/passwd", "ftp://127.0.0.1/x"])
    def test_not_out_of_the_web(self, script, target):
        """A server cannot point at a file of this machine."""
        script.answer(status=302, Location=target)

        assert "no web address" in refused(script.url)


class TestFaults:
    def test_what_the_server_says(self, script):
        """The first line of a plain explanation is passed on, without control characters."""
        script.answer(b"line 3:\x1b[31m no such prefix\nmore", status=400, media_type="text/plain")

        assert "line 3:?[31m no such prefix)" in refused(script.url)

    def test_a_web_page_is_not_passed_on(self, script):
        """HTML explains nothing on one line."""
        script.answer(b"<html>", status=500)

        assert "html" not in refused(script.url)

    @pytest.mark.parametrize(
        ("status", "words"),
        [(304, "HTTP status 304"), (406, "none of the formats"), (415, "format sent")],
    )
    def test_other_statuses(self, script, status, words):
        """Whatever is not a success is an error."""
        script.answer(status=status)

        assert words in refused(script.url)

    def test_headers_that_trickle(self, script):
        """The deadline counts from the first byte, also before the answer proper begins."""

        def trickle(handler):
            handler.wfile.write(b"HTTP/1.0 200 OK\r\n")
            for number in range(200):
                handler.wfile.write(b"X-%d: y\r\n" % number)
                time.sleep(0.05)

        script.answer(trickle)
        start = time.monotonic()

        assert "no answer within 0.2 seconds" in refused(script.url, timeout=0.2)
        assert time.monotonic() - start < 5

    def test_an_upload_that_nobody_reads(self):
        """A server that accepts the connection and then sleeps is given up."""
        with socket.create_server(("127.0.0.1", 0)) as server:
            url = f"http://127.0.0.1:{server.getsockname()[1]}/"

            assert "no answer within" in refused(url, method="PUT", data=b"x" * 10**7, timeout=0.2)

    def test_no_http_at_all(self, script):
        """A server of another kind is no endpoint."""
        script.answer(
            lambda handler: handler.wfile.write(b"220 mail.example.org ESMTP\r\n") and None
        )

        assert "breaks off" in refused(script.url)


class TestAddresses:
    def test_shown_without_secrets(self):
        """Neither password nor query belong in a message."""
        assert shown("http://u:p@x:80/a?token=b#c") == "http://x:80/a"

    @pytest.mark.parametrize("url", ["http://[::1/", "http://x:y/", "x", "javascript:1", ""])
    def test_checked(self, url):
        """Malformed addresses are one-line errors."""
        with pytest.raises(EndpointError):
            check_address(url)
