"""Query texts prepared for rdflib once, with the patterns of each join in a good order."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rdflib.plugins.sparql.sparql import Query
    from rdflib.term import Node

    Pattern = tuple[Node, Node, Node]


@lru_cache(maxsize=256)
def prepared(text: str) -> Query:
    """Parse a query that will be asked of many focus nodes.

    rdflib orders the patterns of a join as if nothing were bound. The answer is the same in any
    order, but one that starts from the focus node is found up to a hundred times faster.

    Args:
        text: the query; its variable `this` will be bound.

    Returns:
        What rdflib's `Graph.query` takes instead of the text.
    """
    from rdflib.plugins.sparql import prepareQuery
    from rdflib.plugins.sparql.algebra import traverse

    query = prepareQuery(text)

    def visit(node: Any) -> None:
        if getattr(node, "name", None) == "BGP":
            node["triples"] = ordered(node.triples)

    traverse(query.algebra, visitPost=visit)
    return query


def ordered(patterns: Iterable[Pattern]) -> list[Pattern]:
    """Order the patterns of a join: next always comes the one that leaves the least open.

    Args:
        patterns: the patterns, in which `this` is bound.

    Returns:
        The same patterns.
    """
    from rdflib import Variable

    left, found = list(patterns), []
    known: set[Node] = {Variable("this")}
    while left:
        best = min(left, key=lambda each: _openness(each, known))
        left.remove(best)
        found.append(best)
        known |= _variables(best)
    return found


def _openness(pattern: Pattern, known: set[Node]) -> tuple[int, int]:
    variables = _variables(pattern)
    return len(variables - known), -len(variables & known)


def _variables(pattern: Pattern) -> set[Node]:
    from rdflib import BNode, Variable

    return {each for each in pattern if isinstance(each, BNode | Variable)}
