"""What a canned query says of itself: the `#+` lines at the top of its file.

    #+ summary: Who held what on a day
    #+ description: A longer text, which may
    #+   go on in further lines.
    #+ tags: office, date
    #+ lists: sources
    #+ param: date period required example=1953-03-10 "Day, month or year asked about"

`lists` names the columns that hold several values, joined by blanks.
"""

from __future__ import annotations

import re

from cpsu_kg.errors import QueryError
from cpsu_kg.queries.parameters import Parameter

_LINE = re.compile(r"#\+ (?:(?P<key>[a-z]+): *)?(?P<text>.*)")
_PARAMETER = re.compile(
    r"(?P<name>\w+) +(?P<kind>[a-z]+) +(?:(?P<required>required)|default=(?P<default>\S*))"
    r' +example=(?P<example>\S+) +"(?P<help>[^"]+)"'
)


class Header:
    """The documentation of one canned query."""

    __slots__ = ("description", "lists", "parameters", "summary", "tags")

    def __init__(self, fields: dict[str, list[str]]) -> None:
        """Sort the fields of a header.

        Args:
            fields: the texts of the `#+` lines by key.

        Raises:
            QueryError: a parameter line is malformed.
        """
        self.summary = " ".join(fields.get("summary", []))
        self.description = " ".join(fields.get("description", []))
        self.tags = _words(fields.get("tags", []))
        self.lists = frozenset(_words(fields.get("lists", [])))
        self.parameters = {each.name: each for each in map(_parameter, fields.get("param", []))}


def parse(text: str) -> Header:
    """Read the header of a query.

    Args:
        text: the whole text of the file.

    Returns:
        The header; what the file does not say is empty.

    Raises:
        QueryError: a header line is malformed.
    """
    fields: dict[str, list[str]] = {}
    key = ""
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.startswith("#+"):
            break
        match = _LINE.fullmatch(line)
        if match is None or not (match["key"] or key):
            raise QueryError(f"malformed header line {line!r}", number, 1)
        if match["key"]:
            key = match["key"]
            fields.setdefault(key, []).append(match["text"].strip())
        else:
            fields[key][-1] += " " + match["text"].strip()
    return Header(fields)


def _parameter(text: str) -> Parameter:
    match = _PARAMETER.fullmatch(text)
    if match is None:
        raise QueryError(f"malformed parameter line {text!r}")
    return Parameter(
        match["name"],
        match["kind"],
        match["default"] or None,
        bool(match["required"]),
        match["example"],
        match["help"],
    )


def _words(texts: list[str]) -> list[str]:
    return [word for text in texts for word in re.split(r"[,\s]+", text) if word]
