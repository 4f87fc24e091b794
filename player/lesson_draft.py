"""A lesson that the reader writes: its text, the last reading of it that was whole, and what is wrong with it now."""

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
    def place(self) -> str:
        """The lines around the mistake, numbered."""
        assert self.error
        lines, at = self.text.splitlines(), self.error.line
        shown = range(max(1, at - AROUND), min(len(lines), at + AROUND) + 1)
        return "\n".join(f"{'→' if n == at else ' '} {n:4}  {lines[n - 1]}" for n in shown)
