"""Apache Jena as Debian packages it: `libapache-jena-java`, which has no commands of its own."""

from __future__ import annotations

import shutil
import zipfile
from pathlib import Path

_JARS = Path("/usr/share/java")
_NEEDED = (
    *("jena-arq", "jena-base", "jena-cmds", "jena-core", "jena-iri", "jena-tdb2"),
    *("jena-dboe-base", "jena-dboe-index", "jena-dboe-storage", "jena-dboe-trans-data"),
    *("jena-dboe-transaction", "jena-rdfconnection", "jena-shex", "jena-shacl", "jena-tdb"),
    *("commons-cli", "commons-codec", "commons-compress", "commons-csv", "commons-io"),
    *("commons-lang3", "dexx.collection", "gson", "guava", "httpclient", "httpcore"),
    *("jackson-annotations", "jackson-core", "jackson-databind", "jakarta.json-api"),
    *("jsonld-java", "protobuf", "slf4j-api", "slf4j-nop", "thrift", "titanium-json-ld"),
)
_MESSAGES = "org/apache/jena/ext/"


def version() -> str | None:
    """Give the version that is installed; None if there is none."""
    found = sorted(_JARS.glob("jena-arq-*.jar"))
    return found[-1].stem.rpartition("-")[2] if found and shutil.which("java") else None


def command(folder: Path, tool: str) -> list[str]:
    """Give the command line of one of Jena's tools.

    Args:
        folder: where what the package lacks may be put.
        tool: the class, such as arq.arq or tdb2.tdbloader.

    Returns:
        Program and first arguments.
    """
    jars = [str(_JARS / f"{name}.jar") for name in _NEEDED if (_JARS / f"{name}.jar").exists()]
    return ["java", "-cp", ":".join([str(_messages(folder)), *jars]), tool]


def _messages(folder: Path) -> Path:
    """Put the messages of Jena's own Xerces where Debian's build of it looks for them."""
    target = folder / "jena"
    if not target.exists():
        with zipfile.ZipFile(_JARS / "jena-core.jar") as jar:
            for name in jar.namelist():
                if name.startswith(_MESSAGES) and name.endswith(".properties"):
                    path = target / name[len(_MESSAGES) :]
                    path.parent.mkdir(parents=True, exist_ok=True)
                    path.write_bytes(jar.read(name))
    return target
