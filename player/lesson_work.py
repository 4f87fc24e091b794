"""What a reader has answered and reached. The browser keeps it; it comes back from there, so it is read with care."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from lessons import Lesson
from lessons.answers import Answer, answer_in
from scenarios.mending import mend
from scenarios.online_scenario import OnlineScenario
from scenarios.repair import repair
from scenarios.scenario import Scenario

Key = tuple[str, str]  # the lesson's name and the step's
MOST = 1_000  # entries


@dataclass
class Work:
    """answers and reached: by lesson and step, reached with the scenario that first did; shown: where that was the
    lesson's own; at: the step last seen of each lesson."""

    answers: dict[Key, Answer] = field(default_factory=dict)
    reached: dict[Key, Scenario | OnlineScenario] = field(default_factory=dict)
    shown: set[Key] = field(default_factory=set)
    at: dict[str, int] = field(default_factory=dict)

    def record(self) -> dict[str, Any]:
        """As JSON can hold it."""
        return {
            "answers": {"/".join(key): answer for key, answer in self.answers.items()},
            "reached": {"/".join(key): each.model_dump(mode="json") for key, each in self.reached.items()},
            "shown": sorted("/".join(key) for key in self.shown),
            "at": self.at,
        }

    def take(self, record: Any, known: Mapping[str, Lesson]) -> None:
        """What a browser has kept, beside what is here. What cannot be read, or is of no lesson here, stays away."""
        if not isinstance(record, Mapping):
            return
        steps = {f"{name}/{step.name}": (name, step) for name, lesson in known.items() for step in lesson.steps}
        for text, value in _entries(record.get("answers")):
            name, step = steps.get(text, ("", None))
            if step and step.ask and (answer := answer_in(value, step.ask)) is not None:
                self.answers.setdefault((name, step.name), answer)
        for text, value in _entries(record.get("reached")):
            name, step = steps.get(text, ("", None))
            if step and step.goal and isinstance(value, Mapping):
                there = mend(OnlineScenario, value)[0] if step.online else repair(value)[0]
                self.reached.setdefault((name, step.name), there)
        shown = record.get("shown")
        for text in shown[:MOST] if isinstance(shown, list) else ():
            if isinstance(text, str) and text in steps:
                name, step = steps[text]
                self.shown.add((name, step.name))
        for name, at in _entries(record.get("at")):
            if name in known and isinstance(at, int):
                self.at.setdefault(name, max(1, min(at, len(known[name].steps))))

    def done(self, lesson: Lesson) -> tuple[int, int]:
        """How many of a lesson's questions and goals are behind the reader, and how many there are."""
        asked = [step for step in lesson.steps if step.ask or step.goal]
        behind = [
            step
            for step in asked
            if (not step.ask or (lesson.name, step.name) in self.answers)
            and (not step.goal or (lesson.name, step.name) in self.reached)
        ]
        return len(behind), len(asked)


def _entries(value: Any) -> list[tuple[str, Any]]:
    return list(value.items())[:MOST] if isinstance(value, Mapping) else []
