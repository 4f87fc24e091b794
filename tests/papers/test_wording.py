"""Items and verdicts in words."""

import pytest

from bibliography import ENTRIES
from papers.citing import KEYS, SUBJECTS, cites, paper_words
from papers.contents import CONTENTS
from papers.finding import items
from papers.record import Count, Item, NotHere, Predicate
from papers.settings import settings
from papers.verdict import judge
from papers.wording import apart, conventions_words, lowered, numbers, place, titled, verdict_words
from scenarios.opening import opening

YES, NO = Predicate("a is small", lambda m: m["a"] < 2), Predicate("a is large", lambda m: m["a"] > 2)


def verdict(**fields):
    return judge(Item("000", "figure 1", "4.2", "figure", "Something.", lambda *_: {"a": 1.0, "b_c": 3113.0}, **fields))


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"claims": (YES,)}, "reproduces"),
        ({"printed": (NO,), "corrected": (YES,)}, "misprint"),
        ({"printed": (NO,), "claims": (NO,)}, "false · does not reproduce"),
        ({"claims": (YES,), "not_here": NotHere("days", ("mnist-table",), "seconds")}, "reduced run: reproduces"),
    ],
)
def test_a_verdict_in_words(fields, words):
    assert verdict_words(verdict(**fields)) == words


def test_where_it_stands():
    assert (titled(verdict().item), place(verdict().item)) == ("Figure 1", "section 4.2")
    assert place(items()["000 abstract 1"]) == "abstract"


def test_a_claim_stands_beside_the_numbers_that_decide_it():
    (row,) = verdict(claims=(YES,)).rows
    assert numbers(row.read) == "a 1"
    assert apart(row) == ""


def test_how_far_apart():
    high, right, low = (
        verdict(expected={"b_c": Count(3100)}).rows
        + verdict(expected={"a": Count(1)}).rows
        + verdict(expected={"a": Count(4)}).rows
    )
    assert apart(high) == "+13 (26 tolerances)"
    assert apart(right) == "0"
    assert apart(low) == "−3 (6 tolerances)"


def test_numbers_in_words():
    found = {"one_two": 3113.0, "x": 0.123456, "never": float("nan"), "far": float("inf"), "below": float("-inf")}
    assert numbers(found) == "one two 3,113, x 0.1235, never none, far ∞, below −∞"


def test_a_deviation_stands_behind_its_mean():
    assert (
        numbers({"adam": 97.5, "sgd": 96.0, "adam_sd": 0.23, "late_sd": 1.5}) == "adam 97.5 ± 0.23, sgd 96, late sd 1.5"
    )


def test_many_things_that_fail_are_counted():
    claims = tuple(Predicate(f"claim {k}", lambda m: False) for k in range(6))
    assert verdict(claims=claims).sentence == "Not in the run: 6 of 6 things that it says."
    assert verdict(claims=claims[:4]).sentence == "Not in the run: claim 0; claim 1; claim 2; claim 3."


def test_conventions():
    other = {"another start": opening("bowl")}
    assert conventions_words(verdict(claims=(YES,))) == ""
    assert conventions_words(verdict(claims=(YES,), conventions=other)) == (
        "Under other conventions the same: another start."
    )
    decides = Item(
        "000", "figure 1", "1", "figure", "Something.", lambda s: {"a": 1.0 if s.surface == "ripple" else 3.0},
        opening("ripple"), claims=(YES,), conventions=other,
    )  # fmt: skip
    assert conventions_words(judge(decides)).startswith("Conventions decide.")


def test_indices():
    assert lowered("√v_t, v_{t−1} and x") == "√v<sub>t</sub>, v<sub>t−1</sub> and x"


def test_every_paper_has_an_entry_and_a_subject():
    assert KEYS.keys() == SUBJECTS.keys() >= CONTENTS.keys()
    assert all(paper_words(paper) == ENTRIES[key].words for paper, key in KEYS.items())


@pytest.mark.parametrize("name", items())
def test_an_item_cites_its_paper_first_and_the_rules_of_its_settings(name):
    item = items()[name]
    keys = cites(item)
    assert keys[0] == KEYS[item.paper]
    assert set(keys) <= ENTRIES.keys()
    assert all(words.endswith(".") for words in settings(item))


def test_settings_say_everything():
    item = items()["000 figure 1"]
    assert settings(item)[0] == "Ripple; from (1, 0.3), 400 steps."
    assert settings(item)[1].startswith("Adam: η = 0.5, β₁ = 0.9, β₂ = 0.999, ε = ")
    assert cites(item)[:2] == ("bae2019", "kingma2015")
