"""Reading SPARQL text just far enough to find its form and its VALUES blocks."""

from __future__ import annotations

import re

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

# Comments, IRIs and strings come first, so that nothing inside them is taken for syntax.
_TOKEN = re.compile(
    r"""
    (?P<skip> \#[^\n]* | <[^\s<>"{}|\\^`]*>
      | \"{3}(?:[^\\]|\\.)*?\"{3} | '{3}(?:[^\\]|\\.)*?'{3}
      | "(?:[^"\\\n]|\\.)*" | '(?:[^'\\\n]|\\.)*' | [?$]\w+ | [\w-]*:[\w.-]* )
  | (?P<values> \bVALUES\b \s* (?: \( (?P<many>[^()]*) \) | [?$](?P<one>\w+) ) \s* \{ )
  | (?P<close> \} )
  | (?P<word> [A-Za-z]+ )
    """,
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
_FORMS = ("SELECT", "CONSTRUCT", "DESCRIBE", "ASK")


class ValuesBlock:
    """Where a VALUES block stands in a text: its variables and the span of its rows."""

    __slots__ = ("end", "start", "variables")

    def __init__(self, variables: tuple[str, ...], start: int, end: int) -> None:
        self.variables = variables
        self.start = start
        self.end = end


def values_blocks(text: str) -> Iterator[ValuesBlock]:
    """Find every VALUES block of a query.

    Args:
        text: the SPARQL text.

    Yields:
        The blocks, in order.
    """
    opened: tuple[tuple[str, ...], int] | None = None
    for token in _TOKEN.finditer(text):
        if token["values"]:
            names = token["one"] or token["many"]
            opened = (tuple(name.lstrip("?$") for name in names.split()), token.end())
        elif token["close"] and opened is not None:
            yield ValuesBlock(*opened, token.start())
            opened = None


def query_form(text: str) -> str:
    """Tell which form a query has.

    Args:
        text: the SPARQL text.

    Returns:
        SELECT, CONSTRUCT, DESCRIBE or ASK; SELECT if the text names no form, so that the
        store reports the error.
    """
    for token in _TOKEN.finditer(text):
        word = (token["word"] or "").upper()
        if word in _FORMS:
            return word
    return "SELECT"
