"""Every source is an entry of the bibliography, and every entry is complete and named by something."""

import copy
import pickle
import re

import pytest

from bibliography import ENTRIES, FILE, Cited, bibtex, keys_of, read
from dynamics import OPTIMIZERS
from landscapes import LANDSCAPES
from networks.experiment.training_presets import TRAINING_PRESETS
from player.literature import named_by
from scenarios.presets import PRESETS

NEEDED = {
    "article": {"author", "journal", "year"},
    "book": {"author", "publisher", "year"},
    "inproceedings": {"author", "booktitle", "year"},
    "techreport": {"author", "institution", "year"},
    "misc": set(),
}
SOURCES = {
    name: each.source
    for registry in (OPTIMIZERS, LANDSCAPES, PRESETS, TRAINING_PRESETS)
    for name, each in registry.items()
    if each.source
}


def test_the_file_is_its_entries_and_nothing_else():
    assert bibtex(ENTRIES) == FILE.read_text(encoding="utf-8")


@pytest.mark.parametrize("entry", ENTRIES.values(), ids=ENTRIES)
def test_an_entry_is_complete(entry):
    assert entry.fields.keys() >= NEEDED[entry.kind] | {"title"}
    assert entry.kind != "misc" or entry.fields.keys() & {"year", "note"}
    assert entry.bibtex.count("{") == entry.bibtex.count("}")
    assert len(entry.fields) == entry.bibtex.count(" = {"), "a field was not read"
    year = re.search(r"\d+$", entry.key)
    assert year is None or entry.fields["year"] == year[0]
    assert ("eprint" in entry.fields) == (entry.fields.get("archiveprefix") == "arXiv")
    assert re.fullmatch(r"\d{4}\.\d{4,5}", entry.fields.get("eprint", "2210.02070"))
    assert not re.search(r"[{}$@\\]", entry.words)


@pytest.mark.parametrize("source", SOURCES.values(), ids=SOURCES)
def test_every_source_is_an_entry(source):
    assert keys_of(source)
    assert "@" not in source


def test_every_entry_is_named_by_something():
    assert [key for key, titles in named_by().items() if not titles] == []


def test_words():
    assert ENTRIES["kingma2015"].words == "Kingma and Ba, Adam: a method for stochastic optimization, 2015"
    assert ENTRIES["duchi2011"].authors == "Duchi, Hazan and Singer"
    assert ENTRIES["luo2019"].authors == ENTRIES["luo2019"].words.split(",")[0] == "Luo et al."
    assert ENTRIES["chen2023"].authors == "Chen et al."
    assert ENTRIES["adamal"].authors == "Anonymous"
    assert ENTRIES["reproducing"].words == "Reproducing «On the convergence of Adam and beyond»"
    assert ENTRIES["nesterov1983"].words.endswith("convergence rate O(1/k²), 1983")
    assert ENTRIES["zhuang2020"].fields["author"].endswith("Nicha and Papademetris, Xenophon and Duncan, James")


def test_cited_words_know_their_entries():
    cited = Cited("After @kaiser, section 4; @bock2022, and @kaiser again")
    assert cited.startswith("After Kaiser, Exploring the dynamics of Adam, section 4; Bock and Weiss, ")
    assert cited.keys == ("kaiser", "bock2022")
    assert keys_of("Nobody's", cited, Cited("@bai2026"), cited) == ("kaiser", "bock2022", "bai2026")
    for same in (pickle.loads(pickle.dumps(cited)), copy.deepcopy(cited)):
        assert (same, same.keys) == (cited, cited.keys)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("@misc{a1,\n  title = {A},\n}\n@misc{a1,\n  title = {B},\n}\n", "Two entries have the key a1"),
        ("@misc{a1, title = {A}}", "An entry begins with @kind{key"),
        ("some words", "An entry begins with @kind{key"),
    ],
)
def test_what_does_not_read_is_said(text, says):
    with pytest.raises(ValueError, match=re.escape(says)):
        read(text)


def test_an_unknown_key_is_said():
    with pytest.raises(KeyError, match=r"references.bib has no entry 'kayser'. It has cauchy1847"):
        Cited("@kayser, section 4")
