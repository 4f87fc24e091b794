"""A lesson that the reader writes: its text, the last reading of it that was whole, and what is wrong with it now."""

from collections.abc import Iterator
from dataclasses import dataclass

from lessons import Lesson, LessonError, read_lesson

DRAFT = "draft"  # its name in the address, in this session alone
AROUND = 2  # lines shown before and after the one with the mistake


@dataclass
class Draft:
    text: str = ""
    lesson: Lesson | None = None
    error: LessonError | None = None

    def take(self, text: str) -> None:
        """Read a text; while it is broken the lesson stays as it was."""
        self.text, self.error = text, None
        try:
            self.lesson = read_lesson(text, DRAFT)
        except LessonError as error:
            self.error = error

    @property
    def places(self) -> Iterator[tuple[LessonError, str]]:
        """Each mistake, with the lines around it, numbered."""
        lines = self.text.splitlines()
        for each in self.error.faults if self.error else ():
            shown = range(max(1, each.line - AROUND), min(len(lines), each.line + AROUND) + 1)
            yield each, "\n".join(f"{'→' if n == each.line else ' '} {n:4}  {lines[n - 1]}" for n in shown)
