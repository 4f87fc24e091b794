"""What a reader did, as one file to hand in: JSON to read by machine, HTML to print."""

import html
import json
from collections.abc import Iterator
from datetime import date
from typing import Any

from lessons import Lesson, Step
from lessons.answers import is_right, right_answer, spoken_answer, truth
from lessons.prose import filled
from lessons.quantities import about
from player.lesson_state import LessonState
from scenarios.version import PRODUCT, RELEASE

STYLE = (
    "@page{size:A4;margin:20mm}body{font:11pt/1.45 Georgia,serif;max-width:42em;margin:2em auto;padding:0 1em}"
    "h1{font-size:1.5em}h2{font-size:1.2em;margin-top:1.6em}h3{font-size:1em;margin:1em 0 .2em}p{margin:.2em 0}"
    ".small{color:#555;font-size:.9em}"
)


def entries(state: LessonState) -> Iterator[dict[str, Any]]:
    """Each step that was answered or reached, in the order of the lessons."""
    for name, lesson in state.known.items():
        for number, step in enumerate(lesson.steps, 1):
            key = (name, step.name)
            answer, reached = state.work.answers.get(key), state.work.reached.get(key)
            if answer is not None or reached:
                yield {"lesson": lesson.title, "step": number, **_entry(state, lesson, step)}


def _entry(state: LessonState, lesson: Lesson, step: Step) -> dict[str, Any]:
    key, told, found = (lesson.name, step.name), about(step), {}
    answer, reached = state.work.answers.get(key), state.work.reached.get(key)
    if step.ask and answer is not None:
        found = {
            "question": filled(step.ask.text, told) or filled(step.prose, told),
            "answer": spoken_answer(step.ask, answer, told),
            "right": is_right(step.ask, answer, told),
        }
        if step.ask.truth:
            found["the run"] = list(truth(step.ask, told))
        found["true"] = right_answer(step.ask, told)
    if step.goal and reached:
        found |= {
            "reached": filled(step.reached, about(step, reached)),
            "shown": key in state.work.shown,
            "scenario": reached.model_dump(mode="json"),
        }
    return found


def as_json(state: LessonState, name: str) -> str:
    """Everything, with the scenarios that reached the goals."""
    return json.dumps(
        {"name": name, "made with": f"{PRODUCT} {RELEASE}", "on": f"{date.today()}", "steps": list(entries(state))},
        indent=1,
        ensure_ascii=False,
    )


def as_html(state: LessonState, name: str) -> str:
    """A page to print: no script, nothing loaded."""
    parts, title = [], ""
    for entry in entries(state):
        if entry["lesson"] != title:
            title = entry["lesson"]
            parts.append(f"<h2>{html.escape(title)}</h2>")
        parts.append(f"<h3>Step {entry['step']}</h3>")
        if "answer" in entry:
            verdict = "right" if entry["right"] else f"right would be: {entry['true']}"
            parts += [_line(entry["question"]), _line(f"Answer: {entry['answer']} ({verdict})")]
        if "reached" in entry:
            parts.append(_line(f"Reached{' (shown)' if entry['shown'] else ''}: {entry['reached']}"))
    who = f"What {name} did" if name else "What I did"
    body = "".join(parts) or "<p>Nothing yet.</p>"
    return (
        f'<!doctype html><html lang="en"><meta charset="utf-8"><title>{html.escape(who)}</title><style>{STYLE}</style>'
        f'<h1>{html.escape(who)}</h1><p class="small">{PRODUCT} {RELEASE}, {date.today()}</p>{body}</html>'
    )


def _line(text: str) -> str:
    return f"<p>{html.escape(text)}</p>"
