"""Short names stand for things that exist."""

import pytest

from cpsu_kg.errors import UnknownName
from cpsu_kg.queries.names import BASE, short


class TestShort:
    @pytest.mark.parametrize(
        ("iri", "name"),
        [
            (BASE + "person/anna", "anna"),
            (BASE + "ontology#full", "full"),
            ("http://www.wikidata.org/entity/Q855", "http://www.wikidata.org/entity/Q855"),
        ],
    )
    def test_only_own_names_are_shortened(self, iri, name):
        """Slugs and terms are short, the names of others stay whole."""
        assert short(iri) == name


class TestResolve:
    @pytest.mark.parametrize("name", ["anna", "person/anna", BASE + "person/anna", " anna "])
    def test_ways_to_name_a_person(self, mini, name):
        """Short name, kind and name, whole IRI."""
        assert mini.names.resolve("person", name).value == BASE + "person/anna"
        assert mini.names.resolve("thing", name).value == BASE + "person/anna"

    @pytest.mark.parametrize(
        "name", ["office/anna", "clara-chair-1926", "Anna", "", "ontology#Person"]
    )
    def test_other_names_are_unknown(self, mini, name):
        """The kind is minded, and capitals are."""
        with pytest.raises(UnknownName):
            mini.names.resolve("person", name)

    def test_nearest_names_are_suggested(self, mini):
        """A slip is answered with what may have been meant."""
        with pytest.raises(UnknownName, match="did you mean boris"):
            mini.names.resolve("person", "boriss")

    def test_known_names(self, mini):
        """The names of a kind can be listed."""
        assert mini.names.known("person") == ["anna", "boris", "clara"]
        assert "chair" in mini.names.known("thing")
