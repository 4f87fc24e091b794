"""The figure's script as it is fetched: one file, since more than a hundred modules, each asked for by itself, kept a
first picture waiting for more than a second. It is written once, into a folder of static/ that bears a fingerprint."""

import hashlib
import json
import shutil
import tempfile
from contextlib import suppress
from functools import lru_cache
from pathlib import Path

from browser import bundle
from browser.bundle import STATIC, WORKER, bundled, parts, style

# What components import, by module; the figure's files ask for the others by name, beside themselves.
ENTRIES = {
    "main.js": "explorer",
    "shelf/shelf.js": "shelf",
    "lesson/chart.js": "lessonCharts",
    "lesson/window.js": "lessonWindow",
}
PLACE = STATIC / "built"


def files() -> dict[str, str]:
    """By name: the script, its workers' script, what a page without a server is made of, and a style sheet."""
    script = [*bundled(*ENTRIES), f"setStyle({json.dumps(style())});", f"export {{ {', '.join(ENTRIES.values())} }};"]
    return {
        "figure.js": "\n".join(script),
        "worker.js": "\n".join(bundled(WORKER)),
        "parts.json": json.dumps(parts("main.js")),
        "shelf.css": (STATIC / "shelf" / "shelf.css").read_text("utf-8"),
    }


@lru_cache(maxsize=1)
def built() -> tuple[str, str]:
    """(Where the script is, below static/; the fingerprint of all of it). Where nothing can be written, "": then each
    module is fetched by itself, and no page without a server can be made."""
    version = _version()
    folder = PLACE / version
    with suppress(OSError):
        if not folder.exists():
            _write(files(), folder)
    return (f"built/{version}/figure.js" if folder.exists() else ""), version


def _version() -> str:
    """Of the sources, and of what puts them together: to do that takes longer than a first picture may wait."""
    sources = {path for path in STATIC.rglob("*") if path.suffix in (".js", ".css") and PLACE not in path.parents}
    digest = hashlib.sha256()
    for path in (*sorted(sources), Path(__file__), Path(bundle.__file__)):
        content = path.read_bytes()
        digest.update(f"{path.name} {len(content)}\n".encode() + content)
    return digest.hexdigest()[:16]


def _write(made: dict[str, str], folder: Path) -> None:
    """Whole or not at all: another server of the same folder may write it too."""
    PLACE.mkdir(exist_ok=True)
    before = list(PLACE.iterdir())
    new = Path(tempfile.mkdtemp(dir=PLACE))
    new.chmod(0o755)
    for name, text in made.items():
        (new / name).write_text(text, "utf-8")
    try:
        new.rename(folder)
    except OSError:
        shutil.rmtree(new)
        return
    for old in before:
        if old != folder:
            shutil.rmtree(old, ignore_errors=True)
