"""The folder that a run works in: datasets of each size, questions, and how to start things."""

from __future__ import annotations

import json
import os
import shutil
import sys
import sysconfig
from functools import cached_property
from pathlib import Path

from benchmarks.measure import Figure, Run, run
from benchmarks.synthetic.dataset import write
from cpsu_kg.resources import find
from cpsu_kg.stores.loading import read_quads

ROOT = Path(__file__).parent.parent
# So many triples the generator writes for a province, on average.
_PROVINCE = 12_500
_SOURCE = ROOT / "src"
_PROGRAM = f"""import sys
sys.path.insert(0, {str(_SOURCE)!r})
from cpsu_kg.cli.main import program
program()
"""


class Work:
    """Where a run keeps its files; nothing of the user's own is touched."""

    def __init__(self, folder: Path, seed: int, limit: float) -> None:
        self.folder = folder
        self.seed = seed
        self.limit = limit
        self.environment = os.environ | {"CPSU_KG_CACHE": str(folder / "cache")}
        # Without compiled modules, starting is measured that no installed program has.
        self.environment.pop("PYTHONDONTWRITEBYTECODE", None)

    def run(self, *command: str, path: str = "") -> Run:
        """Run a command; one that fails is said to, and has taken no time worth telling."""
        result = run(command, self.environment | {"PYTHONPATH": path}, self.limit)
        if result.status:
            reason = result.errors.strip().splitlines()[-1:] or [f"status {result.status}"]
            print(f"  failed: {' '.join(command)[-120:]}: {reason[0]}", file=sys.stderr)
        return result

    def python(self, *arguments: str) -> Run:
        """Run Python on the modules of this checkout."""
        return self.run(sys.executable, *arguments, path=f"{_SOURCE}{os.pathsep}{ROOT}")

    def step(self, root: Path, *words: str) -> Figure | None:
        """Do one of the steps on a dataset; None if it failed."""
        name, *arguments = words
        result = self.python("-m", "benchmarks.steps", name, str(root), *arguments)
        if result.status:
            return None
        told = json.loads(result.output.splitlines()[-1])
        return Figure(told["seconds"], told["cpu"], result.peak, told["count"])

    def exports(self, size: int) -> Path:
        """Give the folder that the exports of a dataset are written to."""
        folder = self.folder / f"exports-{size}"
        folder.mkdir(exist_ok=True)
        return folder

    @cached_property
    def program(self) -> list[str]:
        """The command `cpsu-kg`: the installed one, else one like it."""
        installed = shutil.which("cpsu-kg", path=sysconfig.get_path("scripts"))
        if installed:
            return [installed]
        script = self.folder / "cpsu-kg"
        script.write_text(_PROGRAM)
        return [sys.executable, str(script)]

    @cached_property
    def oxigraph(self) -> str | None:
        return shutil.which("oxigraph", path=sysconfig.get_path("scripts")) or shutil.which(
            "oxigraph"
        )

    def dataset(self, size: int) -> Path:
        """Give the root of the dataset that has so many times the triples of the real one."""
        if size == 1:
            return Path(find().root)
        root = self.folder / f"dataset-{size}"
        if not root.exists():
            real = sum(1 for _ in read_quads(find()))
            write(root, self.seed, round((size - 1) * real / _PROVINCE), Path(find().root))
        return root

    def sample(self) -> Path:
        """Give the root of a small dataset: one province to 1935, without the real one."""
        root = self.folder / "dataset-sample"
        if not root.exists():
            write(root, self.seed, 1, until=1935)
            for name in ("ontology", "queries", "shapes"):
                os.symlink(Path(find().root) / name, root / name)
        return root

    @cached_property
    def questions(self) -> dict[str, Path]:
        """Every canned query with its example values, as a file that any engine can run."""
        # Done by a child, so that this process stays small: its memory would count for all.
        self.python("-m", "benchmarks.questions", str(self.folder))
        return {path.stem: path for path in sorted((self.folder / "questions").glob("*.rq"))}

    def words(self, name: str) -> list[str]:
        """Give the command line of a canned query with its example values."""
        if name == "on":
            return ["on", "1953-03-10"]
        text = self.questions[name].with_suffix(".json").read_text(encoding="utf-8")
        return ["query", name, *json.loads(text)]
