"""What the dataset says of itself, once for every format that describes it."""

from __future__ import annotations

from cpsu_kg.terms import BASE

DATASET = BASE + "dataset"
HOMEPAGE = BASE.rstrip("/")
TITLE = {
    "en": "Leadership of the Communist Party of the Soviet Union, 1917-1991",
    "ru": "Руководство Коммунистической партии Советского Союза, 1917-1991",
}
DESCRIPTION = {
    "en": "Who held which office or seat, on which days, and according to whom.",
    "ru": "Кто, в какие дни и по каким источникам занимал должность или входил в состав органа.",
}
CREATOR = "The cpsu-kg editors"
KEYWORDS = (
    "Soviet Union",
    "Communist Party of the Soviet Union",
    "political leadership",
    "linked data",
    "knowledge graph",
    "prosopography",
)
LANGUAGES = ("en", "ru")
LICENCE = "https://creativecommons.org/publicdomain/zero/1.0/"
SOVIET_UNION = "http://www.wikidata.org/entity/Q15180"
PARTY = "http://www.wikidata.org/entity/Q79854"

# The named graphs, in the order of reading.
GRAPHS = {
    "ontology": "The vocabulary and its closed lists.",
    "core": "Persons, offices, bodies, tenures and events, with the values accepted.",
    "attestations": "What each source says of each thing, and the choice where sources differ.",
    "sources": "The sources, and the families of texts that they belong to.",
    "links": "The same things, and pages about them, elsewhere.",
    "derived": "What follows from the other graphs: bounds of dates, predecessors, support.",
    "queries": "The canned queries, each with its text and what it answers.",
}
