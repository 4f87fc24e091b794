"""A lesson as data: steps of prose and a scenario, each with a goal or a question."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from lessons.elsewhere import Elsewhere
from lessons.expressions import Expression
from scenarios.scenario import Scenario

LOCKS = ("surface", "start", "steps", "optimizers")  # what a step may keep as it is; hyperparameters by name besides
PANELS = (  # what may stand beside the map; figures/quantities.py draws them
    "loss", "gradient_norm", "distance", "effective_lr_x", "effective_lr_y", "sharpness", "x", "y",
    "first_moment_x", "first_moment_y", "second_moment_x", "second_moment_y",
)  # fmt: skip
SHOWN = ("map", *PANELS, "table")


@dataclass(frozen=True)
class Ask:
    """A question about the lesson's own run, answered before it is drawn where the step holds it back.

    kind: "choice" (choices, and what is answered to each), "number" (within a share `within` of the truth) or "click"
    (a point of the map within the distance `within` of it). truth: what the run gives, one expression, two for a point;
    right: the place of the right choice.
    """

    kind: str
    text: str
    truth: tuple[Expression, ...] = ()
    right: int = 0
    choices: tuple[str, ...] = ()
    because: tuple[str, ...] = ()
    within: float = 0.0


@dataclass(frozen=True)
class Step:
    """Prose (Markdown, with expressions in braces); the scenario that it opens; which panels stand beside the map; what
    stays as it is; whether the runs are held back until the answer; the goal, what reaches it and what nearly does;
    what must be true of the runs; another page that shows more of it; items of the papers that it opens, by name; the
    sentence that a lecture hall reads; what the lecturer alone sees of it, and about how many minutes it takes (0: its
    share of the lesson's)."""

    name: str
    prose: str
    scenario: Scenario | None = None
    panels: tuple[str, ...] = ()
    lock: tuple[str, ...] = ()
    hold: bool = False
    table: bool = False
    goal: Expression | None = None
    hint: str = ""
    reached: str = ""
    do: Mapping[str, Any] = field(default_factory=dict)
    near: Mapping[str, Any] = field(default_factory=dict)
    facts: tuple[Expression, ...] = ()
    ask: Ask | None = None
    page: Elsewhere | None = None
    papers: tuple[str, ...] = ()
    say: str = ""
    notes: str = ""
    minutes: float = 0.0

    @property
    def online(self) -> bool:
        """Whether it is asked of an online problem, whose settings the reader changes here."""
        return self.scenario is None and self.page is not None and self.page.page == "online"

    @property
    def texts(self) -> tuple[str, ...]:
        """All that may have numbers in it: the prose first, then in the order in which it is shown."""
        asked = (self.ask.text, *self.ask.choices, *self.ask.because) if self.ask else ()
        return (self.prose, *asked, self.hint, self.reached)


@dataclass(frozen=True)
class Lesson:
    """name: of its file and in its address; minutes: about how long it takes."""

    name: str
    title: str
    idea: str
    minutes: int
    level: str
    steps: tuple[Step, ...]
