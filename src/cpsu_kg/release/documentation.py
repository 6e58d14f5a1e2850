"""The ontology as a web page, made by pyLODE where that is installed."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from importlib.util import find_spec
from typing import TYPE_CHECKING

from cpsu_kg import exports

if TYPE_CHECKING:
    from cpsu_kg.graph import KnowledgeGraph

PAGE = "ontology/index.html"
# In a process of its own: pyLODE turns on logging for everybody, and its order must not vary.
_SCRIPT = """
import sys
from rdflib import Graph
from pylode import OntPub
graph = Graph().parse(sys.stdin.buffer, format="turtle")
sys.stdout.buffer.write(OntPub(ontology=graph).make_html().encode())
"""


def write(kg: KnowledgeGraph, folder: str) -> str | None:
    """Document the ontology.

    Args:
        kg: the dataset.
        folder: the release, with its folder `ontology`.

    Returns:
        None if the page was written, else one line that says why it was left out.
    """
    if find_spec("pylode") is None:
        return f"{PAGE} is left out: pyLODE is not installed (pip install 'cpsu-kg[docs]')"
    text = io.BytesIO()
    exports.write(kg, "turtle", text, graphs=["ontology"])
    done = subprocess.run(
        [sys.executable, "-c", _SCRIPT],
        input=text.getvalue(),
        capture_output=True,
        env=os.environ | {"PYTHONHASHSEED": "0"},
        check=False,
    )
    if done.returncode or not done.stdout:
        last = done.stderr.decode(errors="replace").strip().rpartition("\n")[2]
        return f"{PAGE} is left out: pyLODE failed ({last})"
    with open(os.path.join(folder, *PAGE.split("/")), "wb") as stream:
        stream.write(done.stdout.rstrip() + b"\n")
    return None
