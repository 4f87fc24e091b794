"""The address of each item."""

import re

import pytest

from papers.contents import CONTENTS, LABELS, slug
from papers.finding import items
from player.paper_item import key_of
from player.papers_link import OPENING, SLUGS, PapersLink, leading
from scenarios.links import link, names, read
from scenarios.page_links import PAPERS, elsewhere


def test_other_pages_know_its_parameters():
    assert names(PapersLink) == PAPERS
    assert not PAPERS & elsewhere(PapersLink)
    assert link(PapersLink()) == {}


def test_each_item_has_an_address_of_its_own():
    assert len(SLUGS) == len(LABELS)
    for name in LABELS:
        state, notices = read(PapersLink, {"item": slug(name)}, elsewhere(PapersLink))
        assert (state.name, notices) == (name, [])
        assert re.fullmatch(r"[\w.-]+", slug(name))
        assert link(state) == ({} if name == OPENING else {"item": slug(name)})
    assert len({key_of(item) for item in items().values()}) == len(LABELS)


@pytest.mark.parametrize("paper", CONTENTS)
def test_a_paper_opens_with_one_of_its_items(paper):
    assert read(PapersLink, {"item": paper})[0].name == leading(paper)
    assert leading(paper) in LABELS
    assert "figure" in leading(paper)


@pytest.mark.parametrize("text", ["nonsense", "000-figure-9", "<b>", ""])
def test_what_is_not_there_is_told(text):
    state, (notice,) = read(PapersLink, {"item": text})
    assert state == PapersLink()
    assert "There is no item" in notice
