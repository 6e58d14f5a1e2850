"""The documents tell the truth: commands print what is shown, tables and links are current."""

from __future__ import annotations

import doctest
import re

import documents
import pytest
from documents import FIX, ROOT
from pyoxigraph import NamedNode, RdfFormat, parse
from tables import BASE, CPSU, TABLES, Triples

from cpsu_kg.validation import validate

DOCUMENTS = documents.documents()
PREFIXES = "".join(
    f"@prefix {prefix}: <{iri}> .\n"
    for prefix, iri in {
        "cpsu": CPSU,
        "dcterms": "http://purl.org/dc/terms/",
        "owl": "http://www.w3.org/2002/07/owl#",
        "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
        "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
        "skos": "http://www.w3.org/2004/02/skos/core#",
        "xsd": "http://www.w3.org/2001/XMLSchema#",
        **{
            kind: f"{BASE}{kind}/"
            for kind in re.findall(r"`([a-z]+):`", (ROOT / "data" / "README.md").read_text("utf-8"))
        },
    }.items()
)

# What stands in the place of the blanks of the records in data/README.md.
FILLED = {
    "birthDate": "1901-02-16",
    "oldStyleBirthDate": "1901-02-03",
    "deathDate": "1980-05-02",
    "partyEntry": "1925",
    "start": "1957-02-13",
    "end": "1957-02-14",
    "versionDate": "2020-01-01",
    "decidedOn": "2026-11-25",
}


def _name(path):
    return path.relative_to(ROOT).as_posix()


def _text(path):
    return path.read_text(encoding="utf-8")


@pytest.fixture(params=DOCUMENTS, ids=_name)
def document(request):
    """Each document in turn."""
    return request.param


@pytest.fixture(scope="module")
def subjects():
    """Everything that data and ontology describe."""
    described = {s for folder in ("data", "ontology") for _, s, _, _ in Triples(folder).rows}
    return described | {f"{CPSU}{name}" for name in ("", "ontology")}


class TestCommands:
    def test_outputs_are_as_shown(self, document, tmp_path):
        """Every command in a `console` block prints what is shown below it."""
        documents.prepare(_text(document), tmp_path)
        for block in documents.fences(_text(document), "console"):
            for step in documents.steps(block):
                actual = documents.run(step.command, tmp_path)

                assert documents.matches(step.shown, actual), (
                    f"{_name(document)}: $ {step.command}\nprints\n"
                    + "\n".join(actual)
                    + f"\n{FIX}"
                )

    def test_every_command_is_shown(self, tmp_path):
        """docs/commands.md has a section for each command there is, in alphabetical order."""
        listed = [
            line.split()[0]
            for line in documents.run("cpsu-kg --help", tmp_path)
            if line.startswith("  ")
        ]
        shown = re.findall(r"^## (\S+)$", _text(ROOT / "docs" / "commands.md"), re.MULTILINE)

        assert shown == listed

    def test_python_is_as_shown(self, document):
        """Every `pycon` block does what is shown."""
        for block in documents.fences(_text(document), "pycon"):
            example = doctest.DocTestParser().get_doctest(block, {}, _name(document), None, None)
            report: list[str] = []
            doctest.DocTestRunner(optionflags=doctest.ELLIPSIS).run(example, out=report.append)

            assert not report, "".join(report)

    def test_first_screen(self):
        """The first thirty lines say what it is and show a command with a real answer."""
        first = _text(ROOT / "README.md").splitlines()[:30]

        assert first[0] == "# cpsu-kg"
        assert re.fullmatch(r"[A-Z][^.]+\.", first[2])
        assert any(line.startswith("$ ") for line in first)
        assert any("Malenkov" in line for line in first)

    def test_setup_needs_python_and_pip_only(self):
        """Both set-up lines use nothing but python3 and what they install themselves."""
        text = _text(ROOT / "README.md")
        lines = re.findall(r"^(?:\$ )?(python3 -m venv .*)$", text, re.MULTILINE)

        assert len(lines) == 2
        for line in lines:
            for command in line.split(" && "):
                assert command.split()[0] == "python3" or command.startswith(".venv/bin/")


class TestTables:
    def test_tables_are_current(self, document):
        """What is counted in the documents is what the files hold."""
        text = _text(document)

        assert text == documents.with_tables(text), f"{_name(document)} is not current; {FIX}"

    def test_every_table_is_shown(self):
        """No table is made for nothing."""
        shown = {
            name for path in DOCUMENTS for name in re.findall(r"<!-- table: (\S+) -->", _text(path))
        }

        assert shown == TABLES.keys()


class TestProse:
    def test_links_lead_somewhere(self, document):
        """Every relative link names a file, every anchor a heading."""
        for target in re.findall(r"\]\(([^)\s]+)\)", _text(document)):
            if target.startswith("https://"):
                continue
            path, _, anchor = target.partition("#")
            file = (document.parent / path).resolve() if path else document

            assert file.exists(), f"{_name(document)}: {target}"
            if anchor:
                headings = re.findall(r"^#+ (.+)$", _text(file), re.MULTILINE)
                anchors = [re.sub(r"[^\w -]", "", h).lower().replace(" ", "-") for h in headings]
                assert anchor in anchors, f"{_name(document)}: {target}"

    def test_one_sentence_per_line(self, document):
        """Prose is broken where sentences end, so that a change is read by the sentence."""
        prose = re.sub(r"^```.*?^```$", "", _text(document), flags=re.MULTILINE | re.DOTALL)
        for line in prose.splitlines():
            if line.startswith(("|", "#", "<!--")):
                continue
            words = re.sub(r"`[^`]*`", "x", line)

            assert not re.search(r"[a-z)x][.?!] [A-Z]", words), f"{_name(document)}: {line}"

    def test_ids_exist(self, document, subjects):
        """A thing or term that a document names is there."""
        generated = r"^```turtle\n# blank\n.*?^```$|^<!-- table: .*?^<!-- end -->$"
        text = re.sub(generated, "", _text(document), flags=re.M | re.S)
        kinds = "|".join(
            {s.removeprefix(BASE).split("/")[0] for s in subjects if s.startswith(BASE)}
        )
        named = re.findall(rf"(?<![\w:/])({kinds}):([a-z0-9][\w.-]*[\w])", text)
        terms = re.findall(r"\bcpsu:([A-Za-z]\w*)", text)
        made = set(re.findall(rf"<{BASE}([^>]+)>", text))  # the document itself writes them down
        missing = [
            f"{kind}:{slug}"
            for kind, slug in named
            if f"{BASE}{kind}/{slug}" not in subjects and f"{kind}/{slug}" not in made
        ]
        missing += [f"cpsu:{name}" for name in terms if CPSU + name not in subjects]

        assert not missing, f"{_name(document)} names what does not exist: {missing}"


class TestTurtle:
    def test_quotes_are_true(self, document):
        """A Turtle block that quotes a file says nothing that the file does not say."""
        for block in documents.fences(_text(document), "turtle"):
            source = re.match(r"# from (\S+)\n", block)
            if source:
                said = set(parse((ROOT / source[1]).read_bytes(), RdfFormat.TURTLE))
                quoted = set(parse(PREFIXES + block, RdfFormat.TURTLE))

                assert quoted
                assert quoted <= said, f"not in {source[1]}: {quoted - said}"

    def test_every_block_is_a_quote_or_a_blank(self, document):
        """No Turtle is left unchecked."""
        for block in documents.fences(_text(document), "turtle"):
            assert re.match(r"# (blank|from \S+)\n", block)

    def test_blank_records_use_declared_terms(self, subjects):
        """The blank records of the curation guide parse and use the vocabulary."""
        for quad in parse(_filled_records(), RdfFormat.TURTLE):
            for node in (quad.predicate, quad.object):
                if isinstance(node, NamedNode) and node.value.startswith(CPSU):
                    assert node.value in subjects

    def test_blank_records_are_valid(self, tmp_path):
        """With their blanks filled, the records pass the shapes beside the rest of the data."""
        file = tmp_path / "filled.ttl"
        file.write_text(_filled_records(), encoding="utf-8")
        report = validate(str(file), with_bundled=True)

        assert not [f"{each.focus}: {each.message}" for each in report if each.file == str(file)]

    def test_blank_records_show_every_kind(self):
        """There is a record to copy for whatever a curator may add."""
        text = _filled_records()

        for name in ("Person", "Office", "OfficeTenure", "BodyMembership", "Plenum", "Phase"):
            assert f"a cpsu:{name} ;" in text
        for name in ("Designation", "Source", "SourceFamily", "Attestation", "Adjudication"):
            assert f"a cpsu:{name} ;" in text


def _filled_records() -> str:
    """The blank records of the curation guide with dates in their blanks."""
    blocks = documents.fences(_text(ROOT / "data" / "README.md"), "turtle")
    text = "\n".join(block for block in blocks if block.startswith("# blank\n"))
    filled = re.sub(
        r'(cpsu:(\w+)) "YYYY(-MM-DD)?"', lambda match: f'{match[1]} "{FILLED[match[2]]}"', text
    )
    for blank, day in (("ANOTHER-DAY", "1957-02-21"), ("yyyy-mm-dd", FILLED["start"])):
        filled = filled.replace(blank, day)
    return filled.replace("-yyyy", f"-{FILLED['start'][:4]}")
