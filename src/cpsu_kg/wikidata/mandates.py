"""The offices of the Wikidata view with their holders, as an editor's tool would read them."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from cpsu_kg.graph import KnowledgeGraph
    from cpsu_kg.queries.rows import Row, Rows, Value

_LENGTHS = {"11": 10, "10": 7, "9": 4}
_ACTING = "http://www.wikidata.org/entity/Q4676846"
_STATEMENTS = "https://w3id.org/cpsu-kg/statement/"

_NAMES = "SELECT ?item ?node { ?item p:P31 ?node }"

_POSITIONS = """
SELECT DISTINCT ?item ?node ?isPosition ?inception ?inceptionPrecision ?abolition
  ?abolitionPrecision ?replaces ?replacedBy ?impliedReplaces ?impliedReplacedBy
WHERE {
  ?item p:P31 ?node . ?node ps:P31 wd:Q4164871 .
  BIND(EXISTS { ?item wdt:P279+ wd:Q4164871 } AS ?isPosition)
  OPTIONAL { ?item p:P571 [ a wikibase:BestRank ; psv:P571
    [ wikibase:timeValue ?inception ; wikibase:timePrecision ?inceptionPrecision ] ] }
  OPTIONAL { ?item p:P576 [ a wikibase:BestRank ; psv:P576
    [ wikibase:timeValue ?abolition ; wikibase:timePrecision ?abolitionPrecision ] ] }
  OPTIONAL { ?item wdt:P1365 ?replaces }
  OPTIONAL { ?item wdt:P1366 ?replacedBy }
  OPTIONAL { ?impliedReplaces wdt:P1366 ?item }
  OPTIONAL { ?impliedReplacedBy wdt:P1365 ?item }
}
ORDER BY ?node
"""

_MANDATES = """
SELECT DISTINCT ?position ?holder ?statement ?start ?startPrecision ?end ?endPrecision
  ?predecessor ?successor ?nature
WHERE {
  ?holder wdt:P31 wd:Q5 ; p:P39 ?statement .
  ?statement ps:P39 ?position .
  FILTER NOT EXISTS { ?statement wikibase:rank wikibase:DeprecatedRank }
  OPTIONAL { ?statement pqv:P580
    [ wikibase:timeValue ?start ; wikibase:timePrecision ?startPrecision ] }
  OPTIONAL { ?statement pqv:P582
    [ wikibase:timeValue ?end ; wikibase:timePrecision ?endPrecision ] }
  OPTIONAL { ?statement pq:P1365|pq:P155 ?predecessor }
  OPTIONAL { ?statement pq:P1366|pq:P156 ?successor }
  OPTIONAL { ?statement pq:P5102 ?nature }
}
ORDER BY ?position DESC(?start) ?holder ?statement
"""


class Day:
    """A date as far as its precision goes, compared the way the tool compares."""

    __slots__ = ("text",)

    def __init__(self, time: str, precision: str) -> None:
        self.text = time[: _LENGTHS[precision]]

    def __str__(self) -> str:
        return self.text

    def compare(self, other: Day) -> int | None:
        """Tell which comes first.

        Args:
            other: another date.

        Returns:
            -1, 0 or 1; None if the precision of one does not allow to tell. A day and a month
            that contains it count as equal.
        """
        one, two = self.text.split("-"), other.text.split("-")
        if len(one) != len(two):
            shared = 1 if one[0] != two[0] else min(len(one), len(two))
            if one[0] == two[0] and shared < 2:
                return None
            one, two = one[:shared], two[:shared]
        return (one > two) - (one < two)


class Mandate:
    """One person's hold of an office; persons and tenures by their short names."""

    __slots__ = ("acting", "end", "holder", "predecessor", "start", "successor", "tenure")

    def __init__(
        self,
        tenure: str,
        holder: str,
        *,
        start: Day | None = None,
        end: Day | None = None,
        predecessor: str | None = None,
        successor: str | None = None,
        acting: bool = False,
    ) -> None:
        self.tenure = tenure
        self.holder = holder
        self.start = start
        self.end = end
        self.predecessor = predecessor
        self.successor = successor
        self.acting = acting


class Position:
    """An office: its dates, the offices around it, and its holders, the latest first.

    `implied` predecessors and successors are those that only the other office tells of.
    """

    def __init__(self, name: str, *, is_position: bool = True) -> None:
        self.name = name
        self.is_position = is_position
        self.inceptions: set[str] = set()
        self.abolitions: set[str] = set()
        self.predecessors: set[str] = set()
        self.successors: set[str] = set()
        self.implied_predecessors: set[str] = set()
        self.implied_successors: set[str] = set()
        self.mandates: list[Mandate] = []


def positions(kg: KnowledgeGraph) -> list[Position]:
    """Read the offices from the Wikidata view.

    Args:
        kg: the dataset.

    Returns:
        The offices, by name.
    """
    names = {str(row["item"]): _name(row["node"]) for row in _rows(kg, _NAMES)}
    found: dict[str, Position] = {}
    for row in _rows(kg, _POSITIONS):
        item = str(row["item"])
        _add(found.setdefault(item, Position(names[item])), row, names)
        found[item].is_position = bool(row["isPosition"])
    for row in _rows(kg, _MANDATES):
        position = str(row["position"])
        found.setdefault(position, Position(names[position], is_position=False))
        found[position].mandates.append(_mandate(row, names))
    return sorted(found.values(), key=lambda each: each.name)


def _rows(kg: KnowledgeGraph, query: str) -> Rows:
    answer = kg.wikidata(query)
    assert not isinstance(answer, (bool, list))
    return answer


def _name(node: Value) -> str:
    """Take the short name of a thing out of the name of a statement about it."""
    return str(node).removeprefix(_STATEMENTS).split("/")[1]


def _add(position: Position, row: Row, names: dict[str, str]) -> None:
    for dates, column in ((position.inceptions, "inception"), (position.abolitions, "abolition")):
        day = _day(row, column)
        if day:
            dates.add(day.text)
    for offices, column in (
        (position.predecessors, "replaces"),
        (position.successors, "replacedBy"),
        (position.implied_predecessors, "impliedReplaces"),
        (position.implied_successors, "impliedReplacedBy"),
    ):
        if row[column]:
            offices.add(names[str(row[column])])


def _mandate(row: Row, names: dict[str, str]) -> Mandate:
    return Mandate(
        _name(row["statement"]),
        names[str(row["holder"])],
        start=_day(row, "start"),
        end=_day(row, "end"),
        predecessor=names.get(str(row["predecessor"])),
        successor=names.get(str(row["successor"])),
        acting=row["nature"] == _ACTING,
    )


def _day(row: Row, column: str) -> Day | None:
    time = row[column]
    return Day(str(time), str(row[column + "Precision"])) if time else None
