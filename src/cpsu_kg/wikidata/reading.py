"""Walking over the tokens of a query: what every part of the parser needs."""

from __future__ import annotations

from cpsu_kg.errors import QueryError
from cpsu_kg.stores.guard import position
from cpsu_kg.wikidata.prefixes import PREFIXES
from cpsu_kg.wikidata.tokens import Token, string_value, tokens
from cpsu_kg.wikidata.tree import Query, Term

_DATES = tuple("http://www.w3.org/2001/XMLSchema#" + name for name in ("date", "dateTime"))


class Reader:
    """A place in the list of tokens, and the query that is being put together."""

    def __init__(self, text: str) -> None:
        """Start at the first token.

        Args:
            text: the SPARQL text.

        Raises:
            QueryError: something in it is no token.
        """
        self.query = Query(text)
        self.query.prefixes.update(PREFIXES)
        self.tokens = tokens(text)
        self._note_variables()
        self.index = 0

    @property
    def token(self) -> Token:
        """The token to be read next."""
        return self.tokens[self.index]

    def peek(self) -> Token:
        """The token behind the next."""
        return self.tokens[min(self.index + 1, len(self.tokens) - 1)]

    def advance(self) -> Token:
        """Read a token."""
        token = self.token
        if token.kind == "end":
            raise self.unexpected()
        self.index += 1
        return token

    def take(self, sign: str) -> Token | None:
        """Read a sign if it is the next token."""
        token = self.token
        return self.advance() if token.kind == "sign" and token.text == sign else None

    def take_word(self, *words: str) -> Token | None:
        """Read a keyword if it is the next token."""
        return self.advance() if self.token.is_word(*words) else None

    def split_iri(self) -> None:
        """Read `<` as less-than where no IRI can stand, as in `?a<?b && ?c>?d`."""
        start = self.token.start
        sign = Token("sign", "<", start, start + 1)
        self.tokens[self.index :] = [sign, *tokens(self.query.text, start + 1)]
        self._note_variables()

    def _note_variables(self) -> None:
        self.query.variables = [
            Term(token.start, token.end, "variable", token.text[1:])
            for token in self.tokens
            if token.kind == "variable"
        ]

    def expect(self, sign: str) -> Token:
        """Read a sign that must be there."""
        token = self.take(sign)
        if token is None:
            raise self.unexpected()
        return token

    def expect_word(self, *words: str) -> Token:
        """Read a keyword that must be there."""
        token = self.take_word(*words)
        if token is None:
            raise self.unexpected()
        return token

    def variable(self) -> str:
        """Read a variable and give its name."""
        if self.token.kind != "variable":
            raise self.unexpected()
        return self.advance().text[1:]

    def iri(self) -> Term:
        """Read an IRI or a prefixed name."""
        token = self.token
        if token.kind == "iri":
            self.advance()
            return Term(token.start, token.end, "iri", token.text[1:-1])
        if token.kind != "name":
            raise self.unexpected()
        prefix, _, local = token.text.partition(":")
        if prefix not in self.query.prefixes:
            place = position(self.query.text, token.start)
            raise QueryError(f"the prefix {prefix}: is not declared", *place)
        self.advance()
        if prefix not in self.query.declared:
            self.query.implied.add(prefix)
        full = self.query.prefixes[prefix] + local.replace("\\", "")
        return Term(token.start, token.end, "iri", full)

    def literal(self) -> Term:
        """Read a string with its language or datatype."""
        token = self.token
        if token.kind != "string":
            raise self.unexpected()
        self.advance()
        term = Term(token.start, token.end, "literal", string_value(token))
        if self.token.kind == "language":
            term.end = self.advance().end
        elif self.take("^^"):
            datatype = self.iri()
            term.end, term.datatype = datatype.end, datatype.value
            if term.datatype in _DATES:
                self.query.literals.append(term)
        return term

    def unexpected(self) -> QueryError:
        """Say that the next token has no place here."""
        token = self.token
        text = self.query.text
        if token.kind == "end":
            return QueryError("the query ends too early", *position(text, len(text.rstrip())))
        return QueryError(f"cannot read on from {token.text!r}", *position(text, token.start))
