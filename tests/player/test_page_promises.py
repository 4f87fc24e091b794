"""Each page promises something, and each is the next of one other."""

from pathlib import Path

import pytest

from player.page_promises import PROMISES, after

ROOT = Path(__file__).parent.parent.parent
PAGES = sorted((ROOT / "pages").glob("*.py"))


def test_every_page_of_the_header_is_the_next_of_one_other():
    listed = [line.split('"')[1] for line in (ROOT / "app.py").read_text().splitlines() if "st.Page(" in line]
    assert [promise.script for promise in PROMISES.values()] == listed
    assert sorted(map(after, PROMISES)) == sorted(PROMISES)


def test_promises_are_short_sentences():
    for promise in PROMISES.values():
        assert promise.sentence.endswith(".")
        assert len(promise.sentence) <= 80


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_every_page_ends_with_the_next(path):
    assert path.read_text().splitlines()[-1].strip() == f'end("{path.stem.capitalize()}")'
