"""Reading SPARQL expressions, and noting where the service has rules of its own."""

from __future__ import annotations

from abc import ABC, abstractmethod

from cpsu_kg.wikidata.reading import Reader
from cpsu_kg.wikidata.tree import Expression, Nested, Operation

TYPE_CHECKING = False
if TYPE_CHECKING:
    from cpsu_kg.wikidata.tokens import Token
    from cpsu_kg.wikidata.tree import Group

_XSD = "http://www.w3.org/2001/XMLSchema#"
_NUMBERS = {
    *("ABS", "AVG", "CEIL", "COUNT", "DAY", "FLOOR", "HOURS", "MINUTES", "MONTH", "RAND"),
    *("ROUND", "SECONDS", "STRLEN", "SUM", "YEAR"),
    *(_XSD + name for name in ("integer", "decimal", "double", "float", "int", "long")),
}
_TEXTS = {
    *("CONCAT", "ENCODE_FOR_URI", "GROUP_CONCAT", "LANG", "LCASE", "MD5", "REPLACE", "SHA1"),
    *("SHA256", "SHA384", "SHA512", "STR", "STRAFTER", "STRBEFORE", "STRLANG", "STRUUID"),
    *("SUBSTR", "TZ", "UCASE", _XSD + "string"),
}
_DATES = {"NOW", _XSD + "date", _XSD + "dateTime"}
_ORDERS = ("<", ">", "<=", ">=")


class ExpressionReader(Reader, ABC):
    """The part of the parser that reads expressions."""

    group: Group

    def expression(self) -> Expression:
        """Read an expression."""
        left = self._conjunction()
        while self.take("||"):
            left = Expression(left.start, self._conjunction().end, "truth")
        return left

    def _conjunction(self) -> Expression:
        left = self._relation()
        while self.take("&&"):
            left = Expression(left.start, self._relation().end, "truth")
        return left

    def _relation(self) -> Expression:
        left = self._sum()
        if self.token.kind == "iri":
            self.split_iri()
        for sign in ("=", "!=", *_ORDERS):
            if self.take(sign):
                right = self._sum()
                return self._note(sign, left, right, "truth")
        negated = self.token.is_word("NOT") and self.peek().is_word("IN")
        if negated:
            self.advance()
        if self.take_word("IN"):
            end = self._arguments()[1]
            return Expression(left.start, end, "truth")
        return left

    def _sum(self) -> Expression:
        left = self._product()
        while self.token.text in ("+", "-") and self.token.kind == "sign":
            sign = self.advance().text
            left = self._note(sign, left, self._product(), "unknown")
        return left

    def _product(self) -> Expression:
        left = self._unary()
        while self.token.text in ("*", "/") and self.token.kind == "sign":
            self.advance()
            left = Expression(left.start, self._unary().end, "number")
        return left

    def _unary(self) -> Expression:
        start = self.token.start
        if self.take("!"):
            return Expression(start, self._unary().end, "truth")
        if self.take("-") or self.take("+"):
            return Expression(start, self._unary().end, "number")
        return self.primary()

    def primary(self) -> Expression:
        """Read a value, a call, or an expression in brackets."""
        token = self.token
        if self.take("("):
            inner = self.expression()
            return Expression(token.start, self.expect(")").end, inner.type)
        if token.kind == "variable":
            self.advance()
            return Expression(token.start, token.end)
        if token.kind == "number":
            self.advance()
            return Expression(token.start, token.end, "number")
        if token.is_word("TRUE", "FALSE"):
            self.advance()
            return Expression(token.start, token.end, "truth")
        if token.kind == "string":
            literal = self.literal()
            return Expression(token.start, literal.end, _literal_type(literal.datatype))
        return self._call(token)

    def _call(self, token: Token) -> Expression:
        if token.kind in ("iri", "name"):
            name = self.iri().value
            if self.token.text != "(":
                return Expression(token.start, token.end)
        elif token.is_word("EXISTS", "NOT"):
            return self._exists(token)
        elif token.kind == "word":
            name = self.advance().text.upper()
        else:
            raise self.unexpected()
        operands, end = self._arguments()
        kind = _result_type(name)
        call = Operation(token.start, end, name, operands)
        self.query.operations.append(call)
        return Expression(token.start, end, kind)

    def _exists(self, token: Token) -> Expression:
        self.take_word("NOT")
        self.expect_word("EXISTS")
        nested = Nested(token.start, self.nested_group(), hidden=True)
        self.group.elements.append(nested)
        return Expression(token.start, nested.end, "truth")

    def _arguments(self) -> tuple[list[Expression], int]:
        """Read what stands in brackets behind a function, an aggregate or IN."""
        self.expect("(")
        found: list[Expression] = []
        self.take_word("DISTINCT")
        while self.token.text != ")":
            if self.token.text == "*" and self.token.kind == "sign":
                self.advance()
            elif self.take(";"):
                self.expect_word("SEPARATOR")
                self.expect("=")
                self.literal()
            else:
                found.append(self.expression())
            if not self.take(",") and self.token.text not in (")", ";"):
                raise self.unexpected()
        return found, self.expect(")").end

    def _note(self, sign: str, left: Expression, right: Expression, type: str) -> Expression:
        self.query.operations.append(Operation(left.start, right.end, sign, [left, right]))
        if type == "unknown" and "number" in (left.type, right.type):
            type = "number"
        return Expression(left.start, right.end, type)

    @abstractmethod
    def nested_group(self) -> Group:
        """Read a group; see the parser."""


def _literal_type(datatype: str) -> str:
    if not datatype:
        return "text"
    if datatype in (_XSD + "date", _XSD + "dateTime"):
        return "date"
    return "number" if datatype in _NUMBERS else "unknown"


def _result_type(name: str) -> str:
    for type, names in (("number", _NUMBERS), ("text", _TEXTS), ("date", _DATES)):
        if name in names:
            return type
    return "unknown"
