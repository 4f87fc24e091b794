"""The modules of static/ as texts to be put together in one file, as static/export/bundle.js makes them: each before
those that ask for it, without import and export, remarks left out."""

import re
from pathlib import Path

STATIC = Path(__file__).parent.parent / "static"
IMPORT = re.compile(r'^import [^;]*? from "([^"]+)";\n', re.MULTILINE)
REMARK = re.compile(r"^[ \t]*(?://.*|/\*\*[\s\S]*?\*/[ \t]*)\n", re.MULTILINE)
EXPORT = re.compile(r"^export (?!\{)", re.MULTILINE)


def styles() -> list[str]:
    """The parts of the figure's style sheet, in their order."""
    return sorted(path.name for path in (STATIC / "style").glob("*.css"))


def bundled(entry: str) -> list[str]:
    """The module of that name and all that it imports."""
    order: dict[Path, str] = {}
    _visit((STATIC / entry).resolve(), order, set())
    return [EXPORT.sub("", IMPORT.sub("", REMARK.sub("", text))) for text in order.values()]


def _visit(path: Path, order: dict[Path, str], seen: set[Path]) -> None:
    if path in seen:
        return
    seen.add(path)
    text = path.read_text("utf-8")
    for other in IMPORT.findall(text):
        _visit((path.parent / other).resolve(), order, seen)
    order[path] = text


def parts(entry: str) -> dict[str, object]:
    """What an offline page is made of, see PageParts in static/export/page.js."""
    code, worker = bundled(entry), bundled("engine/worker.js")
    modules = list(dict.fromkeys((*code, *worker)))
    place = {text: k for k, text in enumerate(modules)}
    return {
        "modules": modules,
        "code": [place[text] for text in code],
        "worker": [place[text] for text in worker],
        "style": "\n".join((STATIC / "style" / name).read_text("utf-8") for name in styles()),
    }
