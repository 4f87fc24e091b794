"""A lesson's file: Markdown, TOML in its head (between +++) and at the head of each step (```toml); --- parts steps.

A file is read whole or not at all: what is wrong is told with its line.
"""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from lessons.faults import Block, Faults, LessonError
from lessons.lesson import Lesson, Step
from lessons.parts import only, papers_in, toml
from lessons.step_reading import Before, step_in

FOLDER = Path(__file__).parent
EXAMPLE = FOLDER / "example.md"  # to begin one's own with; it stands on no list
LONGEST = 200_000  # characters
MOST = 200  # files of a folder
HEAD = re.compile(r"\+\+\+\n(.*?)\n\+\+\+\n", re.DOTALL)
HEAD_FIELDS: dict[str, type] = {"title": str, "idea": str, "minutes": int, "level": str, "papers": object}


@dataclass(frozen=True)
class Shelf:
    """Lessons by name, and for each file that cannot be read what is wrong with it."""

    lessons: Mapping[str, Lesson]
    broken: Mapping[str, str]


def shelf() -> Shelf:
    """The lessons that come with this, and those of the folder that DESCENT_LESSONS names, as its files are now."""
    lessons, broken = dict(all_lessons()), {}
    folder = os.environ.get("DESCENT_LESSONS")
    for path in sorted(Path(folder).glob("*.md"))[:MOST] if folder else ():
        name = re.sub(r"^\d\d-", "", path.stem)[:40]
        try:
            about = path.stat()
            if name in lessons:
                raise ValueError(f"There is a lesson {name!r} already.")
            if about.st_size > LONGEST * 4:
                raise ValueError(f"A lesson has at most {LONGEST:,} characters.")
            lessons[name] = _kept(path, name, about.st_mtime_ns)
        except (OSError, ValueError) as error:  # LessonError and UnicodeDecodeError too
            broken[path.name] = str(error)
    return Shelf(lessons, broken)


@lru_cache(maxsize=256)
def _kept(path: Path, name: str, changed: int) -> Lesson:
    return read_lesson(path.read_text("utf-8"), name)


@lru_cache(maxsize=1)
def all_lessons() -> dict[str, Lesson]:
    """The lessons of this folder, by name, in the order of their files."""
    return {
        path.stem.partition("-")[2]: read_lesson(path.read_text("utf-8"), path.stem.partition("-")[2])
        for path in sorted(FOLDER.glob("[0-9][0-9]-*.md"))
    }


def read_lesson(text: str, name: str = "lesson") -> Lesson:
    """Raises LessonError."""
    text = text.replace("\r\n", "\n")
    if len(text) > LONGEST:
        raise LessonError(f"A lesson has at most {LONGEST:,} characters.", 1)
    head = HEAD.match(text)
    if not head:
        raise LessonError("A lesson begins with +++, its head in TOML, and +++.", 1)
    told, block, about = Faults(), Block(head[1], 2), {}
    whole: tuple[str, ...] = ()
    with told.at():
        about = toml(head[1], 2)
        with told.at(block):
            only(about, HEAD_FIELDS, "the head", 2)
        for needed in ("title", "minutes"):
            with told.at(block, needed):
                if needed not in about:
                    raise LessonError(f"The head needs {needed}.", 2)
        with told.at(block, "papers"):
            whole = papers_in(about.get("papers", ()), 2)
    steps: list[Step] = []
    line, before = text[: head.end()].count("\n") + 1, Before()
    for number, part in enumerate(re.split(r"^---[ \t]*$", text[head.end() :], flags=re.MULTILINE), 1):
        with told.at():
            steps.append(step_in(part, line, before, number))
        line += part.count("\n")
    told.tell()
    steps[-1] = replace(steps[-1], papers=tuple(dict.fromkeys((*steps[-1].papers, *whole))))
    return Lesson(
        name=name,
        title=about["title"],
        idea=str(about.get("idea", "")),
        minutes=about["minutes"],
        level=str(about.get("level", "")),
        steps=tuple(steps),
    )
