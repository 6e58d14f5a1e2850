"""What a SPARQL text must not do to this process.

The engine would follow SERVICE to any address, and deep nesting would overflow its stack.
"""

from __future__ import annotations

import re

from pyoxigraph import Store

from cpsu_kg.errors import QueryError, ServiceRefused

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_DEPTH = 150
MAX_OPERATORS = 2000

# Compiled when first used.
_SERVICE = "(?i)servic(e)"
_FROM = r"(?i)\bfrom\b"
# Comments, IRIs and strings come first, so that nothing inside them is taken for syntax.
_TOKEN = r"""(?P<skip> \#[^\n]* | <[^\s<>"{}|\\^`]*> | \\.
      | \"{3}(?:[^\\]|\\.)*?\"{3} | '{3}(?:[^\\]|\\.)*?'{3}
      | "(?:[^"\\\n]|\\.)*" | '(?:[^'\\\n]|\\.)*' )
    | (?P<name> [?$@]\w+ | (?P<prefix> (?:\w[\w.-]*)? ) : [\w.-]* )
    | (?P<word> \w+ )
    | (?P<open> [(\[{] ) | (?P<close> [)\]}] )
    | (?P<operator> [|&!+*/^-] )"""


def check(query: str, *, allow_service: bool = False) -> None:
    """Refuse a query that would fetch from elsewhere or is nested beyond reason.

    Args:
        query: the SPARQL text.
        allow_service: whether it may fetch with SERVICE.

    Raises:
        ServiceRefused: it has a SERVICE clause.
        QueryError: it is malformed around that word, or nested too deeply.
    """
    # Counting characters alone clears nearly every query; only the rest is read closely.
    lowered = query.lower()
    operators = sum(map(query.count, "|&!+*/^-")) + lowered.count("union")
    if sum(map(query.count, "([{")) > MAX_DEPTH or operators > MAX_OPERATORS:
        _refuse_complexity(query)
    if not allow_service and "service" in lowered:
        _refuse_service(query)


def names_graphs(query: str) -> bool:
    """Tell whether a query chooses its own graphs with FROM or FROM NAMED."""
    if not re.search(_FROM, query):
        return False
    return any(token["word"] and token["word"].lower() == "from" for token in tokens(query))


def form(query: str) -> str:
    """Tell which form a query has: the first word after its prologue, in capitals."""
    words = (token["word"].upper() for token in tokens(query) if token["word"])
    return next((word for word in words if word not in ("BASE", "PREFIX")), "")


def tokens(query: str) -> Iterator[re.Match[str]]:
    """Yield names, words, brackets and operators of a query, by the group that matched."""
    # compiled on first use only: most queries are short and plain enough to do without
    found = re.finditer(_TOKEN, query, re.VERBOSE | re.DOTALL)
    return (token for token in found if token.lastgroup != "skip")


def position(text: str, offset: int) -> tuple[int, int]:
    """Turn an offset into line and column, both counted from 1."""
    return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)


def _refuse_complexity(query: str) -> None:
    depth = operators = 0
    for token in tokens(query):
        depth += (token.lastgroup == "open") - (token.lastgroup == "close")
        operators += token.lastgroup == "operator" or token[0].lower() == "union"
        if depth > MAX_DEPTH or operators > MAX_OPERATORS:
            raise QueryError("the query is too complex", *position(query, token.start()))


def _refuse_service(query: str) -> None:
    # The engine's own parser decides: with every "service" misspelt, a text that has the word
    # only in strings, names and comments still parses, and one that has the keyword does not.
    misspelt = re.sub(_SERVICE, lambda match: match[0][:-1] + "x", query)
    try:
        Store().query(misspelt)
    except SyntaxError as error:
        from cpsu_kg.stores.explain import explain, grammar_problem

        for token in tokens(query):
            if re.search(_SERVICE, token["word"] or "") and not grammar_problem(query):
                raise ServiceRefused(*position(query, token.start())) from None
        raise explain(error, query) from None
    except (OSError, RuntimeError):
        return  # it parsed; what fails beyond that will fail again when it is run
