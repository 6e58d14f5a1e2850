"""Saying in one line, with the place, why a SPARQL text is malformed. Loaded only then."""

from __future__ import annotations

import re
import warnings

from cpsu_kg.errors import QueryError
from cpsu_kg.stores.guard import position, tokens

_OX_PLACE = re.compile(r"error at (\d+):(\d+): expected (?:one of )?")


def explain(error: Exception, query: str) -> QueryError:
    """Turn the engine's refusal of a query into one line.

    The engine names the furthest place that it reached, often far behind the mistake; rdflib's
    parser, where it finds a mistake too, names the first construct that it could not read.

    Args:
        error: what the engine raised.
        query: the text that it was given.

    Returns:
        The error to raise, with line and column wherever they are known.
    """
    message = str(error)
    match = _OX_PLACE.match(message)
    if not match:
        return QueryError(" ".join(message.split()))
    problem = undeclared_prefix(query) or grammar_problem(query)
    if problem:
        return problem
    return QueryError(_reason(message[match.end() :]), int(match[1]), int(match[2]))


def undeclared_prefix(query: str) -> QueryError | None:
    """Find the first prefix that is used without being declared.

    Args:
        query: the SPARQL text.

    Returns:
        The error to raise, or None.
    """
    declared: set[str] = set()
    before = ""
    for token in tokens(query):
        prefix = token["prefix"]
        if prefix is not None and before == "prefix":
            declared.add(prefix)
        elif prefix is not None and prefix != "_" and prefix not in declared:
            place = position(query, token.start())
            return QueryError(f"the prefix {prefix}: is not declared", *place)
        before = token[0].lower()
    return None


def grammar_problem(query: str) -> QueryError | None:
    """Find the first construct that the SPARQL 1.1 grammar has no place for.

    Args:
        query: the SPARQL text.

    Returns:
        The error to raise, or None if the grammar is kept.
    """
    from pyparsing import ParseBaseException

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about the parser's own code, not about the query
        from rdflib.plugins.sparql.parser import parseQuery

        try:
            parseQuery(query)
        except ParseBaseException as error:
            place = position(query, error.loc)
            word = re.match(r"[?$]?\w+|\S", query[error.loc :])
            found = f"cannot read on from {word[0]!r}" if word else "the query ends too early"
            return QueryError(found, *place)
        except RecursionError:
            return QueryError("the query is nested too deeply")
    return None


def _reason(expected: str) -> str:
    # Quoted or capital words are rules of the grammar; what reads like a sentence is a reason.
    sentence = re.search(r"(?:^|, )([A-Za-z]+ [^,\"'\[\]]*)(?:,|$)", expected)
    return sentence[1] if sentence else "the query is malformed"
