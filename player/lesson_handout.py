"""A lesson on paper: the text, a picture of each step, its link as a code, and room for answers. A4, one HTML file
without a script; what is right stands in it only where it was asked for."""

from html import escape
from urllib.parse import urlencode, urljoin

from figures.still import still
from lessons import Ask, Lesson, Step
from lessons.as_html import as_html, inline
from lessons.glossary import GLOSSARY
from lessons.prose import filled, terms
from lessons.quantities import Both, about
from lessons.solved import answers
from player.lesson_draft import DRAFT
from player.qr import qr_code
from scenarios.lesson_link import LessonLink
from scenarios.link_parts import TEACH
from scenarios.links import link
from scenarios.page_links import ExploreLink
from scenarios.scenario import Scenario
from scenarios.version import PRODUCT, RELEASE

STYLE = (
    "@page{size:A4;margin:16mm 18mm}*{box-sizing:border-box}"
    "body{font:10.5pt/1.45 Georgia,serif;color:#21201D;max-width:174mm;margin:8mm auto;padding:0 4mm}"
    "@media print{body{margin:0;padding:0}}"
    "h1{font-size:20pt;line-height:1.15;margin:0}h2{font-size:12pt;margin:0 0 1mm}"
    "p,ol,ul{margin:0 0 2mm}ol,ul{padding-left:5mm}"
    ".small{color:#555;font-size:8.5pt}.name{float:right;border-bottom:1px solid #555;width:60mm;height:7mm}"
    "section{break-inside:avoid;border-top:.3mm solid #BBB;padding-top:3mm;margin-top:5mm;display:grid;"
    "grid-template-columns:1fr 82mm;gap:0 6mm}section>div{min-width:0}"
    ".seen svg{width:100%;height:auto;display:block}.code{display:flex;gap:3mm;align-items:center;margin-top:2mm}"
    ".code svg{width:19mm;height:19mm;flex:none}.code a{color:inherit;overflow-wrap:anywhere}"
    ".box{display:inline-block;width:3.4mm;height:3.4mm;border:.3mm solid;margin-right:2mm;vertical-align:-.4mm}"
    ".yours{border:.3mm solid #21201D;border-radius:1mm;padding:2mm 3mm 4mm;margin-top:3mm}"
    ".yours>b{display:block;font-size:8.5pt;margin-bottom:1mm}.line{border-bottom:.2mm solid #888;height:8mm}"
    ".why{margin:2mm 0 0}.right{border-left:.6mm solid #21201D;padding-left:3mm}"
)

LINE = '<div class="line"></div>'


def handout(lesson: Lesson, home: str, solved: bool = False) -> str:
    """home: the address of the page Lessons, to which codes and links lead. solved: with what is right."""
    steps = "".join(_step(lesson, number, step, home, solved) for number, step in enumerate(lesson.steps, 1))
    level = f"{lesson.level}, " if lesson.level else ""
    return (
        f'<!doctype html><html lang="en"><meta charset="utf-8"><title>{escape(lesson.title)}</title>'
        f'<style>{STYLE}</style><div class="name small">Name</div><h1>{escape(lesson.title)}</h1>'
        f"<p>{escape(lesson.idea)}</p>"
        f'<p class="small">{escape(level)}{lesson.minutes} minutes. {PRODUCT} {RELEASE}</p>{steps}</html>'
    )


def _step(lesson: Lesson, number: int, step: Step, home: str, solved: bool) -> str:
    told, bare = about(step), step.hold and step.ask is not None and not solved
    ask, parts = step.ask, [f"<h2>{number}</h2>", as_html(filled(step.prose, told))]
    meant = "".join(f"<p><b>{term.lower()}</b>: {GLOSSARY[term.lower()]}</p>" for term in terms(step.prose))
    if meant:
        parts.append(f'<div class="small">{meant}</div>')
    if ask:
        if ask.text:
            parts.append(f"<p><b>{inline(filled(ask.text, told))}</b></p>")
        parts.append(_yours("Your answer", _room(ask, told)))
    if step.goal:
        parts.append(_yours("How you reached it", LINE * 2))
    if solved:
        parts.append(f'<div class="right">{"".join(map(as_html, answers(step)))}</div>')
    seen = _seen(lesson, number, step, home, bare)
    return f'<section><div>{"".join(parts)}</div><div class="seen">{seen}</div></section>'


def _yours(title: str, room: str) -> str:
    """Where the student writes, unlike what is read."""
    return f'<div class="yours"><b>{title}</b>{room}</div>'


def _room(ask: Ask, told: Both) -> str:
    """For an answer: boxes, a line, or a word on where to draw it; and lines to say why."""
    if ask.kind == "choice":
        asked = "".join(f'<p><span class="box"></span>{inline(filled(choice, told))}</p>' for choice in ask.choices)
    elif ask.kind == "click":
        asked = '<p class="small">Mark it on the map.</p>'
    else:
        asked = LINE
    return f'{asked}<p class="small why">Because</p>{LINE * 2}'


def _seen(lesson: Lesson, number: int, step: Step, home: str, bare: bool) -> str:
    """The step's map, without its runs where they are held back, and the way to it."""
    scenario = step.scenario
    if scenario and bare:
        scenario = scenario.model_copy(update={"contenders": ()})
    at, code = _way(lesson, number, step, home, scenario), ""
    if at:
        code = f'<div class="code small">{qr_code(at)["svg"]}<a href="{escape(at)}">{escape(at)}</a></div>'
    return (still(scenario) if scenario else "") + code


def _way(lesson: Lesson, number: int, step: Step, home: str, shown: Scenario | None) -> str:
    """To the step; where its lesson may be gone by the time that it is read, to what is printed of it, if anything."""
    if lesson.name != DRAFT:
        return f"{home}?{urlencode(link(LessonLink(lesson=lesson.name, step=number, hide=(TEACH,))))}"
    if shown:
        return f"{urljoin(home, './')}?{urlencode(link(ExploreLink(s=shown)))}"
    if not step.page or step.hold:
        return ""
    query = urlencode(step.page.query)
    return urljoin(home, step.page.page) + (f"?{query}" if query else "")
