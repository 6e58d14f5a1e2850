"""Who asks: passwords come from the environment or a prompt, and go only where they are wanted."""

import base64
import hashlib
import io
from types import SimpleNamespace
from urllib.request import Request

import pytest

from cpsu_kg.errors import EndpointError
from cpsu_kg.stores import credentials
from cpsu_kg.stores.credentials import Authentication, Credentials, digest

MUFASA = Credentials("Mufasa", "Circle of Life")
NONCE = "7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v"
CLIENT_NONCE = "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ"
CHALLENGE = f'Digest realm="http-auth@example.org", qop="auth, auth-int", nonce="{NONCE}"'


@pytest.fixture(autouse=True)
def environment(monkeypatch):
    """Start without credentials."""
    for name in (credentials.USER, credentials.PASSWORD, credentials.TOKEN):
        monkeypatch.delenv(name, raising=False)
    return monkeypatch


class TestEnvironment:
    def test_nothing(self):
        """Without variables there are no credentials."""
        assert credentials.from_environment("http://x/") is None

    def test_user_and_password(self, environment):
        """Both are needed."""
        environment.setenv(credentials.USER, "a")
        assert credentials.from_environment("http://x/") is None

        environment.setenv(credentials.PASSWORD, "b")
        found = credentials.from_environment("http://x/")
        assert (found.user, found.password, found.token) == ("a", "b", "")

    @pytest.mark.parametrize("token", ["тайна", "a\nb"])
    def test_a_token_that_cannot_be_sent(self, environment, token):
        """A token with letters that no header can carry is refused, and not shown."""
        environment.setenv(credentials.TOKEN, token)
        with pytest.raises(EndpointError, match=credentials.TOKEN) as caught:
            credentials.from_environment("http://x/")

        assert token not in str(caught.value)

    def test_repr_tells_nothing(self):
        """Credentials do not show in logs or tracebacks."""
        assert repr(Credentials("user", "secret", "token")) == "Credentials(...)"


class Terminal(io.StringIO):
    def isatty(self):
        """A person is there."""
        return True


class TestPrompt:
    @pytest.fixture
    def terminal(self, monkeypatch):
        """What a person sees who types `reader` and a password."""
        seen = Terminal()
        streams = SimpleNamespace(stdin=Terminal("reader\n"), stderr=seen)
        monkeypatch.setattr(credentials, "sys", streams)
        monkeypatch.setattr("getpass.getpass", lambda prompt: "typed")
        return seen

    def test_asks_for_both(self, terminal):
        """User and password are asked for, with the address that wants them."""
        found = credentials.from_environment_or_prompt("http://x/")

        assert (found.user, found.password) == ("reader", "typed")
        assert "http://x/" in terminal.getvalue()

    def test_asks_for_the_password_only(self, terminal, environment):
        """A user that is known is not asked for."""
        environment.setenv(credentials.USER, "known")
        found = credentials.from_environment_or_prompt("http://x/")

        assert (found.user, found.password) == ("known", "typed")

    def test_nobody_there(self):
        """Without a terminal nothing is asked."""
        assert credentials.from_environment_or_prompt("http://x/") is None


def md5(text):
    """The hash that Digest is named after."""
    return hashlib.md5(text).hexdigest()


def signed(offered, given, url="http://x/path?query=1"):
    """The Authorization header that answers a challenge."""
    authentication = Authentication(lambda shown: given)
    request = Request(url)
    if authentication.learn("http://x/", offered):
        authentication.sign(request)
    return request.get_header("Authorization") or request.unredirected_hdrs.get("Authorization")


class TestAuthentication:
    def test_basic(self):
        """User and password in Base64."""
        scheme, _, value = signed(['Basic realm="x"'], MUFASA).partition(" ")

        assert scheme == "Basic"
        assert base64.b64decode(value) == b"Mufasa:Circle of Life"

    @pytest.mark.parametrize(
        ("algorithm", "response"),
        [
            ("MD5", "8ca523f5e9506fed4657c9700eebdbec"),
            ("SHA-256", "753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1"),
        ],
    )
    def test_digest(self, algorithm, response):
        """The examples of RFC 7616, section 3.9.1."""
        asked = {"realm": "http-auth@example.org", "nonce": NONCE, "algorithm": algorithm}
        asked |= {"qop": "auth, auth-int", "opaque": "FQhe"}
        answer = digest(asked, MUFASA, "GET", "/dir/index.html", 1, CLIENT_NONCE)

        assert f'response="{response}"' in answer
        assert 'opaque="FQhe"' in answer
        assert "qop=auth" in answer
        assert "nc=00000001" in answer

    def test_digest_without_qop(self):
        """The old form, by the formula of RFC 2069, section 2.1.2."""
        answer = digest({"realm": "r", "nonce": "n"}, MUFASA, "GET", "/", 1, "x")
        secret, request = (md5(each) for each in (b"Mufasa:r:Circle of Life", b"GET:/"))

        assert "cnonce" not in answer
        assert f'response="{md5(f"{secret}:n:{request}".encode())}"' in answer

    def test_digest_before_basic(self):
        """The password is not sent where its hash will do."""
        offered = ['Basic realm="x"', CHALLENGE]

        assert signed(offered, MUFASA).startswith("Digest ")

    def test_a_nonce_is_counted(self):
        """Each use of a nonce has its number, so that the server need not ask again."""
        authentication = Authentication(lambda shown: MUFASA)
        authentication.learn("http://x/", [CHALLENGE])
        counts = []
        for _ in range(2):
            request = Request("http://x/")
            authentication.sign(request)
            counts.append("nc=0000000" + request.unredirected_hdrs["Authorization"][-1])

        assert counts == ["nc=00000001", "nc=00000002"]

    def test_an_unknown_algorithm(self):
        """What cannot be computed is not answered; another offer may be."""
        unknown = CHALLENGE + ", algorithm=SHA-512-256"

        assert signed([unknown], MUFASA) is None
        assert signed([unknown, "Basic realm=x"], MUFASA).startswith("Basic ")

    def test_token(self):
        """A token is sent whatever the server offers."""
        assert signed([], Credentials(token="abc")) == "Bearer abc"

    def test_nothing_offered(self):
        """Without a challenge a password is not sent."""
        assert signed([], MUFASA) is None

    def test_no_credentials(self):
        """Without credentials there is no answer, and nobody is asked twice."""
        asked = []
        authentication = Authentication(asked.append)

        assert not authentication.learn("http://x/", ["Basic realm=x"])
        assert not authentication.learn("http://x/", ["Basic realm=x"])
        assert asked == ["http://x/"]
