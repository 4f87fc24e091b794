"""What the page Lessons shows in this session: a lesson, its step, the reader's own run, and the answers given."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, ClassVar, Literal

import streamlit as st

from lessons import Lesson, Step, shelf
from lessons.answers import Answer, answer_in, truth
from lessons.parts import after
from lessons.quantities import Both, about
from player.figure_message import figure_message
from player.lesson_draft import DRAFT, Draft, absent, open_draft
from player.lesson_locks import kept
from player.lesson_work import Key, Work
from scenarios.book import WAIT, Book, book
from scenarios.lesson_link import LessonLink
from scenarios.links import link, read
from scenarios.online_scenario import OnlineScenario
from scenarios.page_links import elsewhere
from scenarios.repair import changed
from scenarios.scenario import Scenario


@dataclass
class LessonState:
    """at: the lesson and the step; run: the reader's scenario, None before it was changed; work: what was answered and
    reached; draft: a lesson that is being written, if not `writes` in another window; revealed: steps whose answer the
    lecturer has shown; resumed: the list has opened the step, where the reader had left off."""

    at: LessonLink = field(default_factory=LessonLink)
    run: Scenario | OnlineScenario | None = None
    work: Work = field(default_factory=Work)
    draft: Draft = field(default_factory=Draft)
    writes: bool = True
    revealed: set[Key] = field(default_factory=set)
    resumed: bool = False
    fresh: bool = True  # the browser has not yet been asked what it has kept
    why: str = "link"
    n: int = 0
    notices: list[str] = field(default_factory=list)
    settled: dict[str, str] | None = None
    model: ClassVar = LessonLink

    @property
    def link(self) -> dict[str, str]:
        return link(self.at)

    def follow(self, query: Mapping[str, str]) -> None:
        self.at, self.notices = read(LessonLink, query, elsewhere(LessonLink))
        if (theirs := open_draft(self.at.draft)) and theirs is not self.draft:
            self.draft, self.writes = theirs, False
        self.go(self.at.lesson, self.at.step)

    def go(self, lesson: str, step: int = 1) -> None:
        """Turn to a step; what is not there is told, and the nearest is shown."""
        if lesson and lesson not in self.known:
            self.notices.append(f"{absent(lesson)} Here are all.")
            lesson = ""
        if step > (last := len(self.known[lesson].steps) if lesson else 1):
            self.notices.append(f"This lesson has {last} steps.")
        draft = self.draft.key if lesson == DRAFT else ""
        self.at = self.at.model_copy(update={"lesson": lesson, "draft": draft, "step": min(step, last)})
        self.run, self.why, self.resumed = None, "link", False
        if lesson:
            self.work.at[lesson] = self.at.step

    def resume(self, lesson: str, step: int) -> None:
        """A lesson of the list, where the reader left off."""
        self.go(lesson, step)
        self.resumed = step > 1

    @property
    def known(self) -> Mapping[str, Lesson]:
        """All lessons by name, the reader's own among them."""
        own = {DRAFT: self.draft.lesson} if self.draft.lesson else {}
        return {**shelf().lessons, **own}

    @property
    def lesson(self) -> Lesson | None:
        """None where the reader has not chosen one."""
        return self.known.get(self.at.lesson)

    @property
    def following(self) -> Lesson | None:
        """The lesson after this one; None after the last."""
        names = list(self.known)
        return self.known.get(names[names.index(self.at.lesson) + 1]) if self.at.lesson != names[-1] else None

    @property
    def step(self) -> Step:
        """The step on screen; only with a lesson."""
        steps = self.known[self.at.lesson].steps
        return steps[min(self.at.step, len(steps)) - 1]

    @property
    def key(self) -> Key:
        return self.at.lesson, self.step.name

    @property
    def lock(self) -> tuple[str, ...]:
        """What the step keeps as it is, and what the link does."""
        return tuple(dict.fromkeys((*self.step.lock, *self.at.lock)))

    @property
    def answer(self) -> Answer | None:
        return self.work.answers.get(self.key)

    @property
    def shown(self) -> bool:
        """Whether the answer may be seen: the reader has given one, or the lecturer has revealed it."""
        return self.answer is not None or self.key in self.revealed

    @property
    def held(self) -> bool:
        """Whether the runs are still held back."""
        return self.step.hold and self.step.ask is not None and not self.shown

    @property
    def scenario(self) -> Scenario:
        """What is on screen: nothing runs while it is held back."""
        own = self.step.scenario
        assert own
        assert not isinstance(self.run, OnlineScenario)
        return own.model_copy(update={"contenders": ()}) if self.held else self.run or own

    @property
    def told(self) -> Both:
        """The quantities of the lesson's run and of the reader's."""
        return about(self.step, self.run)

    @property
    def reached(self) -> Scenario | OnlineScenario | None:
        """What reached the goal first: the reader's change, now or earlier; None before."""
        goal = self.step.goal
        if goal and self.run and self.key not in self.work.reached and goal.is_met(self.told):
            self.work.reached[self.key] = self.run
        return self.work.reached.get(self.key)

    def give(self, answer: Answer) -> None:
        """The reader's answer; the first one counts."""
        self.work.answers.setdefault(self.key, answer)

    def reveal(self) -> None:
        """The answer before a lecture hall, as long as the session lasts; nobody's answer is kept."""
        self.revealed.add(self.key)

    def turn_to(self, window: Literal["", "presenter", "notes"]) -> None:
        """The step in another window."""
        self.at = self.at.model_copy(update={"window": window})

    def show(self) -> None:
        """What reaches the goal, for who asks."""
        if not self.reached:
            self.work.shown.add(self.key)
        self.run, self.why = after(self.step, self.step.do), "set"

    def again(self) -> None:
        """The step as it began; the answer stays."""
        self.run, self.why = None, "set"

    def hear(self, event: Mapping[str, Any]) -> None:
        """Take an event of the figure; what the lesson keeps as it is stays so."""
        value, asks = event.get("value"), self.step.ask
        if event.get("kind") == "predict":
            if asks and asks.kind == "click" and (point := answer_in(value, asks)) is not None:
                self.give(point)
            return
        if event.get("n") == self.n or self.held:
            return
        self.n = int(event.get("n") or 0)
        run, self.notices = changed(value, self.scenario)
        self.run, self.why = kept(run, replace(self.step, lock=self.lock)), str(event.get("why", ""))[:20]

    def message(self, judged: Book | None) -> dict[str, Any]:
        """What the figure is sent, see static/figure/book.js and lesson.js."""
        s, step = self.scenario, self.step
        asks = step.ask if step.ask and step.ask.kind == "click" else None
        own = step.scenario.model_dump(mode="json") if step.scenario else {}
        return figure_message(self, s, judged) | {
            "hide": self.at.hide,
            "rev": f"{self.at.lesson} {self.at.step} {s.to_json()}",
            "lesson": {
                "step": "/".join(self.key),
                "panels": step.panels,
                "lock": self.lock,
                "table": step.table,
                "held": self.held,
                "awaited": own["contenders"] if self.held else [],
                "presented": self.at.window == "presenter",
                "predict": bool(asks) and not self.shown,
                "guess": self.answer if asks else None,
                "truth": truth(asks, self.told) if asks and self.shown else None,
            },
        }

    def judged(self, wait: float = WAIT) -> Book | None:
        return book(self.scenario, wait)


def lesson_state() -> LessonState:
    """This session's."""
    held: LessonState = st.session_state.setdefault("lesson_state", LessonState())
    return held
