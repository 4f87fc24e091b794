"""What the page Lessons shows in this session: a lesson, its step, the reader's own run, and the answers given."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar
from urllib.parse import urlencode

import streamlit as st

from lessons import Ask, Lesson, Step, all_lessons
from lessons.lesson import LOCKS
from lessons.parts import changed as altered
from lessons.quantities import Both, about
from player.lands import lands
from scenarios.book import WAIT, Book, book
from scenarios.lesson_link import LessonLink
from scenarios.links import link, read
from scenarios.page_links import elsewhere
from scenarios.repair import changed
from scenarios.scenario import Contender, Scenario
from scenarios.warm import ready

Answer = int | float | tuple[float, float]


@dataclass
class LessonState:
    """at: the lesson and the step; run: the reader's scenario, None before it was changed; answers: by lesson and step;
    shown: steps at which the goal was reached for the reader."""

    at: LessonLink = field(default_factory=LessonLink)
    run: Scenario | None = None
    answers: dict[tuple[str, str], Answer] = field(default_factory=dict)
    reached: set[tuple[str, str]] = field(default_factory=set)
    why: str = "link"
    n: int = 0
    notices: list[str] = field(default_factory=list)
    settled: dict[str, str] | None = None
    model: ClassVar = LessonLink

    @property
    def link(self) -> dict[str, str]:
        return link(self.at)

    def follow(self, query: Mapping[str, str]) -> None:
        at, self.notices = read(LessonLink, query, elsewhere(LessonLink))
        self.go(at.lesson, at.step)

    def go(self, lesson: str, step: int = 1) -> None:
        """Turn to a step; what is not there is told, and the nearest is shown."""
        known = all_lessons()
        if lesson and lesson not in known:
            self.notices.append(f"There is no lesson {lesson[:40]!r}. Here are all.")
            lesson = ""
        last = len(known[lesson].steps) if lesson else 1
        if step > last:
            self.notices.append(f"This lesson has {last} steps.")
        self.at, self.run, self.why = LessonLink(lesson=lesson, step=min(step, last)), None, "link"

    @property
    def lesson(self) -> Lesson | None:
        """None where the reader has not chosen one."""
        return all_lessons().get(self.at.lesson)

    @property
    def step(self) -> Step:
        """The step on screen; only with a lesson."""
        assert self.lesson
        return self.lesson.steps[self.at.step - 1]

    @property
    def key(self) -> tuple[str, str]:
        return self.at.lesson, self.step.name

    @property
    def answer(self) -> Answer | None:
        return self.answers.get(self.key)

    @property
    def held(self) -> bool:
        """Whether the runs are still held back."""
        return self.step.hold and self.step.ask is not None and self.answer is None

    @property
    def scenario(self) -> Scenario:
        """What is on screen: nothing runs while it is held back."""
        own = self.step.scenario
        assert own
        return own.model_copy(update={"contenders": ()}) if self.held else self.run or own

    @property
    def told(self) -> Both:
        """The quantities of the lesson's run and of the reader's."""
        return about(self.step, self.run)

    @property
    def goal_reached(self) -> bool:
        """Now, by the reader's own change, or at an earlier one."""
        step = self.step
        if step.goal and self.run and step.goal.holds(self.told):
            self.reached.add(self.key)
        return self.key in self.reached

    def give(self, answer: Answer) -> None:
        """The reader's answer; the first one counts."""
        self.answers.setdefault(self.key, answer)

    def show(self) -> None:
        """What reaches the goal, for who asks."""
        assert self.step.scenario
        self.run, self.why = altered(self.step.scenario, self.step.do), "set"

    def again(self) -> None:
        """The step as it began; the answer stays."""
        self.run, self.why = None, "set"

    def hear(self, event: Mapping[str, Any]) -> None:
        """Take an event of the figure; what the lesson keeps as it is stays so."""
        value, asks = event.get("value"), self.step.ask
        if event.get("kind") == "predict":
            if asks and asks.kind == "click" and (point := _point(value)):
                self.give(point)
            return
        if event.get("n") == self.n or self.held:
            return
        self.n = int(event.get("n") or 0)
        run, self.notices = changed(value, self.scenario)
        self.run, self.why = _kept(run, self.step), str(event.get("why", ""))[:20]

    def message(self, judged: Book | None) -> dict[str, Any]:
        """What the figure is sent, see static/figure/book.js and lesson.js."""
        s, step = self.scenario, self.step
        asks = step.ask if step.ask and step.ask.kind == "click" else None
        return {
            "n": self.n,
            "why": self.why,
            "scenario": s.model_dump(mode="json"),
            "rev": f"{self.at.lesson} {self.at.step} {s.to_json()}",
            "book": judged and {"look": judged.look, "outcomes": judged.outcomes},
            "waits": None if judged else "runs" if ready(s) else "compiler",
            "notices": self.notices,
            "link": urlencode(self.link),
            "lands": lands(s),
            "lesson": {
                "step": "/".join(self.key),
                "panels": step.panels,
                "lock": step.lock,
                "table": step.table,
                "held": self.held,
                "predict": bool(asks) and self.answer is None,
                "guess": self.answer if asks else None,
                "truth": truth(asks, self.told) if asks and self.answer is not None else None,
            },
        }

    def judged(self, wait: float = WAIT) -> Book | None:
        return book(self.scenario, wait)


def truth(ask: Ask, told: Both) -> tuple[float, ...]:
    """What the lesson's own run gives."""
    return tuple(float(each.value(told.alone)) for each in ask.truth)


def is_right(ask: Ask, answer: Answer, told: Both) -> bool:
    """Whether an answer is right: the right choice, or near enough to the truth."""
    if ask.kind == "choice":
        return answer == ask.right
    real = truth(ask, told)
    if ask.kind == "number":
        assert not isinstance(answer, tuple)
        return abs(answer - real[0]) <= ask.within * abs(real[0])
    assert isinstance(answer, tuple)
    return float((answer[0] - real[0]) ** 2 + (answer[1] - real[1]) ** 2) <= ask.within**2


def _kept(run: Scenario, step: Step) -> Scenario:
    """With what the step locks as the lesson has it."""
    own = step.scenario
    assert own
    fixed: dict[str, Any] = {}
    if "surface" in step.lock:
        fixed |= {"surface": own.surface, "parameters": own.parameters}
    fixed |= {name: getattr(own, name) for name in ("start", "steps") if name in step.lock}
    theirs, usual = (dict(zip(each.keys, each.contenders, strict=True)) for each in (run, own))
    if "optimizers" in step.lock:
        theirs = {key: theirs.get(key, usual[key]) for key in usual}
    hyper = [name for name in step.lock if name not in LOCKS]
    contenders = tuple(_with(each, usual[key], hyper) if key in usual else each for key, each in theirs.items())
    return run.model_copy(update={**fixed, "contenders": contenders})


def _with(contender: Contender, own: Contender, names: Sequence[str]) -> Contender:
    """A contender, its settings of these names those of the lesson's own."""
    free = {name: value for name, value in contender.hyper.items() if name not in names}
    return contender.model_copy(update={"hyper": free | {n: v for n, v in own.hyper.items() if n in names}})


def _point(value: Any) -> tuple[float, float] | None:
    try:
        x, y = (float(v) for v in value)
    except (TypeError, ValueError):
        return None
    return x, y


def lesson_state() -> LessonState:
    """This session's."""
    if "lesson_state" not in st.session_state:
        st.session_state.lesson_state = LessonState()
    held: LessonState = st.session_state.lesson_state
    return held
