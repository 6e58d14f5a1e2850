"""The tables of the documents that are made from the files they speak of.

A table stands in a document between `<!-- table: NAME -->` and `<!-- end -->`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from pyoxigraph import Literal, NamedNode, RdfFormat, parse

ROOT = Path(__file__).parent.parent
BASE = "https://w3id.org/cpsu-kg/"
CPSU = BASE + "ontology#"
RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
DEFINITION = "http://www.w3.org/2004/02/skos/core#definition"
PREFIXES = {
    CPSU: "cpsu:",
    "http://purl.org/dc/terms/": "dcterms:",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#": "rdf:",
    "http://www.w3.org/2000/01/rdf-schema#": "rdfs:",
    "http://www.w3.org/2002/07/owl#": "owl:",
    "http://www.w3.org/2004/02/skos/core#": "skos:",
    "http://www.w3.org/ns/shacl#": "sh:",
    "http://www.w3.org/2001/XMLSchema#": "xsd:",
}

# What the properties of other vocabularies mean here.
BORROWED = {
    "dcterms:isReplacedBy": "What stands in the place of a deprecated thing.",
    "dcterms:language": "Language of a source, as a language tag.",
    "dcterms:publisher": "Who publishes a source.",
    "dcterms:rights": "Licence or terms of a source, where known.",
    "owl:deprecated": "Whether the thing is only a tombstone.",
    "rdf:type": "The class of the thing; one, the most specific.",
    "rdfs:label": "The name shown; one per language.",
    "rdfs:seeAlso": "A page about the thing.",
    "skos:altLabel": "Another spelling, a transliteration, a longer form.",
    "skos:exactMatch": "The same thing in an authority file.",
}


def short(iri: str) -> str:
    """Write an IRI with a prefix."""
    for namespace, prefix in PREFIXES.items():
        if iri.startswith(namespace):
            return prefix + iri.removeprefix(namespace)
    return iri


class Triples:
    """The triples of one root folder, with the file of each, and the class of each subject."""

    def __init__(self, folder: str) -> None:
        self.rows: list[tuple[str, str, str, NamedNode | Literal]] = []
        for path in sorted((ROOT / folder).rglob("*.ttl")):
            name = path.relative_to(ROOT).as_posix()
            for quad in parse(path.read_bytes(), RdfFormat.TURTLE):
                subject = getattr(quad.subject, "value", str(quad.subject))
                self.rows.append((name, subject, quad.predicate.value, quad.object))
        self.classes = {s: short(o.value) for _, s, p, o in self.rows if p == RDF_TYPE}

    def count(self, *classes: str, within: str = "") -> int:
        """Count the things of some classes, typed in files whose path begins as given."""
        return sum(
            1
            for file, _, p, o in self.rows
            if p == RDF_TYPE and file.startswith(within) and short(o.value) in classes
        )

    def subjects(self, within: str) -> int:
        """Count the subjects in files whose path begins as given."""
        return len({s for file, s, _, _ in self.rows if file.startswith(within)})


def _table(*rows: tuple[object, ...]) -> list[str]:
    head, *body = [" | ".join(str(cell).replace("|", "\\|") for cell in row) for row in rows]
    rule = "|".join("---" for _ in rows[0])
    return [f"| {head} |", f"|{rule}|", *(f"| {row} |" for row in body)]


def folder_table() -> list[str]:
    """What is in which folder, and how much of it."""
    data, terms = Triples("data"), Triples("ontology")

    def of(name: str, one_or_more: str = "") -> str:
        return f"{data.count('cpsu:' + name)} {one_or_more}".rstrip()

    return _table(
        ("folder", "what", "how many"),
        ("`data/persons/`", "people: names, life, party entry", of("Person")),
        (
            "`data/offices.ttl`, `bodies.ttl`",
            "posts and organs, when they existed, what they were called",
            ", ".join((of("Office", "offices"), of("Body", "bodies"), of("Designation", "titles"))),
        ),
        (
            "`data/tenures/`",
            "who held what, from when to when, and when nobody did",
            f"{of('OfficeTenure', 'tenures')}, {of('BodyMembership', 'seats')},"
            f" {of('Vacancy', 'vacancies')}",
        ),
        ("`data/leadership.ttl`", "who led in fact, apart from any office", of("Leadership")),
        (
            "`data/events/`",
            "congresses, plenums, deaths, removals, decrees",
            data.subjects("data/events/"),
        ),
        ("`data/headcounts.ttl`", "seats that a body had on a day", of("Headcount")),
        ("`data/attestations/`", "what each source says of each of these", of("Attestation")),
        (
            "`data/adjudications/`",
            "which source was followed where they disagree, and why",
            of("Adjudication"),
        ),
        (
            "`data/sources/`, `families.ttl`",
            "what was read, graded A to D; copies of one text are one family",
            f"{of('Source', 'sources')} of {of('SourceFamily', 'families')}",
        ),
        (
            "`data/links/`",
            "identifiers elsewhere: Wikidata, VIAF, GND, Wikipedia",
            sum(1 for file, *_ in data.rows if file.startswith("data/links/")),
        ),
        (
            "`ontology/`",
            "the vocabulary",
            f"{terms.count('owl:Class')} classes,"
            f" {terms.count('owl:ObjectProperty', 'owl:DatatypeProperty')} properties,"
            f" {terms.count('skos:Concept')} concepts",
        ),
        (
            "[`shapes/`](docs/shapes.md)",
            "what the data must look like (SHACL)",
            f"{len(shape_table()) - 2} constraints",
        ),
        (
            "[`queries/`](docs/queries.md)",
            "questions in SPARQL, ready to run",
            _files("queries/*.rq"),
        ),
        ("`src/cpsu_kg/`", "the Python library and the command line", _files("src/**/*.py")),
        ("`tests/`", "what keeps all this true", _files("tests/**/test_*.py")),
        (
            "[`quality/`](quality/README.md)",
            "how complete and well founded the data is, and [whether the shapes bite]"
            "(quality/mutants.md)",
            f"{len(list(ROOT.glob('quality/mutants/slips/*.py'))) - 1} groups of slips",
        ),
        (
            "[`benchmarks/`](benchmarks/README.md)",
            "how fast it is, beside its peers: [results](benchmarks/RESULTS.md)",
            _files("benchmarks/**/*.py"),
        ),
    )


def _files(pattern: str) -> str:
    return f"{len(list(ROOT.glob(pattern)))} files"


def _definitions() -> dict[str, str]:
    ontology = Triples("ontology").rows
    return {short(s): o.value for _, s, p, o in ontology if p == DEFINITION}


def class_table() -> list[str]:
    """Every class that the data uses."""
    data, definitions = Triples("data"), _definitions()
    homes: dict[str, set[str]] = {}
    for file, _, p, o in data.rows:
        if p == RDF_TYPE:
            homes.setdefault(short(o.value), set()).add(_place(file))
    counts = Counter(data.classes.values())
    rows = [
        (f"`{name}`", definitions[name], ", ".join(f"`{each}`" for each in sorted(homes[name])), n)
        for name, n in sorted(counts.items())
    ]
    return _table(("class", "what it is", "where", "how many"), *rows)


def _place(file: str) -> str:
    parts = Path(file).parts[1:]
    if parts[0] in ("persons", "tenures", "attestations", "adjudications", "sources"):
        return parts[0] + "/"
    return "/".join(parts)


def property_table() -> list[str]:
    """Every property that the data uses, on which classes, and what it means."""
    data, definitions = Triples("data"), BORROWED | _definitions()
    owners: dict[str, set[str]] = {}
    values: dict[str, set[str]] = {}
    counts: Counter[str] = Counter()
    for _, s, p, o in data.rows:
        name = short(p)
        counts[name] += 1
        owners.setdefault(name, set()).add(data.classes[s])
        values.setdefault(name, set()).add(_value(o))
    events = {data.classes[s] for file, s, *_ in data.rows if file.startswith("data/events/")}
    rows = [
        (f"`{name}`", definitions[name], _owners(owners[name], events), _values(values[name]), n)
        for name, n in sorted(counts.items())
    ]
    return _table(("property", "what it says", "of", "value", "how many"), *rows)


def _owners(names: set[str], events: set[str]) -> str:
    """Name the classes; all events as one word, attestations only where they stand alone."""
    shown = {"event" if each in events else each.removeprefix("cpsu:") for each in names}
    shown = shown - {"Attestation"} or shown
    ordered = sorted(shown, key=lambda each: (each == "event", each))
    return "everything" if len(shown) > 7 else ", ".join(ordered)


def _value(value: NamedNode | Literal) -> str:
    if isinstance(value, Literal):
        if value.language:
            return "text with language"
        return {"xsd:string": "text"}.get(name := short(value.datatype.value), f"`{name}`")
    if not value.value.startswith(BASE):
        return "term" if short(value.value) != value.value else "web address"
    return "term" if value.value.startswith(CPSU) else value.value.removeprefix(BASE).split("/")[0]


def _values(names: set[str]) -> str:
    dates = {"`xsd:date`", "`xsd:gYearMonth`", "`xsd:gYear`"}
    if len(names & dates) > 1:
        names = names - dates | {"partial date"}
    return "anything with an id" if len(names) > 5 else ", ".join(sorted(names))


def list_table() -> list[str]:
    """Every closed list of the ontology with its members."""
    rows = Triples("ontology").rows
    label = "http://www.w3.org/2000/01/rdf-schema#label"
    in_scheme = "http://www.w3.org/2004/02/skos/core#inScheme"
    labels = {s: o.value for _, s, p, o in rows if p == label}
    members: dict[str, list[str]] = {}
    for _, s, p, o in rows:
        if p == in_scheme:
            members.setdefault(o.value, []).append(f"`{short(s)}` {_gloss(short(s), labels[s])}")
    body = [
        (labels[scheme].lower(), ", ".join(each.strip() for each in names))
        for scheme, names in sorted(members.items(), key=lambda pair: labels[pair[0]])
    ]
    return _table(("list", "values"), *body)


def _gloss(name: str, label: str) -> str:
    same = re.sub("([A-Z])", r" \1", name.removeprefix("cpsu:")).lower() == label.lower()
    return "" if same else f"({label})"


def _partition(members: list[str], data: Triples) -> tuple[object, ...]:
    facts: dict[str, dict[str, str]] = {each: {} for each in members}
    for _, s, p, o in data.rows:
        if s in facts and short(p) in ("cpsu:start", "cpsu:end"):
            facts[s][short(p)] = o.value
    starts = sorted(v["cpsu:start"] for v in facts.values() if "cpsu:start" in v)
    ends = sorted(v["cpsu:end"] for v in facts.values() if "cpsu:end" in v)
    given = starts + ends
    days = sum(1 for each in given if len(each) == 10)
    missing = 2 * len(members) - len(given)
    first, last = (starts[0] if starts else "", ends[-1] if ends else "")
    return len(members), first, last, days, len(given) - days, missing


_COVERAGE = ("first day", "last day", "days known", "months or years known", "not collected")


def _coverage(property_name: str, kind: str) -> list[tuple[object, ...]]:
    data = Triples("data")
    held: dict[str, list[str]] = {}
    for file, s, p, o in data.rows:
        if short(p) == property_name and file.startswith("data/tenures/"):
            held.setdefault(o.value.rpartition("/")[2], []).append(s)
    return [(f"`{kind}/{slug}`", *_partition(held[slug], data)) for slug in sorted(held)]


def office_table() -> list[str]:
    """How far the tenures of each office reach, and what they lack."""
    return _table(("office", "tenures", *_COVERAGE), *_coverage("cpsu:office", "office"))


def body_table() -> list[str]:
    """How far the seats of each body reach, and what they lack."""
    return _table(("body", "seats", *_COVERAGE), *_coverage("cpsu:body", "body"))


def grade_table() -> list[str]:
    """How many sources and attestations there are of each grade."""
    data = Triples("data")
    grades = {s: o.value[-1] for _, s, p, o in data.rows if short(p) == "cpsu:grade"}
    families = {s: o.value for _, s, p, o in data.rows if short(p) == "cpsu:family"}
    said = Counter(grades[o.value] for _, _, p, o in data.rows if short(p) == "cpsu:source")
    rows = [
        (
            grade,
            sum(1 for each in grades.values() if each == grade),
            len({families[s] for s, each in grades.items() if each == grade}),
            said[grade],
        )
        for grade in "ABCD"
    ]
    return _table(("grade", "sources", "families", "attestations"), *rows)


def query_table() -> list[str]:
    """Every canned query with its parameters."""
    from cpsu_kg.queries.catalogue import Catalogue
    from cpsu_kg.resources import Resources

    rows = []
    for query in Catalogue(Resources(ROOT)):
        options = [
            f"`--{each.name} {each.example}`" + ("" if each.required else " (optional)")
            for each in query.parameters.values()
        ]
        name = f"[`{query.name}`](../queries/{query.name}.rq)"
        rows.append((name, query.header.summary, ", ".join(options)))
    return _table(("query", "what it tells", "parameters, with an example"), *rows)


def shape_table() -> list[str]:
    """What each shape file asks for, in the words of its messages."""
    rows = Triples("shapes").rows
    severities = {s: short(o.value)[3:] for _, s, p, o in rows if short(p) == "sh:severity"}
    parents = {
        o.value: s for _, s, p, o in rows if short(p) in ("sh:property", "sh:sparql")
    }  # fmt: skip
    found = []
    for file, s, p, o in rows:
        if short(p) == "sh:message" and file != "shapes/canary.ttl":
            severity = severities.get(s) or severities.get(parents.get(s, ""), "Violation")
            found.append((f"`{file}`", severity, o.value))
    order = ["Violation", "Warning", "Info"]
    found.sort(key=lambda row: (row[0], order.index(row[1]), row[2]))
    return _table(("file", "severity", "what it says when it finds something"), *found)


TABLES: dict[str, Callable[[], list[str]]] = {
    "bodies": body_table,
    "classes": class_table,
    "folders": folder_table,
    "grades": grade_table,
    "lists": list_table,
    "offices": office_table,
    "properties": property_table,
    "queries": query_table,
    "shapes": shape_table,
}
