"""Which graphs a query chooses with FROM. Loaded only for a query that does."""

from __future__ import annotations

import warnings

from cpsu_kg.errors import QueryError
from cpsu_kg.stores.explain import grammar_problem, undeclared_prefix


def graphs_named(query: str) -> list[str]:
    """List the graphs behind FROM and FROM NAMED.

    Args:
        query: the SPARQL text.

    Returns:
        Their IRIs in full.

    Raises:
        QueryError: the text is malformed.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about the parser's own code, not about the query
        from rdflib.plugins.sparql import prepareQuery

        try:
            clauses = prepareQuery(query).algebra.datasetClause or ()
        except Exception:  # whatever the parser stumbles over, the graphs are not known
            problem = undeclared_prefix(query) or grammar_problem(query)
            raise problem or QueryError("its FROM clause cannot be read") from None
    return [str(clause.default or clause.named) for clause in clauses]
