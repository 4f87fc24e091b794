"""What the page of online problems says under its figures holds for whatever is typed."""

import pytest

from scenarios.online_scenario import EXAMPLES, SWAP_DECAYS, OnlineScenario, playing
from scenarios.online_words import falling, identical, swapping, travel

CHANCE = EXAMPLES["By chance"].model_copy(update={"seeds": 2, "rounds": 20_000})
SAID = [
    (OnlineScenario(), "Along the row: the longer the memory, the fewer swaps."),
    (EXAMPLES["Period 101"], "Along the row the number of swaps is the same: here the memory does not matter."),
    (CHANCE, "Most swaps at β₂ = 0.9, fewest at 0.9999: memory alone does not decide."),
    (OnlineScenario(rare=0.0, usual=0.0), "The fresh average never falls below the largest one: there is no swap."),
]


@pytest.mark.parametrize(("scenario", "sentence"), SAID)
def test_swaps_are_said_as_they_were_counted(scenario, sentence):
    assert swapping(list(playing(scenario.swaps)), SWAP_DECAYS) == sentence


@pytest.mark.parametrize(
    ("counts", "sentence"),
    [
        ([[1, 2, 3]], "Along the row: the longer the memory, the more swaps."),
        ([[1, 2, 2], [4, 4, 5]], "In every row: the longer the memory, the more swaps, or as many."),
        ([[3, 5, 1]], "Most swaps at β₂ = 0.9, fewest at 0.99: memory alone does not decide."),
        ([[3, 1, 3]], "Most swaps at β₂ = 0.5 and 0.99, fewest at 0.9: memory alone does not decide."),
        ([[3, 1, 1], [1, 1, 2]], "Most swaps at β₂ = 0.5, fewest at 0.9: memory alone does not decide."),
    ],
)
def test_any_row_of_swaps_has_its_sentence(counts, sentence):
    class Counted:
        def __init__(self, swaps):
            self.swaps = swaps

    assert swapping([Counted(column) for column in zip(*counts, strict=True)], SWAP_DECAYS[:3]) == sentence


@pytest.mark.parametrize(
    ("change", "found"),
    [
        ({}, "for RMSProp and Adam."),
        ({"optimizers": ("sgd", "amsgrad")}, "for none of these."),
        ({"optimizers": ("adam",)}, "for all of these."),
    ],
)
def test_gamma_is_said_as_it_fell(change, found):
    plays = list(playing(OnlineScenario(**change).runs))
    assert f"Over all rounds it does {found}" in falling(plays)


def test_the_identity_is_said_as_it_was_measured():
    assert "differ by rounding alone, by at most" in identical(list(playing(OnlineScenario().identity)))
    assert "take the very same way" in identical(list(playing(OnlineScenario(rare=0.0, usual=0.0).identity)))
    one, _, other = playing(OnlineScenario().identity)
    assert "differ in x by at most 0.042" in identical([one, other, other])


def test_the_way_is_said_as_it_is_walked():
    """A thousand steps of α that add up to a share of the way: told to stay far from both ends, some arrived."""
    for share, rare, words, arrives in (
        (0.5, 3.0, "stays short of it", False),
        (4.5, 3.0, "not everyone arrives", True),
        (1.5, -1.0, "there is time to arrive", True),
    ):
        s = OnlineScenario(rare=rare, schedule="constant", rounds=1_000, lr=share / 1_000, optimizers=("rmsprop",))
        (play,) = playing(s.runs)
        assert words in travel(s)
        assert (play.position[-1].max() > 0.98) == arrives
