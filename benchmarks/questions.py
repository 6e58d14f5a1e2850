"""Put the example values into every canned query: `python -m benchmarks.questions FOLDER`."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from cpsu_kg.graph import KnowledgeGraph


def main() -> None:
    folder = Path(sys.argv[1]) / "questions"
    folder.mkdir()
    graph = KnowledgeGraph()
    for query in graph.queries:
        path = folder / f"{query.name}.rq"
        path.write_text(query.bind(query.example(), graph.names), encoding="utf-8")
        words = [word for key, value in query.example().items() for word in (_option(key), value)]
        path.with_suffix(".json").write_text(json.dumps(words), encoding="utf-8")


def _option(name: str) -> str:
    return "--" + name.replace("_", "-")


if __name__ == "__main__":
    main()
