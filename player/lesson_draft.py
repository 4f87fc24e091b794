"""A lesson that the reader writes: its text, the last reading of it that was whole, and what is wrong with it now.
Other windows open it by its key, as long as one has it open; no list tells the key."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from secrets import token_urlsafe
from weakref import WeakValueDictionary

from lessons import Lesson, LessonError, read_lesson

DRAFT = "draft"  # its name in the address; beside it stands the key
AROUND = 2  # lines shown before and after the one with the mistake


@dataclass(eq=False)
class Draft:
    text: str = ""
    lesson: Lesson | None = None
    error: LessonError | None = None
    key: str = field(default_factory=lambda: token_urlsafe(9))

    def __post_init__(self) -> None:
        _OPEN[self.key] = self

    @property
    def version(self) -> str:
        """Another one for each text."""
        return sha256(self.text.encode()).hexdigest()[:12]

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


_OPEN: WeakValueDictionary[str, Draft] = WeakValueDictionary()  # it goes with the last session that holds it


def open_draft(key: str) -> Draft | None:
    """What any window writes or reads under that key; None where no window has it open."""
    return _OPEN.get(key)


def absent(lesson: str) -> str:
    """What is told where there is no lesson of that name."""
    return "No window has this lesson open any more." if lesson == DRAFT else f"There is no lesson {lesson[:40]!r}."
