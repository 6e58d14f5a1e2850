"""The same data gives the same bytes; tests/release tries it in another process."""

import pytest

from cpsu_kg import exports
from cpsu_kg.exports.formats import FORMATS
from cpsu_kg.stores.embedded import EmbeddedStore


def _content(path):
    if path.is_dir():
        return {each.name: each.read_bytes() for each in sorted(path.iterdir())}
    return path.read_bytes()


@pytest.mark.parametrize("name", FORMATS)
def test_order_of_input_does_not_matter(small, tmp_path, name):
    """The store's own order does not show."""
    kg = small(
        """person:b a :Person ; rdfs:label "B"@en, "Б"@ru ; :partyEntry "1917"^^xsd:gYear .
        person:a a :Person ; rdfs:label "A"@en .
        tenure:t a :OfficeTenure ; :holder person:b, person:a .
        tenure:u a :OfficeTenure ; :holder person:a ; :office office:o ; :start "1917"^^xsd:gYear .
        attestation:x a :Attestation ; :attests tenure:t, tenure:u ; :start "1918"^^xsd:gYear ."""
    )
    exports.export(kg, name, tmp_path / "1")
    kg.store = EmbeddedStore.of(sorted(kg.store.quads(), key=str, reverse=True))
    exports.export(kg, name, tmp_path / "2")

    assert _content(tmp_path / "1") == _content(tmp_path / "2")
