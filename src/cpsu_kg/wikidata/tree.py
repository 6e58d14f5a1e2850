"""What a parsed query is made of: only as much as its rewriting needs, each with its place."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator


class Span:
    """Something that stands from `start` to `end` in the text."""

    def __init__(self, start: int, end: int) -> None:
        self.start = start
        self.end = end

    def holds(self, other: Span) -> bool:
        """Tell whether another thing stands inside it."""
        return self.start <= other.start and other.end <= self.end


class Term(Span):
    """A subject, predicate or object.

    `kind` is variable, iri, literal or node (a path, a list or a blank node); `value` is the
    name of the variable, the full IRI, or the characters of the literal; `datatype` that of a
    literal, empty if it has none.
    """

    def __init__(self, start: int, end: int, kind: str, value: str = "") -> None:
        super().__init__(start, end)
        self.kind = kind
        self.value = value
        self.datatype = ""


class Triples(Span):
    """Triple patterns with one subject; `end` is behind the dot if there is one.

    `pairs` holds predicates and objects, `variables` all that are mentioned.
    """

    def __init__(self, start: int, subject: Term) -> None:
        super().__init__(start, subject.end)
        self.subject = subject
        self.pairs: list[tuple[Term, Term]] = []
        self.variables: set[str] = set()

    def visible(self) -> set[str]:
        """Variables that it can bind."""
        return self.variables


class Binding(Span):
    """BIND or VALUES, which bind variables without patterns; or FILTER, which binds none."""

    def __init__(self, start: int, end: int, variables: set[str]) -> None:
        super().__init__(start, end)
        self.variables = variables

    def visible(self) -> set[str]:
        """Variables that it can bind."""
        return self.variables


class Nested(Span):
    """A group inside a group: bare, OPTIONAL, UNION, GRAPH; or one that binds nothing outside.

    `hidden` is true for MINUS and for EXISTS in a filter.
    """

    def __init__(self, start: int, group: Group, *, hidden: bool = False) -> None:
        super().__init__(start, group.end)
        self.group = group
        self.hidden = hidden
        self.variables: set[str] = set()

    def visible(self) -> set[str]:
        """Variables that it can bind outside of itself."""
        return set() if self.hidden else self.variables | self.group.visible()


class Service(Span):
    """SERVICE: `iri` is the full IRI of the service, or how it was written if a variable."""

    def __init__(self, start: int, iri: str, group: Group) -> None:
        super().__init__(start, group.end)
        self.iri = iri
        self.group = group

    def visible(self) -> set[str]:
        """Nothing: what the label service binds is added when it is rewritten."""
        return set()


class Group(Span):
    """Braces with patterns between them.

    `added` are variables that rewriting makes it bind, `closing` the text that does so.
    """

    def __init__(self, start: int) -> None:
        super().__init__(start, start)
        self.elements: list[Triples | Binding | Nested | Service | Select | Include] = []
        self.added: set[str] = set()
        self.closing: list[str] = []

    def visible(self) -> set[str]:
        """Variables that it can bind."""
        return self.added.union(*(each.visible() for each in self.elements))


class Select(Span):
    """A query or subquery.

    `form` is SELECT, CONSTRUCT, ASK or DESCRIBE; `star` tells `SELECT *`; `projected` are the
    variables that leave it; `wanted` those that its head and its modifiers mention, in order;
    `computed` the expressions of its head by the name they get, `naming` the places of the
    names; `having` the variables of HAVING outside of aggregates, `ordering` the place of
    ORDER BY.
    """

    def __init__(self, start: int, form: str) -> None:
        super().__init__(start, start)
        self.form = form
        self.star = False
        self.projected: list[str] = []
        self.wanted: list[str] = []
        self.computed: dict[str, Expression] = {}
        self.naming: dict[str, Term] = {}
        self.ordering = Span(start, start)
        self.having: list[Term] = []
        self.named: list[Named] = []
        self.where = Group(start)

    def visible(self) -> set[str]:
        """Variables that it can bind outside of itself."""
        return self.where.visible() if self.star else set(self.projected)


class Named(Span):
    """`WITH { SELECT ... } AS %name`."""

    def __init__(self, start: int, end: int, name: str, select: Select) -> None:
        super().__init__(start, end)
        self.name = name
        self.select = select


class Include(Span):
    """`INCLUDE %name`; `named` is found once the whole query was read."""

    def __init__(self, start: int, end: int, name: str) -> None:
        super().__init__(start, end)
        self.name = name
        self.named: Named | None = None

    def visible(self) -> set[str]:
        """Variables that the subquery can bind."""
        return self.named.select.visible() if self.named else set()


class Expression(Span):
    """An expression; `type` is number, text, date, truth or unknown, as far as its form tells."""

    def __init__(self, start: int, end: int, type: str = "unknown") -> None:
        super().__init__(start, end)
        self.type = type


class Operation(Span):
    """A place where an operator or function stands that the service treats in its own way."""

    def __init__(self, start: int, end: int, name: str, operands: list[Expression]) -> None:
        super().__init__(start, end)
        self.name = name
        self.operands = operands


class Query:
    """A whole query: its text, its outermost part, and the places found in expressions.

    `hints` are triples of the namespace `hint:`; `literals` those typed as dates and times;
    `variables` are all variables, wherever they stand; `implied` the prefixes used without being
    among the `declared`.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.select = Select(0, "")
        self.operations: list[Operation] = []
        self.hints: list[Triples] = []
        self.literals: list[Term] = []
        self.variables: list[Term] = []
        self.prefixes: dict[str, str] = {}
        self.declared: set[str] = set()
        self.implied: set[str] = set()

    def selects(self) -> Iterator[Select]:
        """Yield the query and its subqueries, inner ones first."""
        yield from _selects(self.select)


def _selects(select: Select) -> Iterator[Select]:
    for named in select.named:
        yield from _selects(named.select)
    yield from _selects_in(select.where)
    yield select


def _selects_in(group: Group) -> Iterator[Select]:
    for each in group.elements:
        if isinstance(each, Select):
            yield from _selects(each)
        elif isinstance(each, (Nested, Service)):
            yield from _selects_in(each.group)
