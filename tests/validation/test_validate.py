"""The whole way: from files to a report, and a canary against silence."""

import re
import shutil
from pathlib import Path

import pytest
from pyoxigraph import Store

from cpsu_kg.errors import ParameterError
from cpsu_kg.resources import Resources
from cpsu_kg.validation import ENGINES, ShapesError, check, validate
from cpsu_kg.validation.shapes import read_shapes
from cpsu_kg.validation.writing import row

ROOT = Path(__file__).parent.parent.parent
RESOURCES = Resources(ROOT)


class TestDataset:
    def test_the_dataset_conforms(self):
        """No violation; the message shows the first one."""
        report = validate(resources=RESOURCES)

        assert report.conforms, row(report.results[0])


class TestCanary:
    @pytest.mark.parametrize("engine", ENGINES)
    def test_shapes_without_the_canary_are_refused(self, engine):
        """Whoever takes the canary out learns of it."""
        shapes = [q for q in read_shapes(RESOURCES) if "anary" not in str(q.subject)]

        with pytest.raises(ShapesError, match="silent"):
            check(shapes, Store(), engine)

    @pytest.mark.parametrize("lost", ["canary-label", "canary-sings"])
    def test_both_kinds_of_constraints_must_bite(self, lost):
        """Core alone, or SPARQL alone, is not enough."""
        shapes = [q for q in read_shapes(RESOURCES) if not str(q.object).endswith(f"{lost}>")]

        with pytest.raises(ShapesError, match="silent"):
            check(shapes, Store())

    def test_empty_shapes_graph(self):
        """Nothing to check with is an error."""
        with pytest.raises(ShapesError, match="empty"):
            check([], Store())

    def test_the_canary_is_not_reported(self):
        """The report tells of the data only."""
        store = Store()

        assert check(read_shapes(RESOURCES), store) == []

    def test_unknown_engine(self):
        """The engines are listed."""
        with pytest.raises(ParameterError, match="fast, pyshacl"):
            validate(resources=RESOURCES, engine="slow")


@pytest.fixture(scope="module")
def copy(tmp_path_factory):
    """A copy of the data that a curator may spoil."""
    folder = tmp_path_factory.mktemp("curator") / "data"
    shutil.copytree(ROOT / "data", folder)
    return folder


TENURES = "tenures/general-secretary.ttl"

# A curator's slips: file, pattern of what stands there, what is typed instead, shape that tells.
SLIPS = {
    "misspelt holder": (TENURES, "person:yuri-andropov", "person:yury-andropov", "thing-link"),
    "impossible date": (
        TENURES,
        r'cpsu:start "1982-11-12',
        'cpsu:start "1982-11-31',
        "value-start",
    ),
    "unknown source": (f"attestations/{TENURES}", r" source:(\S+)", r" source:\1-x", "thing-link"),
    "date past death": (TENURES, "1984-02-09", "1985-02-09", "tenure-end-lifetime"),
    "digit lost": ("links/wikidata.ttl", "/Q855>", "/Q85>", "person-match-sourced"),
    "acting no more": (TENURES, "cpsu:acting", "cpsu:substantive", "office-tenure-acting-mode"),
}


class TestSlips:
    @pytest.mark.parametrize("name", SLIPS)
    def test_a_slip_is_caught_where_it_stands(self, copy, name):
        """The finding names the file, a line, and what to do."""
        place, before, after, shape = SLIPS[name]
        file = copy / place
        sound = file.read_text(encoding="utf-8")
        spoilt, number = re.subn(before, after, sound, count=1)
        assert number == 1, f"{before} no longer stands in {place}"
        file.write_text(spoilt, encoding="utf-8")
        try:
            report = validate(str(file), resources=RESOURCES, with_bundled=True)
        finally:
            file.write_text(sound, encoding="utf-8")

        found = [each for each in report if each.shape.value.endswith(f"/{shape}")]
        assert not report.conforms
        assert any(each.file == str(file) and each.line for each in found), [
            row(e) for e in report
        ][:5]

    def test_second_holder(self, tmp_path):
        """A tenure added on top of the dataset meets the one that is there."""
        file = tmp_path / "second.ttl"
        file.write_text(SECOND, encoding="utf-8")

        report = validate(str(file), resources=RESOURCES, with_bundled=True)

        assert "office-tenure-two-holders" in {e.shape.value.rpartition("/")[2] for e in report}


SECOND = """@prefix cpsu: <https://w3id.org/cpsu-kg/ontology#> .
@prefix office: <https://w3id.org/cpsu-kg/office/> .
@prefix person: <https://w3id.org/cpsu-kg/person/> .
@prefix tenure: <https://w3id.org/cpsu-kg/tenure/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .

tenure:mikhail-suslov-general-secretary-1970 a cpsu:OfficeTenure ;
    cpsu:holder person:mikhail-suslov ;
    cpsu:office office:general-secretary ;
    cpsu:capacity cpsu:substantive ;
    cpsu:start "1970"^^xsd:gYear ;
    cpsu:end "1972"^^xsd:gYear .
"""
