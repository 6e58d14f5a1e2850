"""Who asks: a user with a password, or a token; shown to a server only once it asks for them.

They come from the environment (CPSU_KG_USER and CPSU_KG_PASSWORD, or CPSU_KG_TOKEN) or from a
prompt, never from the command line, and no message holds them.
"""

from __future__ import annotations

import hashlib
import os
import secrets
import sys
from base64 import b64encode
from urllib.request import parse_http_list, parse_keqv_list

from cpsu_kg.errors import EndpointError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from urllib.request import Request

USER, PASSWORD, TOKEN = "CPSU_KG_USER", "CPSU_KG_PASSWORD", "CPSU_KG_TOKEN"
HOW = f"set {USER} and {PASSWORD}, or {TOKEN}"

_HASHES = {"MD5": hashlib.md5, "SHA-256": hashlib.sha256}


class Credentials:
    """A user with a password, or a token."""

    __slots__ = ("password", "token", "user")

    def __init__(self, user: str = "", password: str = "", token: str = "") -> None:
        self.user, self.password, self.token = user, password, token

    def __repr__(self) -> str:
        return "Credentials(...)"


def from_environment(shown: str = "") -> Credentials | None:
    """Read the credentials that the environment holds.

    Args:
        shown: the address that asks for them.

    Returns:
        The credentials, None if there are none.

    Raises:
        EndpointError: the token cannot be sent.
    """
    user, password = os.environ.get(USER, ""), os.environ.get(PASSWORD, "")
    token = os.environ.get(TOKEN, "").strip()
    if not (token.isascii() and token.isprintable()):
        raise EndpointError(shown, f"{TOKEN} holds characters that no token has")
    if token or (user and password):
        return Credentials(user, password, token)
    return None


def from_environment_or_prompt(shown: str) -> Credentials | None:
    """Read the credentials that the environment holds, and ask the person for those missing.

    Args:
        shown: the address that asks for them.

    Returns:
        The credentials, None if there are none and nobody to ask.
    """
    found = from_environment(shown)
    if found or not (sys.stdin.isatty() and sys.stderr.isatty()):
        return found
    from getpass import getpass

    user = os.environ.get(USER, "")
    if not user:
        print(f"User at {shown}: ", end="", file=sys.stderr, flush=True)
        user = sys.stdin.readline().strip()
    return Credentials(user, getpass(f"Password of {user} at {shown}: ")) if user else None


class Authentication:
    """What a server asked for, and the header that answers it."""

    def __init__(self, find: Callable[[str], Credentials | None] = from_environment) -> None:
        """Wait until a server asks.

        Args:
            find: called once, with the server's address, when it does.
        """
        self._find = find
        self._credentials: Credentials | None = None
        self._challenge: tuple[str, dict[str, str]] | None = None
        self._asked = False
        self._uses = 0

    @property
    def known(self) -> bool:
        """Whether there are credentials at all."""
        return self._credentials is not None

    def learn(self, shown: str, offered: Sequence[str]) -> bool:
        """Take note of what a server asks for.

        Args:
            shown: its address.
            offered: the values of its headers `WWW-Authenticate`.

        Returns:
            Whether there is an answer to it.
        """
        if not self._asked:
            self._asked = True
            self._credentials = self._find(shown)
        if self._credentials is None:
            return False
        self._challenge = _choose(offered, self._credentials)
        self._uses = 0
        return self._challenge is not None

    def volunteer(self, shown: str) -> bool:
        """Take a plain refusal for a question, if there is a token: some servers never ask.

        Args:
            shown: the server's address.

        Returns:
            Whether there is an answer to it.
        """
        return not self._asked and bool(os.environ.get(TOKEN)) and self.learn(shown, ())

    def sign(self, request: Request) -> None:
        """Add the header to a request, if the server asked for one before.

        Args:
            request: the request; a redirect to another place does not carry the header on.
        """
        if self._challenge is None or self._credentials is None:
            return
        scheme, details = self._challenge
        given = self._credentials
        if scheme == "bearer":
            value = f"Bearer {given.token}"
        elif scheme == "basic":
            pair = f"{given.user}:{given.password}".encode()
            value = f"Basic {b64encode(pair).decode()}"
        else:
            self._uses += 1
            method, target = request.get_method(), request.selector
            value = digest(details, given, method, target, self._uses, secrets.token_hex(16))
        request.add_unredirected_header("Authorization", value)


def digest(
    asked: Mapping[str, str],
    given: Credentials,
    method: str,
    target: str,
    uses: int,
    client_nonce: str,
) -> str:
    """Compute the answer to a Digest challenge (RFC 7616).

    Args:
        asked: the parameters of the challenge.
        given: user and password.
        method: of the request.
        target: path and query of the request.
        uses: how often the server's nonce was used, this time included.
        client_nonce: a text that nobody can guess.

    Returns:
        The value of the header `Authorization`.
    """
    algorithm = asked.get("algorithm", "MD5")
    make = _HASHES[algorithm.upper().removesuffix("-SESS")]

    def hashed(*parts: str) -> str:
        return make(":".join(parts).encode()).hexdigest()

    realm, nonce = asked.get("realm", ""), asked.get("nonce", "")
    secret = hashed(given.user, realm, given.password)
    if algorithm.upper().endswith("-SESS"):
        secret = hashed(secret, nonce, client_nonce)
    count, request = f"{uses:08x}", hashed(method, target)
    quoted = {"username": given.user, "realm": realm, "nonce": nonce, "uri": target}
    plain = {"algorithm": algorithm} if "algorithm" in asked else {}
    if "auth" in _words(asked.get("qop", "")):
        quoted["response"] = hashed(secret, nonce, count, client_nonce, "auth", request)
        quoted["cnonce"] = client_nonce
        plain |= {"qop": "auth", "nc": count}
    else:
        quoted["response"] = hashed(secret, nonce, request)
    if "opaque" in asked:
        quoted["opaque"] = asked["opaque"]
    parts = [f'{name}="{_escaped(value)}"' for name, value in quoted.items()]
    return "Digest " + ", ".join(parts + [f"{name}={value}" for name, value in plain.items()])


def _choose(offered: Sequence[str], given: Credentials) -> tuple[str, dict[str, str]] | None:
    if given.token:
        return "bearer", {}
    challenges = [_parsed(value) for value in offered]
    for scheme, details in challenges:
        algorithm = details.get("algorithm", "MD5").upper().removesuffix("-SESS")
        if scheme == "digest" and algorithm in _HASHES and given.user.isascii():
            return scheme, details
    return next((each for each in challenges if each[0] == "basic"), None)


def _parsed(value: str) -> tuple[str, dict[str, str]]:
    scheme, _, rest = value.strip().partition(" ")
    pairs = [part for part in parse_http_list(rest) if "=" in part]
    return scheme.lower(), {name.lower(): text for name, text in parse_keqv_list(pairs).items()}


def _words(text: str) -> list[str]:
    return text.replace(",", " ").split()


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"')
