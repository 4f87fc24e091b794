"""`python -m lessons LESSON OUT.html`: a lesson, by name or as a Markdown file, as one HTML file without a server."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from dynamics.words import count
from lessons import Lesson, read_lesson, shelf
from lessons.offline import lesson_page


def main(words: Sequence[str] | None = None) -> int:
    """The exit status: 0 as asked, 2 if there is no such lesson or its file is wrong."""
    parser = argparse.ArgumentParser(prog="python -m lessons", description="Write a lesson as one HTML file.")
    parser.add_argument("lesson", help=f"a name ({', '.join(shelf().lessons)}), or a Markdown file")
    parser.add_argument("out", type=Path, help="the HTML file")
    parser.add_argument("--home", default="", help="address of the app, for the links to its pages")
    given = parser.parse_args(words)
    try:
        lesson = _found(given.lesson)
    except (OSError, ValueError) as error:
        print(error, file=sys.stderr)
        return 2
    given.out.write_text(lesson_page(lesson, given.home), encoding="utf-8")
    print(f"{given.out}: {lesson.title}, {count(len(lesson.steps))}, {given.out.stat().st_size / 1000:.0f} kB.")
    return 0


def _found(name: str) -> Lesson:
    if name in (known := shelf().lessons):
        return known[name]
    if not name.endswith(".md"):
        raise ValueError(f"There is no lesson {name!r}: {', '.join(known)}, or a file that ends in .md.")
    return read_lesson(Path(name).read_text("utf-8"), Path(name).stem)


if __name__ == "__main__":
    sys.exit(main())
