"""What every file of the repository looks like: layout, names, places, sizes."""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
import sys
import sysconfig
from collections import Counter, defaultdict
from pathlib import Path

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, parse

from cpsu_kg.resources import Resources
from cpsu_kg.terms import BASE, CPSU, Terms, term

ROOT = Path(__file__).parent.parent
DATA = ROOT / "data"
RDF_TYPE = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
OF_LANGUAGE = NamedNode("http://purl.org/dc/terms/language")
LABEL = NamedNode("http://www.w3.org/2000/01/rdf-schema#label")

# Everything the project writes itself is in English or Russian; other languages come in only as
# the names that people of the Soviet republics, and foreign reference works, give a person.
LANGUAGES = {"en", "ru"}
NAME_LANGUAGES = LANGUAGES.union(
    ("ru-latn", "ba", "be", "bg", "ca", "cs", "da", "de", "el", "es", "et", "fi", "fr", "he", "hu"),
    ("az", "hy", "it", "ja", "ka", "kk", "ky", "lt", "lv", "mn", "nl", "no", "pl", "pt", "ro"),
    ("sk", "sl", "sv", "tg", "tk", "tr", "tt", "uk", "uz", "vi", "yi", "zh"),
)

KINDS = (
    *("person", "office", "body", "line", "phase", "designation", "tenure", "vacancy"),
    *("leadership", "event", "headcount", "source", "family", "attestation", "adjudication"),
    *("span", "shape"),
)
PREFIXES = {
    **{kind: f"{BASE}{kind}/" for kind in KINDS},
    "bibo": "http://purl.org/ontology/bibo/",
    "cpsu": CPSU,
    "crm": "http://www.cidoc-crm.org/cidoc-crm/",
    "dcterms": "http://purl.org/dc/terms/",
    "fabio": "http://purl.org/spar/fabio/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "lode": "http://linkedevents.org/ontology/",
    "org": "http://www.w3.org/ns/org#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "popolo": "http://www.popoloproject.com/ns#",
    "parl": "https://id.parliament.uk/schema/",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "http://schema.org/",
    "sem": "http://semanticweb.cs.vu.nl/2009/11/sem/",
    "sh": "http://www.w3.org/ns/shacl#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "skosxl": "http://www.w3.org/2008/05/skos-xl#",
    "vann": "http://purl.org/vocab/vann/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}

MAX_MODULE_LINES = 400
MAX_FUNCTION_LINES = 45

SLUG = r"[a-z0-9]+(-[a-z0-9]+)*"
LOCAL_NAMES = {
    "attestation": rf"{SLUG}\.{SLUG}(\.[0-9]+)?",
    "adjudication": rf"{SLUG}\.[a-z][A-Za-z]*",
}


def _files(*suffixes: str) -> list[Path]:
    """All files of the project with these suffixes; build folders and caches left out."""
    tops = ("data", "docs", "ontology", "queries", "shapes", "src", "tests", ".ci")
    found = [path for top in tops for path in (ROOT / top).rglob("*") if path.is_file()]
    found += [path for path in ROOT.glob("*") if path.is_file()]
    others = {"_build", "w3c"}  # what was built, and what the W3C wrote
    return sorted(p for p in found if p.suffix in suffixes and others.isdisjoint(p.parts))


def _name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def _quads():
    for path in sorted(DATA.rglob("*.ttl")):
        for quad in parse(path.read_bytes(), RdfFormat.TURTLE):
            yield path.relative_to(DATA).with_suffix("").as_posix(), quad


@pytest.fixture(scope="module")
def quads():
    """Every triple of the data with the file it stands in, without the suffix."""
    return list(_quads())


@pytest.fixture(scope="module")
def classes(quads):
    """The class of every thing."""
    return {quad.subject: quad.object for _, quad in quads if quad.predicate == RDF_TYPE}


@pytest.fixture(scope="module")
def homes(quads):
    """The file in which a thing is given its class."""
    return {quad.subject: file for file, quad in quads if quad.predicate == RDF_TYPE}


@pytest.fixture(scope="module")
def terms():
    """The vocabulary."""
    return Terms.load(Resources(ROOT))


class TestLayout:
    def test_turtle_is_canonical(self):
        """turtlefmt would change no Turtle file."""
        scripts = sysconfig.get_path("scripts")
        formatter = shutil.which("turtlefmt", path=scripts) or shutil.which("turtlefmt")
        assert formatter, "turtlefmt is missing; pip install -e '.[test]'"
        run = subprocess.run(
            [formatter, "--check", "data", "ontology", "shapes"],
            cwd=ROOT, capture_output=True, text=True, check=False,
        )  # fmt: skip
        wrong = [line for line in run.stderr.splitlines() if line.startswith("The format of")]

        assert run.returncode == 0, "\n".join([*wrong, "run: turtlefmt data ontology shapes"])

    @pytest.mark.parametrize(
        "path", [p for p in _files(".rq") if "tests" not in p.parts], ids=_name
    )
    def test_sparql_is_laid_out(self, path):
        """Header, sorted prefixes that are all used, a blank line, two-space steps, short lines."""
        lines = path.read_text(encoding="utf-8").splitlines()
        text = "\n".join(line for line in lines if not line.lstrip().startswith("#"))
        declared = re.findall(r"^PREFIX (\w+): <(\S+)>$", text, re.MULTILINE)
        names = [name for name, _ in declared]
        body = re.sub(r"^PREFIX .*$", "", text, flags=re.MULTILINE)
        outside_strings = re.sub(r'"[^"\n]*"|<[^>\s]*>', "", body)
        used = set(re.findall(r"(?<![\w?$:])(\w+):", outside_strings))

        assert names == sorted(names), "sort the PREFIX lines"
        assert set(names) == used & (set(names) | set(PREFIXES)), "declare what is used, no more"
        assert all(PREFIXES.get(name, iri) == iri for name, iri in declared)
        for number, line in enumerate(lines, 1):
            if not line.startswith("#"):
                assert len(line) <= 130, f"line {number} is too long"
                assert (len(line) - len(line.lstrip(" "))) % 2 == 0, f"line {number}: odd indent"
        keywords = r"\b(select|where|optional|filter|bind|union|values|order by|group by)\b"
        assert not re.search(keywords, outside_strings), "write keywords in capitals"

    @pytest.mark.parametrize(
        "path", [p for p in _files(".ttl") if "tests" not in p.parts], ids=_name
    )
    def test_prefixes_are_exact(self, path):
        """Prefixes are sorted, always the same, and all used."""
        text = path.read_text(encoding="utf-8")
        declared = re.findall(r"^@prefix (\w+): <(\S+)> \.$", text, re.MULTILINE)
        body = re.sub(r"^(@prefix|#).*$", "", text, flags=re.MULTILINE)
        unused = [name for name, _ in declared if not re.search(rf"(?<!\w){name}:", body)]

        assert text.count("@prefix") == len(declared), "one @prefix line per prefix, all at the top"
        assert not unused, f"take the unused prefixes out: {', '.join(unused)}"
        assert declared == sorted(declared), "sort the @prefix lines"
        assert dict(declared).items() <= PREFIXES.items(), "a prefix stands for another namespace"

    @pytest.mark.parametrize("folder", ["ontology", "shapes"])
    def test_header_comment(self, folder):
        """Each file of vocabulary and shapes says in a comment what it is, before all else."""
        for path in (ROOT / folder).glob("*.ttl"):
            lines = path.read_text(encoding="utf-8").splitlines()
            body = [line for line in lines if line and not line.startswith("@prefix")]

            # turtlefmt puts a blank before a comment that stands on the first line
            assert re.fullmatch(" ?# .{15,}", body[0]), (
                f"{_name(path)}: say what it is in a comment"
            )

    def test_no_stray_whitespace(self):
        """UTF-8, line feeds only, no tabs, nothing after the last word, one end of line."""
        text_files = _files(".ttl", ".rq", ".py", ".md", ".csv", ".toml", ".cff", "")
        for path in text_files:
            raw = path.read_bytes()
            text = raw.decode("utf-8")
            name = _name(path)
            assert b"\r" not in raw, f"{name}: carriage return"
            assert "\ufeff" not in text, f"{name}: byte order mark"
            if path.suffix != ".csv":
                assert "\t" not in text, f"{name}: tab"
            stray = [n for n, line in enumerate(text.split("\n"), 1) if line != line.rstrip()]
            assert not stray, f"{name}: blanks at the end of lines {stray[:5]}"
            assert text == "" or (text.endswith("\n") and not text.endswith("\n\n")), name

    def test_nothing_personal(self):
        """No file names a path of somebody's machine or the host of a package registry."""
        home = re.compile(
            r"(?<![\w.])/(?:home|Users|root|work|tmp)/\w|https?://[\w.]*pypi\.|npmjs\."
        )
        allowed = {"tests/test_style.py"}
        for path in _files(".ttl", ".rq", ".py", ".md", ".toml", ".cff", ""):
            if _name(path) not in allowed and "sources" not in path.parts:
                found = home.search(path.read_text(encoding="utf-8"))

                assert not found, f"{_name(path)}: {found and found[0]}"


class TestNames:
    def test_no_blank_nodes(self, quads):
        """Everything in the data has an IRI."""
        blank = [
            file
            for file, quad in quads
            if isinstance(quad.subject, BlankNode) or isinstance(quad.object, BlankNode)
        ]

        assert not blank

    def test_slugs(self, classes):
        """IRIs are the kind and a slug of lower-case words; the kind follows from the class."""
        wrong = []
        for subject in classes:
            kind, _, local = subject.value.removeprefix(BASE).partition("/")
            pattern = LOCAL_NAMES.get(kind, SLUG)
            if not subject.value.startswith(BASE) or not re.fullmatch(pattern, local):
                wrong.append(subject.value)

        assert not wrong, "ids are lower-case words joined by hyphens: " + ", ".join(wrong[:5])

    def test_kind_follows_class(self, classes, terms):
        """A person's IRI begins with person/, an attestation's with attestation/, and so on."""
        wrong = [
            f"{subject.value} is a {of.value.removeprefix(CPSU)}"
            for subject, of in classes.items()
            if subject.value.removeprefix(BASE).partition("/")[0] != terms.kind(of)
        ]

        assert not wrong

    def test_no_version_in_iris(self, quads):
        """A thing keeps its IRI from release to release."""
        version = re.compile(r"/v?[0-9]+\.[0-9]+|/v[0-9]+/")
        ours = {
            node.value
            for _, quad in quads
            for node in (quad.subject, quad.predicate, quad.object)
            if isinstance(node, NamedNode) and node.value.startswith(BASE)
        }

        assert not [iri for iri in ours if version.search(iri)]
        assert not version.search(CPSU)

    def test_one_word_for_one_namespace(self, quads):
        """Nothing in our namespaces is spelt with a kind that does not exist."""
        kinds = {
            node.value.removeprefix(BASE).partition("/")[0]
            for _, quad in quads
            for node in (quad.subject, quad.object)
            if isinstance(node, NamedNode)
            and node.value.startswith(BASE)
            and not node.value.startswith(CPSU)
        }

        assert kinds <= PREFIXES.keys()

    def test_attestation_joins_thing_and_source(self, quads):
        """attestation:<thing>.<source>, with a number for a second statement of one source."""
        parts = defaultdict(dict)
        for _, quad in quads:
            if quad.predicate in (term("attests"), term("source")):
                parts[quad.subject][quad.predicate] = quad.object.value.rpartition("/")[2]
        for subject, stated in parts.items():
            expected = f"{stated[term('attests')]}.{stated[term('source')]}"
            local = subject.value.rpartition("/")[2]

            assert re.fullmatch(re.escape(expected) + r"(\.[0-9]+)?", local), local

    def test_languages(self, quads, classes):
        """Our own words are English or Russian; a name may be in its own language."""
        wrong = set()
        for file, quad in quads:
            if isinstance(quad.object, Literal) and (language := quad.object.language):
                named = quad.predicate.value.endswith(("#altLabel", "#label", "#title"))
                if language not in (NAME_LANGUAGES if named else LANGUAGES):
                    wrong.add(f"{file}: @{language} {quad.object.value!r}")

        assert not wrong, "\n".join(sorted(wrong))


class TestPlaces:
    def test_every_subject_has_one_home(self, quads, homes):
        """A thing stands in one file; only links to authorities stand apart."""
        strays = sorted(
            f"{quad.subject.value} in {file}"
            for file, quad in quads
            if homes.get(quad.subject) != file and not file.startswith("links/")
        )

        assert not strays

    def test_home_follows_kind(self, quads, classes, homes, terms):
        """The file follows from what a thing is and what it belongs to."""
        about = {}
        for _, quad in quads:
            if quad.predicate in map(term, ("office", "body", "ofOffice", "ofBody", "sourceKind")):
                about[quad.subject] = quad.object.value
        wrong = []
        for subject, home in homes.items():
            expected = _home(subject, classes[subject], about.get(subject), terms)
            if expected and home != expected:
                wrong.append(f"{subject.value} stands in {home}, not in {expected}")

        assert not wrong, "\n".join(wrong[:20])

    @pytest.mark.parametrize(
        ("predicate", "folder"), [("attests", "attestations"), ("adjudicates", "adjudications")]
    )
    def test_statements_mirror_things(self, quads, homes, predicate, folder):
        """What is said about a thing stands at the thing's path under another folder."""
        wrong = [
            f"{quad.subject.value} stands in {file}, not in {folder}/{homes.get(quad.object)}"
            for file, quad in quads
            if quad.predicate == term(predicate) and file != f"{folder}/{homes.get(quad.object)}"
        ]

        assert not wrong, "\n".join(wrong[:20])

    def test_links_are_sorted_by_authority(self, quads):
        """A file of links points into one authority only."""
        hosts = defaultdict(Counter)
        for file, quad in quads:
            if file.startswith("links/"):
                hosts[file][quad.object.value.split("/")[2]] += 1

        assert all(len(each) == 1 for each in hosts.values()), hosts

    def test_every_source_is_used(self, quads, classes):
        """A source without an attestation, a family without a source, says nothing."""
        used = {quad.object for _, quad in quads if quad.predicate == term("source")}
        families = {quad.object for _, quad in quads if quad.predicate == term("family")}
        sources = {s for s, of in classes.items() if of == term("Source")}

        assert sources == used
        assert families == {s for s, of in classes.items() if of == term("SourceFamily")}


class TestSizes:
    @pytest.mark.parametrize("path", sorted((ROOT / "src").rglob("*.py")), ids=_name)
    def test_modules_and_functions_stay_small(self, path):
        """A module fits in the head, a function on a screen."""
        text = path.read_text(encoding="utf-8")
        tree = ast.parse(text)
        functions = (ast.FunctionDef, ast.AsyncFunctionDef)
        too_long = [
            f"{node.name}: {lines} lines"
            for node in ast.walk(tree)
            if isinstance(node, functions) and (lines := _length(node)) > MAX_FUNCTION_LINES
        ]

        assert len(text.splitlines()) <= MAX_MODULE_LINES
        assert not too_long
        assert not text or ast.get_docstring(tree), "say in a docstring what the module is for"

    def test_hot_path_imports_little(self):
        """Answering a question loads neither rdflib nor pyshacl nor SPARQLWrapper."""
        code = "import sys, cpsu_kg.graph; print(*sys.modules)"
        path = str(ROOT / "src")
        run = subprocess.run(
            [sys.executable, "-c", f"import sys; sys.path.insert(0, {path!r}); {code}"],
            capture_output=True, text=True, check=True,
        )  # fmt: skip

        assert not {"rdflib", "pyshacl", "SPARQLWrapper"} & set(run.stdout.split())


def _length(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines of a function's body without its docstring."""
    body = function.body[1:] if ast.get_docstring(function) else function.body
    return (function.end_lineno or 0) - body[0].lineno + 1 if body else 0


def _home(subject, of, owner, terms):
    """The file where a thing of the data belongs; None for what mirrors another thing."""
    slug = subject.value.rpartition("/")[2]
    owner_kind, _, owner_slug = (owner or "").removeprefix(BASE).partition("/")
    of_name = of.value.removeprefix(CPSU)
    if of_name in ("OfficeTenure", "BodyMembership", "Vacancy"):
        return f"tenures/{owner_slug}"
    if of_name in ("Phase", "Designation"):
        return "offices" if owner_kind == "office" else "bodies"
    if of_name == "Source":
        return f"sources/{_plural((owner or '').removeprefix(CPSU))}"
    if of == term("Event") or term("Event") in terms.superclasses(of):
        return f"events/{_plural(_topmost_event(of, terms))}"
    fixed = {
        "Person": f"persons/{slug}",
        "Body": "bodies",
        "Office": "offices",
        "OfficeLine": "offices",
        "Leadership": "leadership",
        "Headcount": "headcounts",
        "SourceFamily": "families",
    }
    return fixed.get(of_name)


def _topmost_event(of, terms):
    if of == term("Event"):
        return "other"
    below = [each for each in {of, *terms.superclasses(of)} if each != term("Event")]
    events = [each for each in below if term("Event") in terms.superclasses(each)]
    return min(events, key=lambda e: len(terms.superclasses(e))).value.removeprefix(CPSU)


def _plural(name: str) -> str:
    """officialRecord -> official-records; the file name of a class or kind."""
    word = re.sub(r"(?<=[a-z])([A-Z])", r"-\1", name).lower()
    if word in ("other", "press"):
        return word
    if word.endswith(("ch", "sh", "ss", "x")):
        return word + "es"
    if re.search(r"[^aeiou]y$", word):
        return word[:-1] + "ies"
    return re.sub(r"is$", "e", word) + "s"
