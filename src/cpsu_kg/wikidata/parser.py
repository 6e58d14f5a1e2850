"""Reading a query in the Query Service's dialect: SPARQL 1.1, named subqueries, hints.

`parse` follows the SPARQL 1.1 grammar by recursive descent. It keeps what the rewriting needs
and leaves finer checks to the engine, which reads the rewritten text.
"""

from __future__ import annotations

from cpsu_kg.errors import QueryError
from cpsu_kg.stores.guard import position
from cpsu_kg.wikidata.patterns import PatternReader
from cpsu_kg.wikidata.tree import (
    Expression,
    Group,
    Include,
    Named,
    Nested,
    Query,
    Select,
    Span,
    Term,
)

_AGGREGATES = ("COUNT", "SUM", "MIN", "MAX", "AVG", "SAMPLE", "GROUP_CONCAT")
_FORMS = ("SELECT", "CONSTRUCT", "DESCRIBE", "ASK")


def parse(text: str) -> Query:
    """Read a query.

    Args:
        text: the SPARQL text.

    Returns:
        The query.

    Raises:
        QueryError: it does not follow the grammar.
    """
    try:
        return Parser(text).parse()
    except RecursionError:
        reason = "the query is nested too deeply"
    raise QueryError(reason)


class Parser(PatternReader):
    """The parser of whole queries; the parts below it read patterns and expressions."""

    def parse(self) -> Query:
        """Read all tokens."""
        self._prologue()
        self.query.select = self._query(self.expect_word(*_FORMS).text.upper())
        if self.token.kind != "end":
            raise self.unexpected()
        self._link_includes(self.query)
        return self.query

    def _prologue(self) -> None:
        while word := self.take_word("PREFIX", "BASE"):
            if word.is_word("PREFIX"):
                name = self.token
                if name.kind != "name" or not name.text.endswith(":"):
                    raise self.unexpected()
                self.advance()
                self.query.declared.add(name.text[:-1])
                self.query.prefixes[name.text[:-1]] = self.iri().value
            else:
                self.iri()

    def _query(self, form: str) -> Select:
        select = Select(self.tokens[self.index - 1].start, form)
        outer = getattr(self, "group", None)
        self.group = select.where
        first = self.index
        if form == "SELECT":
            self._select_clause(select)
        elif form == "CONSTRUCT":
            self._template(select)
        elif form == "DESCRIBE":
            while self.token.text == "*" or self.token.kind in ("variable", "iri", "name"):
                _ = self.advance() if self.token.text == "*" else self.term()
        self._want(select, first)
        self._datasets()
        self._named(select)
        if self.token.is_word("WHERE") or self.token.text == "{":
            self.take_word("WHERE")
            select.where = self._group(select.where)
        elif form != "DESCRIBE" and not (form == "CONSTRUCT" and select.where.elements):
            raise self.unexpected()
        self.group = select.where
        first = self.index
        self._modifiers(select)
        self._want(select, first)
        select.end = self.tokens[self.index - 1].end
        if outer is not None:
            self.group = outer
        return select

    def _select_clause(self, select: Select) -> None:
        self.take_word("DISTINCT", "REDUCED")
        if self.take("*"):
            select.star = True
            return
        while self.token.kind == "variable" or self.token.text == "(":
            if self.take("("):
                expression = self.expression()
                self.expect_word("AS")
                self._compute(select, expression)
                self.expect(")")
            else:
                select.projected.append(self.variable())
        if not select.projected:
            raise self.unexpected()

    def _compute(self, select: Select, expression: Expression) -> None:
        place = self.token
        name = self.variable()
        select.projected.append(name)
        select.computed[name] = expression
        select.naming[name] = Term(place.start, place.end, "variable", name)

    def _template(self, select: Select) -> None:
        if self.take_word("WHERE"):  # CONSTRUCT WHERE { the pattern is the template }
            self.index -= 1
            return
        self._group(Group(self.token.start))

    def _want(self, select: Select, first: int) -> None:
        """Note the variables mentioned since a token, but not those given a value by AS."""
        for before, token in zip(
            self.tokens[first - 1 : self.index], self.tokens[first : self.index], strict=False
        ):
            name = token.text[1:]
            if token.kind == "variable" and not before.is_word("AS") and name not in select.wanted:
                select.wanted.append(name)

    def _datasets(self) -> None:
        while self.take_word("FROM"):
            self.take_word("NAMED")
            self.iri()

    def _named(self, select: Select) -> None:
        while start := self.take_word("WITH"):
            self.expect("{")
            self.expect_word("SELECT")
            subquery = self._query("SELECT")
            self.expect("}")
            self.expect_word("AS")
            if self.token.kind != "named":
                raise self.unexpected()
            name = self.advance()
            select.named.append(Named(start.start, name.end, name.text, subquery))

    def _modifiers(self, select: Select) -> None:
        if self.take_word("GROUP"):
            self.expect_word("BY")
            self._conditions()
        if self.take_word("HAVING"):
            self._having(select)
        if self.take_word("ORDER"):
            self.expect_word("BY")
            start = self.token.start
            self._conditions()
            select.ordering = Span(start, self.tokens[self.index - 1].end)
        while self.take_word("LIMIT", "OFFSET"):
            if self.advance().kind != "number":
                self.index -= 1
                raise self.unexpected()
        if self.take_word("VALUES"):
            self.values()

    def _having(self, select: Select) -> None:
        start, before = self.token.start, len(self.query.operations)
        self._conditions()
        end = self.tokens[self.index - 1].end
        aggregates = [each for each in self.query.operations[before:] if each.name in _AGGREGATES]
        select.having = [
            each
            for each in self.query.variables
            if start <= each.start < end and not any(one.holds(each) for one in aggregates)
        ]

    def _conditions(self) -> None:
        stop = ("GROUP", "HAVING", "ORDER", "LIMIT", "OFFSET", "VALUES")
        first = self.index
        while not (self.token.kind == "end" or self.token.text == "}" or self.token.is_word(*stop)):
            self.take_word("ASC", "DESC")
            if self.take("("):
                self.expression()
                if self.take_word("AS"):
                    self.variable()
                self.expect(")")
            else:
                self.constraint()
        if self.index == first:
            raise self.unexpected()

    def subquery(self) -> Select:
        """Read a subquery behind its brace."""
        self.expect_word("SELECT")
        return self._query("SELECT")

    def _link_includes(self, query: Query) -> None:
        known = {named.name: named for select in query.selects() for named in select.named}
        for select in query.selects():
            self._link(select.where, known)

    def _link(self, group: Group, known: dict[str, Named]) -> None:
        for each in group.elements:
            if isinstance(each, Include):
                if each.name not in known:
                    place = position(self.query.text, each.start)
                    raise QueryError(f"there is no subquery WITH {{...}} AS {each.name}", *place)
                each.named = known[each.name]
            elif isinstance(each, Nested):
                self._link(each.group, known)
