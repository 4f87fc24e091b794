"""What is wrong with a lesson's file: all that can be told, each fault with the line at which it stands."""

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

LONG_STRING = re.compile(r'"""(.*?)"""|' + r"'''(.*?)'''", re.DOTALL)
TABLE = re.compile(r"^\s*\[\[?\s*([\w.-]+)\s*\]\]?", re.MULTILINE)


class LessonError(ValueError):
    """What is wrong with a lesson's file, and in which line (from 1). sought: the text of the file that is wrong, where
    the line is not known yet."""

    def __init__(self, words: str, line: int, sought: str = "") -> None:
        super().__init__(f"Line {line}: {words}")
        self.words, self.line, self.sought = words, line, sought

    @property
    def faults(self) -> tuple["LessonError", ...]:
        """Each by itself."""
        return (self,)


class FaultyLessonError(LessonError):
    """Several, in the order of their lines, each once."""

    def __init__(self, faults: Iterable[LessonError]) -> None:
        self._faults = tuple({str(each): each for each in sorted(faults, key=lambda each: each.line)}.values())
        ValueError.__init__(self, "\n".join(map(str, self._faults)))
        self.words, self.line, self.sought = str(self), self._faults[0].line, ""

    @property
    def faults(self) -> tuple[LessonError, ...]:
        return self._faults


class Block:
    """A piece of TOML by its lines: text, and the line of the file on which it begins."""

    def __init__(self, text: str, first: int) -> None:
        # what a long string says is no field; its lines stay
        bare = LONG_STRING.sub(lambda found: '"' + "\n" * found[0].count("\n") + '"', text)
        self.lines, self.first = text.split("\n"), first
        self._bare = bare.split("\n")

    def line(self, *path: str, sought: str = "") -> int:
        """Of a field, `("ask", "because")` of one in a table; the line from there on that holds what is sought."""
        at = self._found(path)
        sought = sought.split("\n")[0]
        near = (k for k in range(at, len(self.lines)) if sought and sought in self.lines[k])
        return self.first + next(near, at)

    def _found(self, path: tuple[str, ...]) -> int:
        """The line within the block: of the field, else of the table around it, else the first."""
        within, found = "", 0
        for k, line in enumerate(self._bare):
            if table := TABLE.match(line):
                within = table[1]
                if path and within == path[0]:
                    found = k
            key = re.match(r"\s*([\w-]+)[\w.\s-]*=", line)
            if key and path and (within, key[1]) in (("", path[0]), path):
                found = k
        return found


class Faults:
    """Gathers what is wrong while the rest is read."""

    def __init__(self) -> None:
        self.found: list[LessonError] = []

    @contextmanager
    def at(self, block: Block | None = None, *path: str) -> Iterator[None]:
        """What goes wrong within is kept, with the line of a field of the block where one is given."""
        try:
            yield
        except LessonError as error:
            for each in error.faults:
                line = block.line(*path, sought=each.sought) if block else each.line
                self.found.append(LessonError(each.words, line, each.sought))

    def tell(self) -> None:
        """Raises FaultyLessonError, if there were any."""
        if self.found:
            raise FaultyLessonError(self.found)
