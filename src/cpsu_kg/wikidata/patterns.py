"""Reading group graph patterns: triples with their paths, and all that stands in braces."""

from __future__ import annotations

from abc import abstractmethod

from cpsu_kg.wikidata.expressions import ExpressionReader
from cpsu_kg.wikidata.tree import Binding, Group, Include, Nested, Service, Term, Triples

TYPE_CHECKING = False
if TYPE_CHECKING:
    from cpsu_kg.wikidata.tree import Select

HINT = "http://www.bigdata.com/queryHints#"
_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"


class PatternReader(ExpressionReader):
    """The part of the parser that reads patterns."""

    def _group(self, group: Group) -> Group:
        """Read from a brace to the brace that closes it."""
        outer = getattr(self, "group", group)
        group.start = self.expect("{").start
        self.group = group
        if self.token.is_word("SELECT"):
            group.elements.append(self.subquery())
        while self.token.text != "}":
            self._element(group)
            self.take(".")
        group.end = self.expect("}").end
        self.group = outer
        return group

    def _element(self, group: Group) -> None:
        start = self.token.start
        if self.token.text == "{":
            self._union(group)
        elif self.take_word("OPTIONAL"):
            group.elements.append(Nested(start, self.nested_group()))
        elif self.take_word("MINUS"):
            group.elements.append(Nested(start, self.nested_group(), hidden=True))
        elif self.take_word("GRAPH"):
            name = self.term()
            nested = Nested(start, self.nested_group())
            if name.kind == "variable":
                nested.variables.add(name.value)
            group.elements.append(nested)
        elif self.take_word("SERVICE"):
            self.take_word("SILENT")
            name = self.term()
            shown = name.value if name.kind == "iri" else f"?{name.value}"
            group.elements.append(Service(start, shown, self.nested_group()))
        else:
            self._plain_element(group, start)

    def _plain_element(self, group: Group, start: int) -> None:
        if self.take_word("FILTER"):
            self.constraint()
            group.elements.append(Binding(start, self.tokens[self.index - 1].end, set()))
        elif self.take_word("BIND"):
            self.expect("(")
            self.expression()
            self.expect_word("AS")
            name = self.variable()
            group.elements.append(Binding(start, self.expect(")").end, {name}))
        elif self.take_word("VALUES"):
            names = self.values()
            group.elements.append(Binding(start, self.tokens[self.index - 1].end, names))
        elif self.take_word("INCLUDE"):
            if self.token.kind != "named":
                raise self.unexpected()
            name_token = self.advance()
            group.elements.append(Include(start, name_token.end, name_token.text))
        else:
            self._triples(group)

    def _union(self, group: Group) -> None:
        start = self.token.start
        group.elements.append(Nested(start, self.nested_group()))
        while self.take_word("UNION"):
            start = self.token.start
            group.elements.append(Nested(start, self.nested_group()))

    def constraint(self) -> None:
        """Read what stands behind FILTER: brackets or a call."""
        if self.token.kind == "sign" and self.token.text != "(":
            raise self.unexpected()
        self.primary()

    def values(self) -> set[str]:
        """Read what stands behind VALUES and give its variables."""
        names: set[str] = set()
        many = self.take("(")
        while self.token.kind == "variable":
            names.add(self.variable())
        if many:
            self.expect(")")
        elif len(names) != 1:
            raise self.unexpected()
        self.expect("{")
        while not self.take("}"):
            if not (self.take("(") or self.take(")") or self.take_word("UNDEF")):
                self.term()
        return names

    def _triples(self, group: Group) -> None:
        subject_open = self.token.text in ("[", "(")
        triples = Triples(self.token.start, Term(0, 0, "node"))
        triples.subject = self._node(triples)
        if not (subject_open and self.token.text in (".", "}")):
            self._predicates(triples)
        triples.end = self.tokens[self.index - 1].end
        if triples.subject.kind == "iri" and triples.subject.value.startswith(HINT):
            if self.token.text == ".":
                triples.end = self.advance().end
            self.query.hints.append(triples)
        else:
            group.elements.append(triples)

    def _predicates(self, triples: Triples) -> None:
        while True:
            verb = self._verb(triples)
            triples.pairs.append((verb, self._node(triples)))
            while self.take(","):
                triples.pairs.append((verb, self._node(triples)))
            while self.take(";"):
                pass
            if self.tokens[self.index - 1].text != ";" or not self._at_verb():
                return

    def _at_verb(self) -> bool:
        token = self.token
        return (
            token.kind in ("variable", "iri", "name")
            or token.is_word("A")
            or (token.kind == "sign" and token.text in ("^", "!", "("))
        )

    def _verb(self, triples: Triples) -> Term:
        if self.token.kind == "variable":
            return self._node(triples)
        first = self.index
        self._path()
        if self.index == first + 1:
            token = self.tokens[first]
            if token.text == "a":
                return Term(token.start, token.end, "iri", _TYPE)
            self.index = first
            return self.iri()
        return Term(self.tokens[first].start, self.tokens[self.index - 1].end, "node")

    def _path(self) -> None:
        self._path_step()
        while self.take("|") or self.take("/"):
            self._path_step()

    def _path_step(self) -> None:
        while self.take("^") or self.take("!"):
            pass
        if self.take("("):
            if self.token.text != ")":
                self._path()
            self.expect(")")
        elif not self.take_word("A"):
            self.iri()
        while self.take("*") or self.take("+") or self.take("?"):
            pass

    def _node(self, triples: Triples) -> Term:
        """Read a term, a list or a blank node with its properties, and note its variables."""
        token = self.token
        if self.take("["):
            if self.token.text != "]":
                inner = Triples(token.start, Term(token.start, token.end, "node"))
                self._predicates(inner)
                triples.variables |= inner.variables
            return Term(token.start, self.expect("]").end, "node")
        if self.take("("):
            while self.token.text != ")":
                self._node(triples)
            return Term(token.start, self.expect(")").end, "node")
        term = self.term()
        if term.kind == "variable":
            triples.variables.add(term.value)
        return term

    def term(self) -> Term:
        """Read a variable, IRI or literal."""
        token = self.token
        if token.kind == "variable":
            return Term(token.start, token.end, "variable", self.variable())
        if token.kind in ("iri", "name"):
            return self.iri()
        if token.kind == "string":
            return self.literal()
        self.take("-") or self.take("+")
        if self.token.kind in ("number", "blank") or self.token.is_word("TRUE", "FALSE"):
            return Term(token.start, self.advance().end, "node")
        raise self.unexpected()

    def nested_group(self) -> Group:
        """Read a group, in braces, with a subquery or patterns inside."""
        return self._group(Group(self.token.start))

    @abstractmethod
    def subquery(self) -> Select:
        """Read a subquery; see the parser."""
