"""Cutting a SPARQL text into tokens that know where they stand."""

from __future__ import annotations

import re

from cpsu_kg.errors import QueryError
from cpsu_kg.stores.guard import position

# Names follow the SPARQL 1.1 grammar, a little more freely; the engine checks them once more.
# `%name` is Blazegraph's: the name of a subquery declared with WITH.
_TOKEN = r"""
    (?P<space> (?: \s+ | \#[^\n\r]* )+ )
  | (?P<iri> <[^\s<>"{}|\\^`]*> )
  | (?P<string> \"{3}(?:[^\\]|\\.)*?\"{3} | '{3}(?:[^\\]|\\.)*?'{3}
      | "(?:[^"\\\n\r]|\\.)*" | '(?:[^'\\\n\r]|\\.)*' )
  | (?P<language> @[A-Za-z]+(?:-[A-Za-z0-9]+)* )
  | (?P<variable> [?$]\w+ )
  | (?P<number> (?: \d+\.\d*[eE][+-]?\d+ | \d*\.\d+(?:[eE][+-]?\d+)? | \d+(?:[eE][+-]?\d+)? ) )
  | (?P<named> %\w+ )
  | (?P<blank> _:\w(?:[\w.·-]*[\w·-])? )
  | (?P<name> (?:[^\W\d_](?:[\w.·-]*[\w·-])?)? :
      (?: (?:[\w:]|%[0-9A-Fa-f]{2}|\\[_~.!$&'()*+,;=/?\#@%-])
          (?: (?:[\w:.·-]|%[0-9A-Fa-f]{2}|\\[_~.!$&'()*+,;=/?\#@%-])*
              (?:[\w:·-]|%[0-9A-Fa-f]{2}|\\[_~.!$&'()*+,;=/?\#@%-]) )? )? )
  | (?P<word> [A-Za-z][A-Za-z0-9_]* )
  | (?P<sign> \^\^ | && | \|\| | != | <= | >= | [-=<>!+*/|^(){}\[\],;.?] )
"""
_ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))", re.DOTALL)
_ESCAPED = {"t": "\t", "b": "\b", "n": "\n", "r": "\r", "f": "\f"}


class Token:
    """One token: what kind it is, its text, and where it begins and ends."""

    __slots__ = ("end", "kind", "start", "text")

    def __init__(self, kind: str, text: str, start: int, end: int) -> None:
        self.kind = kind
        self.text = text
        self.start = start
        self.end = end

    def is_word(self, *words: str) -> bool:
        """Tell whether it is one of these words, however they are capitalised."""
        return self.kind == "word" and self.text.upper() in words


def tokens(query: str, place: int = 0) -> list[Token]:
    """Cut a query into tokens.

    Args:
        query: the SPARQL text.
        place: where to begin.

    Returns:
        The tokens without blanks and comments; the last one is of kind `end`.

    Raises:
        QueryError: something is no token.
    """
    pattern = re.compile(_TOKEN, re.VERBOSE | re.DOTALL)
    found: list[Token] = []
    while place < len(query):
        match = pattern.match(query, place)
        if match is None:
            word = query[place : place + 20].split()[0]
            raise QueryError(f"cannot read on from {word!r}", *position(query, place))
        if match.lastgroup != "space":
            found.append(Token(match.lastgroup or "", match[0], place, match.end()))
        place = match.end()
    found.append(Token("end", "", place, place))
    return found


def string_value(token: Token) -> str:
    """Give the characters that a string token stands for."""
    width = 3 if token.text[:3] in ('"""', "'''") and len(token.text) >= 6 else 1
    return _ESCAPE.sub(_unescape, token.text[width:-width])


def _unescape(match: re.Match[str]) -> str:
    code = match[1] or match[2]
    return chr(int(code, 16)) if code else _ESCAPED.get(match[3], match[3])
