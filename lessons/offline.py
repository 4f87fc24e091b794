"""A lesson as one HTML file that needs no server: the figure's own modules, the lesson's steps as data, and what only a
server can compute as recordings."""

import gzip
import json
from base64 import b64encode
from collections.abc import Mapping
from html import escape
from typing import Any

from browser.bundle import STATIC, parts
from dynamics.words import number
from lessons.expressions import Expression
from lessons.glossary import GLOSSARY
from lessons.lesson import Ask, Lesson, Step
from lessons.markup import Markup
from lessons.parts import after, setting_name
from lessons.prose import terms
from lessons.recording import cycle, elsewhere_recorded, recordings
from papers.contents import slug
from scenarios.version import PRODUCT, RELEASE

RECORDED = ("game", "training", "outcome")  # names of what a page without a server cannot compute


def lesson_page(lesson: Lesson, home: str = "") -> str:
    """The file's text. home: the address of the app, for links to its pages; without one they are named only."""
    shell = (STATIC / "lesson" / "page.html").read_text("utf-8")
    style = (STATIC / "lesson" / "page.css").read_text("utf-8")
    packed = gzip.compress(json.dumps(parts("lesson/page.js")).encode(), mtime=0)
    message = json.dumps(described(lesson, home), ensure_ascii=False, allow_nan=False).replace("<", "\\u003c")
    for name, text in {
        "TITLE": escape(f"{lesson.title} · {PRODUCT}"),
        "STYLE": style,
        "MESSAGE": message,
        "PARTS": b64encode(packed).decode(),
    }.items():
        shell = shell.replace(f"@{name}@", text)
    return shell


def described(lesson: Lesson, home: str = "") -> dict[str, Any]:
    """What static/lesson/page.js shows."""
    return {
        "name": lesson.name,
        "title": lesson.title,
        "idea": lesson.idea,
        "about": f"{lesson.minutes} minutes{f', {lesson.level}' if lesson.level else ''}",
        "home": home,
        "made": f"{PRODUCT} {RELEASE}",
        "steps": [_step(step) for step in lesson.steps],
    }


def _step(step: Step) -> dict[str, Any]:
    markup, scenario = Markup(), step.scenario
    found: dict[str, Any] = {
        "name": step.name,
        "prose": markup.block(step.prose),
        "terms": [[term.lower(), GLOSSARY[term.lower()]] for term in terms(step.prose)],
        "scenario": scenario.model_dump(mode="json") if scenario else None,
        "panels": step.panels,
        "lock": step.lock,
        "table": step.table,
        "hold": step.hold,
        "ask": _ask(step.ask, markup) if step.ask else None,
        "goal": step.goal.tree if step.goal else None,
        "bounds": step.goal.constants if step.goal else [],
        "hint": markup.line(step.hint),
        "reached": markup.line(step.reached),
        "do": after(step, step.do).model_dump(mode="json") if step.do else None,
        "recordings": recordings(step),
        "cycle": cycle(step),
        "tries": [_setting(step, change) for change in ({}, step.near, step.do)] if step.goal and step.online else [],
        "page": None,
        "papers": [[name.replace(" ", ", ", 1), slug(name)] for name in step.papers],
    }
    if step.page:
        asks = any(path[0] == "training" for asked, _ in markup.asked for path in asked.paths)
        found["page"] = {
            "name": step.page.page,
            "query": dict(step.page.query),
            **elsewhere_recorded(step.page, asks),
        }
    found["numbers"] = [[asked.tree, digits, is_recorded(asked)] for asked, digits in markup.asked]
    return found


def _setting(step: Step, change: Mapping[str, Any]) -> str:
    """What a recorded online problem is told by: β₂ = 0.55."""
    shown = after(step, change)
    return ", ".join(f"{setting_name(name)} = {number(getattr(shown, name), 6)}" for name in {**step.do, **step.near})


def _ask(ask: Ask, markup: Markup) -> dict[str, Any]:
    return {
        "kind": ask.kind,
        "text": markup.line(ask.text),
        "truth": [each.tree for each in ask.truth],
        "right": ask.right,
        "choices": [markup.line(each) for each in ask.choices],
        "because": [markup.line(each) for each in ask.because],
        "within": ask.within,
    }


def is_recorded(asked: Expression) -> bool:
    """Whether the number is recorded when the file is made."""
    return any(name in RECORDED for path in asked.paths for name in path)
