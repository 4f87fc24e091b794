"""An item of the papers, opened: what it says and what became of it, its figure, its formula as printed and corrected,
claimed beside measured, the settings, and what else they could have been."""

import re
from functools import partial
from html import escape
from typing import Any

import streamlit as st

from bibliography import ENTRIES, bibtex
from dynamics.words import number
from figures.line_panel import blank
from figures.papers import drawing
from figures.theme import theme
from papers.citing import cites
from papers.contents import slug
from papers.record import Item
from papers.reduced import days
from papers.search import Search
from papers.settings import settings
from papers.verdict import Verdict, held
from papers.wording import HELD, apart, conventions_words, lowered, numbers, place, titled, verdict_words
from player.charts import chart
from player.page import open_in_explorer
from player.page_state import PageState
from player.panel_grid import PagePanel, panel_grid
from player.paper_work import Result, kept
from player.papers_state import PapersWork
from player.words import duration, plain
from scenarios.online_scenario import OnlineScenario

BEFORE = {  # in place of a figure
    "trains": "It trains networks on this server, for some minutes.",
    "reduced": "The reduced run trains small networks on this server, for about a minute.",
    "runs": "It is being run.",
}


def item_view(item: Item, work: PapersWork) -> None:
    """All of it; before it has been run, what can be said without."""
    found = kept(item)
    st.header(f"{plain(titled(item))} :small[:gray[{plain(place(item))}]]", anchor=False)
    st.html(f"<p class='lead'>{lowered(escape(item.says))}</p>")
    verdict_line(item, found, work)
    going = work.work
    arrays = found.arrays if found else going.arrays if going and going.now is item else None
    if arrays is not None:
        drawn(item, arrays)
    elif item.figure:
        before = BEFORE["trains" if item.trains else "reduced" if item.slow else "runs"]
        chart(blank(titled(item), before, theme(st.context.theme.type == "dark")), "papers_before")
    formulas(item, found)
    if found:
        beside(item, found.verdict)
    set_up(item, found)
    literature(item)


def verdict_line(item: Item, found: Result | None, work: PapersWork) -> None:
    """The verdicts and why; or how to come to them."""
    if found:
        words, took = verdict_words(found.verdict), found.verdict.seconds
        ran = f":small[:gray[Run in {duration(took) if took >= 1 else 'under 1 s'}.]]"
        st.markdown(f"**{plain(words[:1].upper() + words[1:])}.** {plain(found.verdict.sentence)} {ran}")
        if item.note:
            st.caption(plain(item.note))
    elif item.name in work.failed:
        st.caption(f":material/info: {plain(work.failed[item.name])}")
    if found is None and (work.work is None or item not in work.work.items):
        label = "Train the reduced run" if item.not_here else "Train the networks" if item.slow else "Run it"
        st.button(label, on_click=work.begin, args=(item,), key="papers_run")


def drawn(item: Item, arrays: Any) -> None:
    """Its figure, and what can be taken away of it."""
    figure = drawing(item.figure)
    if figure is None:
        return
    panels = figure.panels(item, arrays, st.context.theme.type == "dark")
    shown = (
        PagePanel(each.name, each.figure, each.look, None if k else item.scenario) for k, each in enumerate(panels)
    )
    panel_grid(key_of(item), shown, f"{item.name}. {' '.join(settings(item))}")
    if item.axes_from:
        st.caption(f"Axes: {plain(item.axes_from)}.")


def key_of(item: Item) -> str:
    """Of what is shown of it, as a class of CSS can have it."""
    return re.sub(r"[^a-z0-9-]", "-", slug(item.name))


def formulas(item: Item, found: Result | None) -> None:
    """As printed and as it has to read, each with what was tried of it."""
    if not item.printed_tex:
        return
    sides = [("Printed", item.printed_tex, item.printed), ("Corrected", item.corrected_tex, item.corrected)]
    written = [each for each in sides if each[1]]
    row = st.container(key="papers_formulas", horizontal=True, gap="large")  # one below the other where they are wide
    for name, formula, predicates in written:
        side = row.container(width="content")
        side.caption(name)
        side.latex(formula)
        for each in held(predicates, found.verdict.measured) if found else ():
            side.markdown(f"{plain(each.words)}: **{HELD[each.holds]}** :small[:gray[{plain(numbers(each.read))}]]")


def beside(item: Item, verdict: Verdict) -> None:
    """Claimed beside measured, and the same under other conventions."""
    if verdict.rows:
        st.container(key="papers_beside").table(compared(verdict), border="horizontal")
    if verdict.launched:
        st.caption("Launches of the full setting that are recorded here:")
        st.table(
            [{"Launch": plain(row.words), "Holds": HELD[row.holds]} for row in verdict.launched], border="horizontal"
        )
    if verdict.others:
        words = conventions_words(verdict)
        st.markdown(f"**{plain(words.partition(':')[0])}:**{plain(words.partition(':')[2])}")
        if words.endswith(":"):
            others = ({"Convention": plain(name), "Run": str(run)} for name, run in verdict.others.items())
            st.table(list(others), border="horizontal")


def compared(verdict: Verdict) -> list[dict[str, str]]:
    """A row for each thing expected; how far apart only where some are numbers."""
    rows = [
        {
            "Claimed": plain(row.words),
            "Measured": plain(numbers(row.read)),
            "Holds": HELD[row.holds],
            "Apart": apart(row),
        }
        for row in verdict.rows
    ]
    return (
        rows if any(row["Apart"] for row in rows) else [{k: v for k, v in row.items() if k != "Apart"} for row in rows]
    )


def set_up(item: Item, found: Result | None) -> None:
    """What was run, what of it is ours and why, and what else was tried."""
    if item.scenario and not item.figure:
        open_in_explorer(item.scenario, "papers_open")
    if item.online:
        open_online(item.online)
    sentences = [plain(words) for words in settings(item)]
    if item.not_here:
        st.markdown(
            f"**Not run here:** {plain(item.not_here.setting)}; about {number(days(item.not_here.presets), 2)} days on"
            f" this machine. **Reduced run instead:** {plain(item.not_here.reduced)}"
        )
    elif sentences:
        st.markdown(f"**Settings.** {' '.join(sentences)}")
    if item.chosen:
        st.caption("Chosen here, where the paper is silent:")
        st.table([{"Chosen": plain(each.what), "Why": plain(each.why)} for each in item.chosen], border="horizontal")
    for what, search in (found.searches if found else {}).items():
        searched(what, search)


def open_online(setting: OnlineScenario) -> None:
    """The way to the same problem on the Online page."""
    if st.button("Open on the page Online →", key="papers_online", type="tertiary"):
        held: PageState[OnlineScenario] = st.session_state.setdefault("online_state", PageState("online", setting))
        held.take(setting)
        st.switch_page("pages/online.py")


def searched(what: str, search: Search) -> None:
    """The grid, the trials, the hits, how sharply."""
    st.markdown(f"**Searched: {plain(what)}.**")
    st.markdown("  \n".join(plain(line) for line in search.lines))


def literature(item: Item) -> None:
    """Its entries, and their BibTeX."""
    keys = cites(item)
    st.caption("Cite: " + "; ".join(plain(ENTRIES[key].words) for key in keys))
    st.download_button(
        "As BibTeX", partial(bibtex, keys), f"{slug(item.name)}.bib", "application/x-bibtex",
        type="tertiary", on_click="ignore", key="papers_bib",
    )  # fmt: skip
