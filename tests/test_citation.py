"""Version, date and licences are the same wherever they are written."""

from __future__ import annotations

import re
from pathlib import Path

import cpsu_kg
from cpsu_kg import about

ROOT = Path(__file__).parent.parent


def _read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def _field(name: str) -> str:
    """A top-level scalar of CITATION.cff."""
    match = re.search(rf'^{name}: "?([^"\n]+)"?$', _read("CITATION.cff"), re.MULTILINE)
    assert match, f"CITATION.cff lacks {name}"
    return match[1]


class TestCitation:
    def test_is_a_dataset(self):
        """What is cited is the dataset."""
        assert _field("cff-version") == "1.2.0"
        assert _field("type") == "dataset"

    def test_version_is_the_package_version(self):
        """One version for data and code, written once in the package."""
        assert _field("version") == cpsu_kg.__version__

    def test_date_is_the_release_date(self):
        """The newest release of the changelog has the version and date of the citation."""
        newest = re.search(r"^## (\S+) \((\S+)\)$", _read("CHANGELOG.md"), re.MULTILINE)

        assert newest
        assert newest.groups() == (_field("version"), _field("date-released"))

    def test_ontology_has_the_version(self):
        """The ontology says the same version and day of itself."""
        ontology = _read("ontology/cpsu.ttl")

        assert f'owl:versionInfo "{cpsu_kg.__version__}"' in ontology
        assert f"owl:versionIRI <{_field('url')}/ontology/{cpsu_kg.__version__}>" in ontology
        assert f'dcterms:issued "{_field("date-released")}"^^xsd:date' in ontology

    def test_description_says_the_same(self):
        """Licence, keywords and address of the description are those of the citation."""
        listed = re.findall(r"^  - (.+)$", _read("CITATION.cff").partition("keywords:")[2], re.M)

        assert listed == list(about.KEYWORDS)
        assert _field("url") == about.HOMEPAGE
        assert f"name: {about.CREATOR}" in _read("CITATION.cff")

    def test_required_fields(self):
        """What the Citation File Format demands is there."""
        text = _read("CITATION.cff")

        assert re.search(r"^authors:\n  - name: \S", text, re.MULTILINE)
        assert _field("title")
        assert _field("message")
        assert re.fullmatch(r"\d{4}-\d\d-\d\d", _field("date-released"))

    def test_readme_shows_how_to_cite(self):
        """The README cites the version that it belongs to."""
        assert f"version {cpsu_kg.__version__}" in _read("README.md")


class TestLicences:
    def test_data_and_code_apart(self):
        """Data is CC0, code MIT, and every place says so."""
        assert _read("LICENSE").startswith("MIT License")
        assert "CC0 1.0 Universal" in _read("LICENSE-DATA")
        assert _field("license") == "CC0-1.0"
        assert 'license = "MIT AND CC0-1.0"' in _read("pyproject.toml")
        for name in ("README.md", "CONTRIBUTING.md"):
            assert "CC0" in _read(name)
            assert "MIT" in _read(name)


class TestChangelog:
    def test_sections(self):
        """Every release tells of data, ontology and code, in this order."""
        releases = re.split(r"^## ", _read("CHANGELOG.md"), flags=re.MULTILINE)[1:]

        for release in releases:
            sections = re.findall(r"^### (\w+)$", release, re.MULTILINE)
            assert sections == [s for s in ("Data", "Ontology", "Code") if s in sections]
            assert sections
