"""A release holds everything that is published, sealed and described."""

import csv
import hashlib
import re
import subprocess

import pytest
import required
from pyoxigraph import BlankNode, RdfFormat, parse

from cpsu_kg import __version__, about
from cpsu_kg.description import count, describe, dumps_of
from cpsu_kg.description.dumps import dump_path
from cpsu_kg.exports import FORMATS
from cpsu_kg.graph import KnowledgeGraph
from cpsu_kg.queries import views
from cpsu_kg.release.checksums import CHECKSUMS


@pytest.fixture(scope="module")
def kg():
    """The real dataset."""
    return KnowledgeGraph()


@pytest.fixture(scope="module")
def files(released):
    """Paths of all files."""
    return {p.relative_to(released).as_posix(): p for p in released.rglob("*") if p.is_file()}


def _sha256(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


class TestParts:
    @pytest.mark.parametrize("name", FORMATS)
    def test_every_format(self, released, name):
        """Each has its dump."""
        path = released / dump_path(FORMATS[name])

        assert path.is_dir() if FORMATS[name].shape == "folder" else path.stat().st_size > 1000

    def test_every_view(self, kg, released):
        """Each has its file, with triples that can be told apart from release to release."""
        found = {path.stem for path in (released / "views").iterdir()}

        assert found == set(views.names(kg.resources))
        for name in found:
            quads = list(parse((released / "views" / f"{name}.ttl").read_bytes(), RdfFormat.TURTLE))
            assert len(quads) > 1000
            assert not [q for q in quads if BlankNode in (type(q.subject), type(q.object))]

    @pytest.mark.parametrize("folder", ["ontology", "shapes", "queries"])
    def test_copied_folders(self, kg, released, folder):
        """Ontology, shapes and queries are those of the dataset."""
        suffixes = (".ttl", ".jsonld", ".rq")
        names = [name for each in suffixes for name in kg.resources.files(folder, each)]

        assert names
        for name in names:
            with open(kg.resources.path(name), "rb") as stream:
                assert (released / name).read_bytes() == stream.read()

    def test_catalogue_of_queries(self, kg, released):
        """The named graph of the queries stands beside them."""
        found = set(parse((released / "queries" / "catalogue.ttl").read_bytes(), RdfFormat.TURTLE))
        stored = (q for q in kg.store.quads() if q.graph_name.value.endswith("/graph/queries"))

        assert {quad.triple for quad in found} == {quad.triple for quad in stored}

    def test_ontology_has_a_page(self, released):
        """pyLODE wrote it; every class is there."""
        required.module("pylode")
        page = (released / "ontology" / "index.html").read_text(encoding="utf-8")

        for name in ("OfficeTenure", "Attestation", "Adjudication"):
            assert f"{about.HOMEPAGE}/ontology#{name}" in page or f'id="{name}"' in page

    def test_nothing_else(self, files):
        """No file came in that nobody put there; there are no changes without an earlier one."""
        top = {name.partition("/")[0] for name in files}

        assert top == {
            "CHANGELOG.md", "CITATION.cff", "LICENSE-DATA", "README.md", CHECKSUMS,
            "dataset.jsonld", "dumps", "ontology", "queries", "shapes", "views", "void.ttl",
        }  # fmt: skip


class TestSeal:
    def test_every_file(self, released, files):
        """Every file but the list itself is named, with its checksum, sorted."""
        lines = (released / CHECKSUMS).read_text(encoding="utf-8").splitlines()
        told = {name: digest for digest, name in (line.split("  ", 1) for line in lines)}

        assert told == {n: _sha256(path) for n, path in files.items() if n != CHECKSUMS}
        assert list(told) == sorted(told)

    def test_sha256sum_agrees(self, released):
        """The tool that people have checks it."""
        command = [required.program("sha256sum"), "--quiet", "--strict", "-c", CHECKSUMS]

        subprocess.run(command, cwd=released, check=True)


class TestDescription:
    def test_dumps_are_as_described(self, released):
        """Size and checksum of each, looked up in the description."""
        text = (released / "void.ttl").read_text(encoding="utf-8")
        for format in FORMATS.values():
            path = released / dump_path(format)
            path = path / "datapackage.json" if path.is_dir() else path

            assert f'"{_sha256(path)}"^^xsd:hexBinary' in text
            assert f'"{path.stat().st_size}"^^xsd:nonNegativeInteger' in text

    def test_both_forms(self, kg, released):
        """They are what `describe` writes."""
        figures, dumps = count(kg), dumps_of(released)
        for name, format in (("void.ttl", "turtle"), ("dataset.jsonld", "jsonld")):
            written = (released / name).read_text(encoding="utf-8")
            assert written == describe(kg, format, dumps=dumps, figures=figures)

    def test_triples_of_the_dumps(self, released):
        """The number of triples is that of the lines of N-Triples."""
        lines = (released / "dumps" / "cpsu-kg.nt").read_bytes().count(b"\n")
        text = (released / "void.ttl").read_text(encoding="utf-8")
        block = re.search(rf"^<{about.DATASET}> .*?\.$", text, re.MULTILINE | re.DOTALL)

        assert f"void:triples {lines} ;" in block[0]

    def test_readme(self, released):
        """It names the version and files that are there."""
        text = (released / "README.md").read_text(encoding="utf-8")

        assert text.startswith(f"# cpsu-kg {__version__}\n")
        for target in re.findall(r"\]\(([^)]+)\)", text):
            assert (released / target).exists(), target

    def test_tables_have_rows(self, released):
        """A CSV reader finds people."""
        with open(released / "dumps" / "csv" / "persons.csv", encoding="utf-8", newline="") as f:
            labels = {row["label"] for row in csv.DictReader(f)}

        assert {"Joseph Stalin", "Mikhail Gorbachev"} <= labels
