"""The Papers page: it opens on an item that runs, each item has its address, and nothing is shown that was not run."""

import re
import time
from pathlib import Path

import pytest
from streamlit.runtime.pages_manager import PagesManager
from streamlit.testing.v1 import AppTest

from papers.contents import CONTENTS, LABELS, slug
from papers.finding import items
from papers.record import Item
from papers.wording import titled
from player import paper_work
from player.paper_list import OPEN
from player.paper_work import kept
from player.papers_link import OPENING, leading

ROOT = Path(__file__).parent.parent.parent
QUICK = "000 theorem 3.1"  # has a figure, two formulas and conventions, in well under a second


@pytest.fixture(autouse=True)
def forgotten(monkeypatch):
    """Nothing is kept from before."""
    monkeypatch.setattr(paper_work, "_kept", type(paper_work._kept)())


def opened(name="", session=()):
    test = AppTest.from_file(ROOT / "pages/papers.py", default_timeout=120)
    for key, value in {"page": "Papers", **dict(session)}.items():
        test.session_state[key] = value
    test.query_params = {"item": slug(name)} if name else {}
    return run(test)


def run(what):
    test = what.run()
    assert not test.exception
    return test


def finished(test, name):
    """The page once the item has been run."""
    end = time.monotonic() + 60
    while kept(items()[name]) is None:
        assert time.monotonic() < end
        time.sleep(0.02)
    return run(test)


def texts(test):
    return " ".join(each.value for each in (*test.markdown, *test.caption))


def captions(test):
    return dict(zip(test.radio(key="papers_item").options, test.radio(key="papers_item").proto.captions, strict=True))


def leave(test):
    test.session_state.papers_work.end()


def test_it_opens_on_an_item_that_runs_and_nothing_else_does():
    test = opened()
    assert [t.value for t in test.title] == ["Papers"]
    assert test.header[0].value.startswith(titled(items()[OPENING]))
    assert test.session_state.papers_work.work.items == (items()[OPENING],)
    assert set(captions(test).values()) == {OPEN}
    assert test.query_params == {}
    leave(test)


def test_an_item_that_has_been_run_shows_all_of_it():
    test = finished(opened(QUICK), QUICK)
    shown = texts(test)
    assert "**False · does not reproduce.**" in shown
    assert re.search(r"Run in (under )?\d+ s", shown)
    assert captions(test)["Theorem 3.1"] == "false · does not reproduce"
    assert list(captions(test).values()).count(OPEN) == len(CONTENTS["000"]) - 1
    assert [latex.value.strip("$\n ") for latex in test.latex] == [
        items()[QUICK].printed_tex, items()[QUICK].corrected_tex
    ]  # fmt: skip
    beside, others, chosen = (table.value for table in test.table)
    assert beside["Holds"].tolist() == ["no"]
    assert "printed false" in beside["Measured"][0]
    assert len(others) == len(items()[QUICK].conventions)
    assert "δ = 0" in chosen["Chosen"][0]
    assert len(test.get("plotly_chart")) == 2
    assert "Bae, Ryu and Shin" in shown
    assert {"Report", "As BibTeX", "Figure (HTML)"} <= {b.proto.label for b in test.get("download_button")}


def test_what_has_been_run_is_there_for_the_next_reader():
    finished(opened(QUICK), QUICK)
    again = opened(QUICK)
    assert again.session_state.papers_work.work is None
    assert "does not reproduce" in texts(again)


def test_a_paper_and_an_item_are_chosen():
    test = opened(QUICK)
    run(test.segmented_control(key="papers_paper").set_value("001"))
    assert test.query_params == {"item": slug(leading("001"))}
    assert len(test.radio(key="papers_item").options) == len(CONTENTS["001"])
    run(test.radio(key="papers_item").set_value("001-equation-17"))
    assert test.header[0].value.startswith("Equation 17")
    assert test.query_params == {"item": "001-equation-17"}
    leave(test)


def test_networks_wait_for_a_click_and_say_what_runs_instead():
    test = opened("000 table 1")
    assert test.session_state.papers_work.work is None
    assert test.button(key="papers_run").label == "Train the reduced run"
    assert test.button(key="papers_run").proto.type == "secondary"  # on others Streamlit writes white, in dark mode too
    shown = texts(test)
    assert "**Not run here:** MNIST" in shown
    assert "**Reduced run instead:**" in shown
    assert "days on this machine" in shown


def test_what_runs_can_be_stopped_and_run_again(monkeypatch):
    monkeypatch.setattr(paper_work, "judge", lambda item: wait_for_the_reader())
    test = opened(QUICK)
    run(test.button(key="papers_stop").click())
    assert test.session_state.papers_work.work is None
    run(test.button(key="papers_run").click())
    assert test.session_state.papers_work.work
    leave(test)


def test_who_turns_to_another_page_ends_what_runs(monkeypatch):
    made = PagesManager.__init__

    def make(self, *given, **named):  # every run goes through app.py; AppTest forgets that between runs
        PagesManager.uses_pages_directory = False
        made(self, *given, **named)

    monkeypatch.setattr(PagesManager, "__init__", make)
    monkeypatch.setattr(paper_work, "judge", lambda item: wait_for_the_reader())
    test = run(AppTest.from_file(ROOT / "app.py", default_timeout=120))
    run(test.switch_page("pages/papers.py"))
    going = test.session_state.papers_work.work
    assert not going.cancel.is_set()
    run(test.switch_page("pages/reference.py"))
    assert going.cancel.is_set()
    assert test.session_state.papers_work.work is None


def wait_for_the_reader():
    from papers.underway import tell

    while True:
        tell(0.5)
        time.sleep(0.01)


def test_what_cannot_be_run_is_a_sentence(monkeypatch):
    def broken(item: Item):
        raise OSError("the data cannot be had")

    monkeypatch.setattr(paper_work, "judge", broken)
    test = opened(QUICK)
    held = test.session_state.papers_work
    end = time.monotonic() + 60
    while held.work and not held.work.over:
        assert time.monotonic() < end
        time.sleep(0.02)
    run(test)
    assert "the data cannot be had" in texts(test)
    assert test.button(key="papers_run").label == "Run it"


def test_all_of_a_paper_is_run(monkeypatch):
    """Of two of its items, here."""
    monkeypatch.setitem(CONTENTS, "000", ("update", "theorem 3.1"))
    test = opened("000 update")
    finished(test, "000 update")
    run(test.button(key="papers_all").click())
    finished(test, QUICK)
    run(test)
    assert OPEN not in captions(test).values()
    assert "papers_all" not in [button.key for button in test.button]


@pytest.mark.parametrize("name", [name for name in LABELS if not items()[name].figure and not items()[name].slow][::3])
def test_items_of_every_kind_open(name):
    test = opened(name)
    assert test.header[0].value.startswith(titled(items()[name]).split("|")[0][:5])
    leave(test)


def test_no_page_reads_what_is_on_record():
    for folder in ("pages", "player", "figures"):
        for path in (ROOT / folder).rglob("*.py"):
            text = path.read_text()
            assert "verdicts.json" not in text
            assert "papers.__main__" not in text


def test_what_is_in_the_address_wrongly_is_told():
    test = AppTest.from_file(ROOT / "pages/papers.py", default_timeout=120)
    test.session_state["page"] = "Papers"
    test.query_params = {"item": "002-figure-99"}
    run(test)
    assert "There is no item" in texts(test)
    leave(test)
