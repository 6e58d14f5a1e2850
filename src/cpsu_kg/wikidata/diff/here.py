"""This side of a comparison: the links, and the Wikidata view of what is linked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode

from cpsu_kg.errors import ParameterError
from cpsu_kg.queries.names import BASE
from cpsu_kg.terms import CPSU
from cpsu_kg.wikidata.diff.asking import Asker
from cpsu_kg.wikidata.diff.comparing import Subject
from cpsu_kg.wikidata.diff.model import DEPRECATED, ENTITY, Statement, is_qid

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cpsu_kg.graph import KnowledgeGraph
    from cpsu_kg.stores.solutions import Term

IDENTITY = ("P31", "P569")  # what tells whether an item is the person meant

_WHOLE = 10_000  # more than there are items: the own side is asked once

_LINKS = f"""PREFIX cpsu: <{CPSU}>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT DISTINCT ?thing ?link ?label WHERE {{
  VALUES ?class {{ cpsu:Person cpsu:Office cpsu:Body cpsu:Event }}
  ?thing a ?class ; skos:exactMatch ?link ; rdfs:label ?label .
  FILTER(LANG(?label) = "en" && CONTAINS(STR(?link), "wikidata.org/"))
}}"""
_GRADES = f"""PREFIX cpsu: <{CPSU}>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT ?source ?grade WHERE {{ ?source a cpsu:Source ; cpsu:grade/skos:notation ?grade }}"""
_NAMES = """SELECT ?item ?label WHERE {
  ?item <http://www.w3.org/2000/01/rdf-schema#label> ?label .
  FILTER(LANG(?label) = "en")
}"""


class Here:
    """This side of a comparison.

    Attributes:
        subjects: what is linked, by QID.
        items: the view of it, by QID; statements of persons and offices only.
        names: English labels of everything in the view, by QID or IRI.
    """

    def __init__(
        self, kg: KnowledgeGraph, properties: Sequence[str], languages: Sequence[str]
    ) -> None:
        """Read this side.

        Args:
            kg: the dataset.
            properties: the properties to read.
            languages: the languages of the labels to read.

        Raises:
            ParameterError: a link is no QID, or two things share one.
        """
        self.subjects = _subjects(kg)
        view = kg.view("wikidata")
        self.items = Asker(view, _WHOLE).items(self.subjects, properties, languages)
        names = ((_text(row["item"]), _text(row["label"])) for row in view.select(_NAMES))
        self.names = {name.removeprefix(ENTITY): label for name, label in names}
        grades = {_text(row["source"]): _text(row["grade"]) for row in kg.store.select(_GRADES)}
        for qid, item in self.items.items():
            told = item.statements if self.subjects[qid].compared else []
            item.statements = [_graded(each, grades) for each in told]

    def mentioned(self) -> set[str]:
        """Give the QIDs of what is linked, and of what its statements speak of."""
        found = set(self.subjects)
        for item in self.items.values():
            for each in item.statements:
                values = [each.value, *(v for vs in each.qualifiers.values() for v in vs)]
                found.update(v.text for v in values if v.kind == "item" and v.shared)
        return found

    def counts(self, properties: Sequence[str]) -> dict[str, int]:
        """Count what is compared: items, statements, and statements left out for want of QIDs.

        Args:
            properties: the properties compared.

        Returns:
            The counts by name.
        """
        statements = [
            each
            for item in self.items.values()
            for each in item.statements
            if each.rank != DEPRECATED and each.property in properties
        ]
        compared = sum(each.value.shared for each in statements)
        left_out = len(statements) - compared
        return {"items": len(self.subjects), "statements": compared, "leftOut": left_out}


def _subjects(kg: KnowledgeGraph) -> dict[str, Subject]:
    found: dict[str, Subject] = {}
    for row in kg.store.select(_LINKS):
        name = _text(row["thing"]).removeprefix(BASE)
        link = _text(row["link"])
        qid = link.removeprefix(ENTITY)
        if not is_qid(qid):
            reason = f"{link} is no Wikidata item, which is written {ENTITY}Q855"
            raise ParameterError(f"link of {name}", reason, link)
        if qid in found and found[qid].thing != name:
            reason = f"{qid} is also the link of {found[qid].thing}"
            raise ParameterError(f"link of {name}", reason, qid)
        found[qid] = Subject(name, qid, _text(row["label"]))
    return found


def _graded(statement: Statement, grades: dict[str, str]) -> Statement:
    """Add the grades of the sources, and put the best first."""
    references = [each._replace(grade=grades.get(each.source, "")) for each in statement.references]
    references.sort(key=lambda each: (each.grade or "Z", each))
    return statement._replace(references=references)


def _text(term: Term | None) -> str:
    assert isinstance(term, (NamedNode, Literal))
    return term.value
