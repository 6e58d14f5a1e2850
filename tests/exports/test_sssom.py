"""SSSOM: read back as the specification says, complete, and true to what the sources state."""

import csv
import io
import re

import pytest

from cpsu_kg.errors import ParameterError
from cpsu_kg.exports.authorities import AUTHORITIES, identifier, page_title
from cpsu_kg.exports.sssom import CHAINED, CURATED, confidence
from cpsu_kg.stores.loading import GRAPH

# Slots of the SSSOM schema that a table like this may have, in its order.
SLOTS = (
    "subject_id", "subject_label", "subject_category", "predicate_id", "predicate_label",
    "predicate_modifier", "object_id", "object_label", "object_category",
    "mapping_justification", "author_id", "author_label", "reviewer_id", "reviewer_label",
    "creator_id", "creator_label", "license", "subject_type", "subject_source",
    "subject_source_version", "object_type", "object_source", "object_source_version",
    "mapping_provider", "mapping_source", "mapping_cardinality", "mapping_tool",
    "mapping_tool_version", "mapping_date", "publication_date", "confidence",
    "curation_rule", "curation_rule_text", "subject_match_field", "object_match_field",
    "match_string", "subject_preprocessing", "object_preprocessing", "similarity_score",
    "similarity_measure", "see_also", "issue_tracker_item", "other", "comment",
)  # fmt: skip
SET_SLOTS = {
    "curie_map", "license", "mapping_set_id", "mapping_set_version", "mapping_set_title",
    "mapping_set_description", "creator_label", "mapping_date", "see_also",
}  # fmt: skip
CURIE = re.compile(r"[a-z]+:[^\s:/]\S*")


def read(text):
    """Read a mapping set strictly: header in YAML comments, then a table of known slots."""
    lines = text.splitlines(keepends=True)
    header = [line for line in lines if line.startswith("#")]
    assert lines[: len(header)] == header, "a comment stands within the table"
    metadata, prefixes = {}, {}
    for line in header:
        found = re.fullmatch(
            r'# (?P<in>  )?(?P<key>\w+):(?: (?P<value>"[^"]*"|\["[^"]*"\]))?\n', line
        )
        assert found, f"not a line of the header: {line!r}"
        (prefixes if found["in"] else metadata)[found["key"]] = (found["value"] or "").strip('["]')
    body = io.StringIO("".join(lines[len(header) :]), newline="")
    rows = list(csv.DictReader(body, delimiter="\t", strict=True))
    return metadata, prefixes, rows


@pytest.fixture(scope="module")
def written(kg, text):
    """The links of the real dataset."""
    return text(kg, "sssom")


@pytest.fixture(scope="module")
def mappings(written):
    """The rows."""
    return read(written)[2]


class TestHeader:
    def test_metadata(self, written):
        """What a mapping set must and may say of itself."""
        metadata, _, _ = read(written)

        assert metadata.keys() == SET_SLOTS
        assert re.fullmatch(r"\d{4}-\d{2}-\d{2}", metadata["mapping_date"])
        assert metadata["license"] == "https://creativecommons.org/publicdomain/zero/1.0/"

    def test_every_prefix_is_declared(self, written):
        """And none that is not used; what it stands for ends an IRI part."""
        _, prefixes, rows = read(written)
        slots = ("subject_id", "predicate_id", "object_id", "mapping_justification")
        used = {row[slot].partition(":")[0] for row in rows for slot in slots}

        assert used == prefixes.keys()
        assert all(namespace.endswith(("/", "#")) for namespace in prefixes.values())


class TestRows:
    def test_columns(self, mappings):
        """Slots that SSSOM knows, in its order; no row is longer or shorter."""
        columns = list(mappings[0])

        assert columns == [slot for slot in SLOTS if slot in columns]
        assert all(list(row) == columns and None not in row.values() for row in mappings)

    def test_values(self, mappings):
        """Ids are compact IRIs, the justification is a term, the confidence a share."""
        for row in mappings:
            for slot in ("subject_id", "predicate_id", "object_id", "mapping_justification"):
                assert CURIE.fullmatch(row[slot]), row
            assert row["predicate_id"] in ("skos:exactMatch", "rdfs:seeAlso")
            assert row["mapping_justification"] in (CURATED, CHAINED)
            assert row["subject_label"] and row["author_label"]
            assert 0.5 < float(row["confidence"]) < 1
            assert all(url.startswith("http") for url in row["see_also"].split("|"))
            assert row["comment"]

    def test_sorted(self, mappings):
        """By subject, then by what it is linked to; each link once."""
        keys = [tuple(row[slot] for slot in ("subject_id", "subject_label", "predicate_id",
                                             "object_id")) for row in mappings]  # fmt: skip

        assert keys == sorted(set(keys))

    def test_the_links_and_nothing_else(self, kg, written):
        """Expanded, the rows are the triples of the named graph of links."""
        _, prefixes, rows = read(written)

        def expand(curie):
            prefix, _, name = curie.partition(":")
            return prefixes[prefix] + name

        slots = ("subject_id", "predicate_id", "object_id")
        found = {tuple(expand(row[slot]) for slot in slots) for row in rows}
        links = (q for q in kg.store.quads() if q.graph_name.value == GRAPH + "links")

        assert found == {(q.subject.value, q.predicate.value, q.object.value) for q in links}

    def test_a_known_one(self, mappings):
        """Adolph Joffe, whose number stands beside his name and years in a press archive."""
        (row,) = (
            row for row in mappings
            if row["subject_id"] == "person:adolph-joffe"
            and row["object_id"].startswith("wikidata:")
        )  # fmt: skip

        assert row["object_id"] == "wikidata:Q318330"
        assert "Ioffe, Adolf A." in row["comment"]
        assert float(row["confidence"]) >= 0.95

    def test_a_chain(self, mappings):
        """A list without names leads from one number to the other, and is no stronger than both."""
        rows = {row["object_id"]: row for row in mappings
                if row["subject_id"] == "person:grigory-zinoviev"}  # fmt: skip
        start, end = rows["wikidata:Q207459"], rows["viaf:68947907"]

        assert (start["mapping_justification"], end["mapping_justification"]) == (CURATED, CHAINED)
        assert float(end["confidence"]) == round(0.95 * float(start["confidence"]), 3)

    def test_chains_are_those_without_names(self, mappings):
        """Whatever was found by a number only says so; nothing else does."""
        chained = [row for row in mappings if row["mapping_justification"] == CHAINED]

        assert chained
        assert chained == [row for row in mappings if "persons_id_links.tsv" in row["comment"]
                           and ";" not in row["comment"]]  # fmt: skip

    def test_pages_have_their_title(self, mappings):
        """A page is labelled by its title, an identifier by nothing that was not read."""
        for row in mappings:
            assert bool(row["object_label"]) == (row["predicate_id"] == "rdfs:seeAlso")


class TestConfidence:
    @pytest.mark.parametrize(
        ("grounds", "expected"),
        [
            ([("a", "A")], 0.98),
            ([("a", "B")], 0.95),
            ([("a", "D")], 0.8),
            ([("a", "D"), ("a", "D")], 0.8),
            ([("a", "D"), ("b", "D")], 0.96),
            ([("a", "D"), ("a", "B"), ("b", "C")], 0.995),
            ([("a", "")], 0.5),
            ([], 0.5),
        ],
    )
    def test_families_count_once(self, grounds, expected):
        """A second independent family reduces the doubt, a copy of the first does not."""
        assert confidence(grounds) == expected


class TestAuthorities:
    @pytest.mark.parametrize(
        ("iri", "name"),
        [
            ("http://www.wikidata.org/entity/Q855", ("wikidata", "Q855")),
            ("https://d-nb.info/gnd/118642499", ("gnd", "118642499")),
            ("https://isni.org/isni/0000000121032683", ("isni.org", "0000000121032683")),
            ("https://example.org/", ("example.org", "https://example.org/")),
        ],
    )
    def test_identifier(self, iri, name):
        """The authority's short name, else the host, and the last part."""
        assert identifier(iri) == name

    def test_page_title(self):
        """As people read it; only pages have one."""
        assert page_title("https://en.wikipedia.org/wiki/Andrei_Bubnov") == "Andrei Bubnov"
        assert page_title("https://ru.wikipedia.org/wiki/%D0%A6%D0%9A") == "ЦК"
        assert page_title("http://www.wikidata.org/entity/Q855") is None

    def test_every_link_leads_to_a_known_one(self, kg):
        """Whoever adds links to another authority adds it to the list."""
        links = [q for q in kg.store.quads() if q.graph_name.value == GRAPH + "links"]
        known = tuple(each.namespace for each in AUTHORITIES)

        assert links
        assert all(q.object.value.startswith(known) for q in links)

    def test_never_the_same_as(self, kg):
        """A link tells that two things match, not that all said of one is true of the other."""
        same_as = "http://www.w3.org/2002/07/owl#sameAs"

        assert not [q for q in kg.store.quads() if q.predicate.value == same_as]


def test_not_of_some_graphs(kg, text):
    """Links without their sources could not be founded."""
    with pytest.raises(ParameterError, match="made of all graphs"):
        text(kg, "sssom", graphs=["links"])
