"""QuickStatements V1: commands that add what is missing there, for human review.

Nothing is ever replaced or removed. The rules are those of the tool's own parser: columns between
tabs; strings between quotation marks, with no way to escape one and no need to; a statement is
found again by item, property and value alone. The client library there is for this format writes
tabs inside strings, and knows no second reference, so this small writer stands in its place.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING
from urllib.parse import quote

from cpsu_kg.wikidata.contribution.pack import OUR_WORK, Pack
from cpsu_kg.wikidata.diff.model import Reference, Statement, Value, is_qid

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cpsu_kg.wikidata.diff import Diff, Difference

IDENTIFIERS = ("P214", "P227")  # they are their own reference
WIKIS = "C"  # the grade of sources that would only give Wikipedia's word back

_LONGEST = 1500  # of a string on Wikidata
_REFERENCES = 3
_ADDRESS = "%/:?#[]@!$&'()*+,;=~-._"


def quickstatements(diff: Diff) -> Pack:
    """Write the commands that a comparison suggests.

    Args:
        diff: the comparison.

    Returns:
        The commands, one a line, and how many differences are left out, by reason.
    """
    lines: dict[str, None] = {}
    left_out: Counter[str] = Counter()
    for each in diff:
        if each.kind in OUR_WORK:
            continue
        reason = _refusal(each)
        if reason:
            left_out[reason] += 1
        else:
            lines.update(dict.fromkeys("\t".join(columns) for columns in _commands(each)))
    return Pack("".join(line + "\n" for line in lines), len(lines), left_out)


def value_column(value: Value) -> str:
    """Write a value as a column.

    Args:
        value: of an item with a QID, a date or a text.

    Returns:
        The QID; the date with its precision, Gregorian; or the text in quotation marks.
    """
    if value.kind == "time":
        year, month, day = value.text.rsplit("-", 2)
        month = month if value.precision >= 10 else "00"
        day = day if value.precision >= 11 else "00"
        sign = "" if year.startswith("-") else "+"
        return f"{sign}{year}-{month}-{day}T00:00:00Z/{value.precision}"
    return value.text if value.kind == "item" else string_column(value.text)


def string_column(text: str) -> str:
    """Write a text as a column.

    Args:
        text: the text.

    Returns:
        It in quotation marks; what separates columns and commands made harmless.
    """
    plain = re.sub(r"\s+", " ", text).strip().replace("||", "| |")
    return f'"{plain[:_LONGEST].rstrip()}"'


def _refusal(difference: Difference) -> str:
    """Say why a difference gives no command; empty if it gives one."""
    kind, statement = difference.kind, difference.statement_here
    if kind == "label":
        return "an alias there already" if difference.note else ""
    if kind == "less-precise-there" and difference.qualifier:
        return "a qualifier cannot be replaced"
    if kind not in ("missing-there", "less-precise-there") or statement is None:
        return "what stands there cannot be changed by adding"
    if not statement.value.shared:
        return "what it speaks of has no QID"
    if difference.qualifier and difference.rivals != 1:
        return "several statements there have this value"
    if not difference.qualifier and difference.rivals:
        return "a statement there has this value for another time"
    if statement.property not in IDENTIFIERS and not usable(statement):
        return "no source but wikis has an address"
    return ""


def _commands(difference: Difference) -> Iterator[list[str]]:
    if difference.kind == "label":
        assert difference.here is not None
        letter = "L" if difference.there is None else "A"
        text = string_column(difference.here.text)
        yield [difference.item, letter + difference.qualifier, text]
        return
    statement = difference.statement_here
    assert statement is not None and difference.here is not None
    columns = [difference.item, statement.property, value_column(statement.value)]
    qualifiers = statement.qualifiers
    if difference.qualifier:
        qualifiers = {difference.qualifier: [difference.here]}
    said = [
        column
        for property, values in sorted(qualifiers.items(), key=lambda each: int(each[0][1:]))
        for value in values
        if value.shared and value.kind != "unknown"
        for column in (property, value_column(value))
    ]
    references = [_reference(each) for each in usable(statement)[:_REFERENCES]] or [[]]
    yield [*columns, *said, *references[0]]
    # A command has one reference; another one needs the statement said again.
    for each in references[1:]:
        yield [*columns, *each]


def usable(statement: Statement) -> list[Reference]:
    """Choose the references that another project can follow.

    Args:
        statement: a statement of this dataset.

    Returns:
        Those with an address that are no wikis, one for each address, the best first.
    """
    found: dict[str, Reference] = {}
    for each in statement.references:
        if each.url and each.grade != WIKIS:
            found.setdefault(each.url, each)
    return list(found.values())


def _reference(reference: Reference) -> list[str]:
    columns = ["S854", string_column(quote(reference.url, safe=_ADDRESS))]
    if is_qid(reference.source):
        columns = ["S248", reference.source, *columns]
    return columns + (["S958", string_column(reference.section)] if reference.section else [])
