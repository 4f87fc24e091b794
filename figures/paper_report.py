"""The printable report: what each item says and what became of it, with its figures, as one file for A4.

The figures are drawn when the file is opened, by the same modules as on the page: Plotly travels with them, as in the
other figures that are taken away as HTML.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape
from itertools import groupby
from typing import Any, NamedTuple

from bibliography import ENTRIES
from engines.mathml import mathml
from figures.alone import alone, packed, packed_plotly
from figures.papers import drawing
from figures.report_style import SCRIPT, STYLE
from papers.citing import cites, paper_words
from papers.record import Item
from papers.search import Search
from papers.settings import settings
from papers.verdict import Verdict, held
from papers.wording import HELD, apart, conventions_words, lowered, numbers, place, titled, verdict_words

WIDTH = 640  # px of a figure: A4 less its margins
COLUMN = 860  # px of one on the page
OPEN = "not yet run"


class Entry(NamedTuple):
    """An item, and what became of it if it has been run. arrays: what its figure draws; searches: by what was chosen
    after them."""

    item: Item
    verdict: Verdict | None
    arrays: Any
    searches: Mapping[str, Search]


def entry(verdict: Verdict) -> Entry:
    """With what its figure draws and what was searched, computed now."""
    item = verdict.item
    figure = drawing(item.figure)
    searches = {each.what: each.search() for each in item.chosen if each.search}
    return Entry(item, verdict, figure.arrays(item) if figure else None, searches)


def report(entries: Sequence[Entry], by: str, changed: Sequence[str] = ()) -> str:
    """HTML, light, which needs no network. by: version and machine; changed: what is not as it was on record."""
    papers = [(paper, list(group)) for paper, group in groupby(entries, lambda entry: entry.item.paper)]
    title = "The papers, run again" if len(papers) > 1 else f"{paper_words(papers[0][0])}, run again"
    parts = [
        f"<h1>{escape(title)}</h1><p class='soft'>{escape(by)}</p>",
        *_changes(changed),
        *(part for paper, group in papers for part in _overview(paper, group)),
        *(part for paper, group in papers for part in _paper(paper, group)),
    ]
    return (
        f'<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>{escape(title)}</title>\n'
        f"<style>{STYLE}</style></head>\n<body><main>\n{''.join(parts)}\n</main>\n"
        f'<script type="text/plain" id="plotly">{packed_plotly()}</script>\n<script>{SCRIPT}</script></body></html>\n'
    )


def _changes(changed: Sequence[str]) -> Iterator[str]:
    if changed:
        yield f"<h2>Not as on record</h2><ul>{''.join(f'<li>{escape(line)}</li>' for line in changed)}</ul>"


def _overview(paper: str, entries: Sequence[Entry]) -> Iterator[str]:
    if len(entries) == 1:
        return
    yield f"<h2>{paper}: {escape(paper_words(paper))}</h2>"
    yield _table(
        ("Item", "Where", "Verdict"),
        ((titled(e.item), place(e.item), verdict_words(e.verdict) if e.verdict else OPEN) for e in entries),
    )


def _paper(paper: str, entries: Sequence[Entry]) -> Iterator[str]:
    if len(entries) > 1:
        yield f"<h2 class='begins'>{paper}, item by item</h2>"
    for entry in entries:
        yield f"<section>{''.join(_item(entry))}</section>\n"


def _item(entry: Entry) -> Iterator[str]:
    item, verdict, *_ = entry
    yield f"<h3>{escape(titled(item))} <small>{escape(place(item))}</small></h3>"
    yield f"<p class='lead'>{_words(item.says)}</p>"
    if verdict:
        words = verdict_words(verdict)
        yield f"<p><b>{escape(words[:1].upper() + words[1:])}.</b> {_words(verdict.sentence)}"
        yield f" <small>Run in {verdict.seconds:.1f} s.</small></p>"
    else:
        yield f"<p><b>{OPEN}.</b></p>"
    if item.note:
        yield f"<p class='soft'>{_words(item.note)}</p>"
    yield from _figures(entry)
    yield from _formulas(item, verdict)
    if verdict and verdict.rows:
        rows = [(row.words, numbers(row.read), HELD[row.holds], apart(row)) for row in verdict.rows]
        yield _table(("Claimed", "Measured", "Holds", "Apart"), rows)
    for row in verdict.launched if verdict else ():
        yield f"<p>{_words(row.words)}</p>"
    if verdict and (words := conventions_words(verdict)):
        yield f"<p>{_words(words)}</p>"
        if words.endswith(":"):
            yield _table(("Convention", "Run"), ((name, str(run)) for name, run in verdict.others.items()))
    yield from _set_up(entry)
    yield f"<p class='soft'>{'; '.join(escape(ENTRIES[key].words) for key in cites(item))}</p>"


def _figures(entry: Entry) -> Iterator[str]:
    figure = drawing(entry.item.figure)
    if figure is None or entry.arrays is None:
        return
    for panel in figure.panels(entry.item, entry.arrays, False):
        shape = panel.figure
        if shape.layout.yaxis.scaleanchor and shape.layout.height > WIDTH / 2:  # a map, made for the page's width
            shape.update_layout(height=round(shape.layout.height * WIDTH / COLUMN))
        drawn = alone(shape, width=WIDTH)
        yield f"<figure style='height:{drawn.layout.height}px' data-figure='{packed(drawn.to_json())}'></figure>"
        yield f"<p class='soft'>{escape(panel.look)}</p>"
    if entry.item.axes_from:
        yield f"<p class='soft'>Axes: {escape(entry.item.axes_from)}.</p>"


def _formulas(item: Item, verdict: Verdict | None) -> Iterator[str]:
    sides = [("Printed", item.printed_tex, item.printed), ("Corrected", item.corrected_tex, item.corrected)]
    for name, formula, predicates in sides:
        if formula:
            yield f"<p class='formula'><small>{name}</small> {mathml(formula)}</p>"
            for row in held(predicates, verdict.measured) if verdict else ():
                yield f"<p>{_words(row.words)}: <b>{HELD[row.holds]}</b> <small>{_words(numbers(row.read))}</small></p>"


def _set_up(entry: Entry) -> Iterator[str]:
    item = entry.item
    if item.not_here:
        yield f"<p><b>Not run here:</b> {_words(item.not_here.setting)}. "
        yield f"<b>Reduced run instead:</b> {_words(item.not_here.reduced)}</p>"
    elif words := settings(item):
        yield f"<p><b>Settings.</b> {_words(' '.join(words))}</p>"
    if item.chosen:
        yield _table(("Chosen, where the paper is silent", "Why"), ((each.what, each.why) for each in item.chosen))
    for what, search in entry.searches.items():
        yield f"<p><b>Searched: {_words(what)}.</b><br>{'<br>'.join(map(_words, search.lines))}</p>"


def _words(text: str) -> str:
    return lowered(escape(text))


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Columns that are empty throughout are left out."""
    cells = [list(row) for row in rows]
    kept = [k for k in range(len(head)) if any(row[k] for row in cells)]
    top = "".join(f"<th>{escape(head[k])}</th>" for k in kept)
    body = "".join(f"<tr>{''.join(f'<td>{_words(row[k])}</td>' for k in kept)}</tr>" for row in cells)
    return f"<table><thead><tr>{top}</tr></thead><tbody>{body}</tbody></table>"
