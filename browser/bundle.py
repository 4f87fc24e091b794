"""The modules of static/ as texts to be put together: each before those that ask for it, without import and export,
remarks left out. Names at the top of a module are unique among all modules (a test holds it), so that these can go."""

import re
from functools import lru_cache
from pathlib import Path

STATIC = Path(__file__).parent.parent / "static"
WORKER = "engine/worker.js"
IMPORT = re.compile(r'^import [^;]*? from "([^"]+)";\n', re.MULTILINE)
# on lines of their own, a fifth of the text; not /* MARKS */, which loops have for what is put in their place
REMARK = re.compile(r"^[ \t]*(?://.*|/\*\*[\s\S]*?\*/[ \t]*)\n", re.MULTILINE)
EXPORT = re.compile(r"^export (?!\{)", re.MULTILINE)


def styles() -> list[str]:
    """The parts of the figure's style sheet, in their order."""
    return sorted(path.name for path in (STATIC / "style").glob("*.css"))


def style() -> str:
    """The figure's style sheet."""
    return "\n".join((STATIC / "style" / name).read_text("utf-8") for name in styles())


def bundled(*entries: str) -> list[str]:
    """The modules of these names and all that they import."""
    order: dict[Path, str] = {}
    seen: set[Path] = set()
    for entry in entries:
        _visit((STATIC / entry).resolve(), order, seen)
    return [EXPORT.sub("", IMPORT.sub("", REMARK.sub("", text))) for text in order.values()]


def _visit(path: Path, order: dict[Path, str], seen: set[Path]) -> None:
    if path in seen:
        return
    seen.add(path)
    text = path.read_text("utf-8")
    for other in IMPORT.findall(text):
        _visit((path.parent / other).resolve(), order, seen)
    order[path] = text


@lru_cache
def parts(entry: str) -> dict[str, object]:
    """What an offline page is made of, see PageParts in static/export/page.js."""
    code, worker = bundled(entry), bundled(WORKER)
    modules = list(dict.fromkeys((*code, *worker)))
    place = {text: k for k, text in enumerate(modules)}
    return {
        "modules": modules,
        "code": [place[text] for text in code],
        "worker": [place[text] for text in worker],
        "style": style(),
    }
