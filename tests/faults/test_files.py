"""Files that are cut off, broken, huge, hostile or oddly named, given to `cpsu-kg validate`."""

import os
import socket
import sys
import threading

import pytest

CPSU = b"@prefix cpsu: <https://w3id.org/cpsu-kg/ontology#> .\n"
PERSON = CPSU + b"<https://w3id.org/cpsu-kg/person/X> a cpsu:Person ;\n"

# No Turtle: what is in the file, and where the mistake is said to be.
BROKEN = {
    "cut off in a text": (PERSON + b'    cpsu:familyName "X', ":3:"),
    "cut off in an IRI": (PERSON + b"    cpsu:gender <https://w3id.org/cp", ":3:"),
    "cut off after a comma": (PERSON + b"    cpsu:gender cpsu:male ,", ":3:"),
    "binary": (bytes(range(256)) * 40, ":1:"),
    "zeroes": (CPSU + b"\0" * 1000, ":2:"),
    "UTF-16": ((CPSU + b"<x:a> <x:b> 1 .").decode().encode("utf-16"), ":1:"),
    "Latin-1": (CPSU + '<x:a> <x:b> "é" .'.encode("latin-1"), ":2:"),
    "half a surrogate pair": (b'<x:a> <x:b> "\\uD800" .', ":1:"),
    "escapes for the terminal": (b"\x1b[2J\x1b[31m <x:a> <x:b> 1 .", ":1:"),
    "a text without an end": (CPSU + b'<x:a> <x:b> """' + b"a" * 2_000_000, ":2:"),
    "a text beyond the parser's limit": (CPSU + b'<x:a> <x:b> "' + b"a" * 17_000_000, "too long"),
    "brackets that never close": (b"<x:a> <x:b> " + b"[ <x:b> " * 100_000, ":1:"),
    "N-Quads": (b"<x:a> <x:b> <x:c> <x:g> .\n", ":1:"),
    "JSON-LD": (b'{"@context": "http://127.0.0.1:9/", "@id": "x:a"}', ":1:"),
    "RDF/XML with entities": (
        b'<!DOCTYPE a [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><rdf/>',
        ":1:",
    ),
}

# Turtle, however strange: nothing in it is about the party.
STRANGE = {
    "nothing": b"",
    "a byte order mark": b"\xef\xbb\xbf<x:a> <x:b> 1 .",
    "lists within lists": b"<x:a> <x:b> " + b"(" * 20_000 + b")" * 20_000 + b" .",
    "nodes within nodes": b"<x:a> <x:b> " + b"[ <x:b> " * 20_000 + b"1" + b"]" * 20_000 + b" .",
    "a value a thousand times": b"<x:a> <x:b> " + b" , ".join([b"1"] * 100_000) + b" .",
    "a text of a million letters": b'<x:a> <x:b> "' + b"a" * 1_000_000 + b'" .',
}


@pytest.fixture
def file(tmp_path):
    """Write a file of some bytes."""

    def write(body, name="x.ttl"):
        path = os.path.join(os.fsencode(tmp_path), os.fsencode(name))
        with open(path, "wb") as stream:
            stream.write(body)
        return os.fsdecode(path)

    return write


class TestContent:
    @pytest.mark.parametrize("name", BROKEN)
    def test_broken(self, name, file, program, refusal):
        """One line names the file, the place and the mistake; the terminal is left alone."""
        body, place = BROKEN[name]

        refusal(program("validate", file(body)), "x.ttl:", place)

    @pytest.mark.parametrize("name", STRANGE)
    def test_strange(self, name, file, program):
        """What is Turtle is read, however deep or long, and has nothing to report."""
        ended = program("validate", file(STRANGE[name]))

        assert ended == (0, b"nothing to report\n", b"")

    def test_classes_in_a_circle(self, file, program):
        """A circle of classes or of parts comes to an end."""
        circle = (
            b"@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .\n"
            b"cpsu:Person rdfs:subClassOf cpsu:A . cpsu:A rdfs:subClassOf cpsu:Person , cpsu:A .\n"
            b"<https://w3id.org/cpsu-kg/event/a> a cpsu:Event ; "
            b"cpsu:partOf <https://w3id.org/cpsu-kg/event/a> .\n"
        )
        ended = program("validate", file(CPSU + circle))

        assert ended.status == 1
        assert b"event:a" in ended.out
        assert ended.err == b""

    @pytest.mark.parametrize("engine", ["fast", "pyshacl"])
    def test_a_triple_as_a_value(self, engine, file, program, refusal):
        """What RDF 1.2 adds is a violation, or more than pySHACL can read."""
        path = file(PERSON + b"    cpsu:start <<( <x:a> <x:b> 1 )>> .")
        ended = program("validate", "--engine", engine, path)

        if engine == "pyshacl":
            refusal(ended, "a triple as a value")
        else:
            assert ended.status == 1
            assert b"cpsu:start" in ended.out

    @pytest.mark.parametrize("engine", ["fast", "pyshacl"])
    def test_nothing_is_fetched(self, engine, file, program):
        """No file, by whatever word, makes the program go anywhere."""
        with socket.create_server(("127.0.0.1", 0)) as server:
            there = f"http://127.0.0.1:{server.getsockname()[1]}/"
            asked = []
            thread = threading.Thread(target=_listen, args=(server, asked), daemon=True)
            thread.start()
            text = CPSU.decode() + ELSEWHERE.replace("THERE", there)
            ended = program("validate", "--engine", engine, file(text.encode()))
            server.shutdown(socket.SHUT_RDWR)
            thread.join()

        assert ended.err == b""
        assert asked == []


ELSEWHERE = """
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@base <THERE> .
<> a owl:Ontology ; owl:imports <THEREontology.ttl> ; sh:shapesGraph <THEREshapes.ttl> .
<https://w3id.org/cpsu-kg/person/x> a cpsu:Person ; owl:sameAs <THEREx> ; cpsu:url <THEREy> .
<s> a sh:NodeShape ; sh:targetClass cpsu:Person ; sh:sparql [
    sh:select "SELECT $this WHERE { SERVICE <THEREsparql> { $this ?p ?o } }" ] .
"""


def _listen(server, asked):
    while True:
        try:
            connection, address = server.accept()
        except OSError:
            return
        connection.close()
        asked.append(address)


class TestNames:
    @pytest.mark.parametrize("locale", ["C", "C.UTF-8"])
    def test_in_a_refusal(self, locale, file, program, refusal):
        """A name can neither break the line nor colour the terminal."""
        strict = {"LC_ALL": locale, "PYTHONUTF8": "0"}
        ended = program("validate", file(b"<x:a>", "a\nb\x1b[31m.ttl"), env=strict)

        refusal(ended, r"a\nb\x1b[31m.ttl:1:")

    @pytest.mark.skipif(sys.platform != "linux", reason="names are bytes only there")
    @pytest.mark.parametrize("name", ["имя.ttl".encode(), b"\xff\xfe.ttl"])
    @pytest.mark.parametrize("locale", ["C", "C.UTF-8"])
    def test_in_a_report(self, name, locale, file, program):
        """A name goes to the report byte by byte, be it text of an encoding or not."""
        strict = {"LC_ALL": locale, "PYTHONUTF8": "0"}
        ended = program("validate", file(PERSON[:-2] + b".", name), env=strict)

        assert ended.status == 1
        assert name + b":2: Violation" in ended.out
        assert ended.err == b""

    @pytest.mark.parametrize("kind", ["folder", "circle", "pipe", "device"])
    def test_no_file(self, kind, tmp_path, program, refusal):
        """A folder without Turtle, a link to itself and the like are refused by name."""
        path = tmp_path / "x.ttl"
        if kind == "folder":
            path.mkdir()
        elif kind == "circle":
            path.symlink_to(path)
        elif kind == "pipe":
            os.mkfifo(path)
        else:
            path.symlink_to("/dev/null")

        refusal(program("validate", str(path)), "x.ttl")
