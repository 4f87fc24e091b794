"""What the records of 002's races share: the settings that the paper leaves open, and what its words claim."""

from papers.exploring import saddle, valleys
from papers.exploring.valleys import SHARP, changed
from papers.record import Chosen, Measured, Predicate
from scenarios.scenario import Scenario

AT_ONE_RATE = Chosen(
    "η = 0.001 for all, start (0.01, 1), averages as figures 3 and 4 have them",
    "Only Adam's defaults are printed, and who is first hangs on the rest: see the search.",
    saddle.search,
)
STARTS = Chosen(
    "start (0.5, 0.9); Adam's averages from the first gradient, RMSProp's from 0 with β₂ = 0.999",
    "Nothing of it is printed. Of the grid the three counts that can be told come out only where one coordinate is 0.9"
    " and the other at most 0.7, either way round: both rules divide the slope's size away.",
    valleys.search_starts,
)
FINER = Chosen(
    "x = 0.5 stays",
    "RMSProp's 220 comes out from few places, and all four counts from 0.6135 alone, which stands beside it.",
    valleys.search_finely,
)
OTHERS = Chosen("η = 0.001 and β₂ = 0.999 for all", "printed for Adam only")
ALL_FOUR = {"x = 0.6135, the one place with all four counts": changed(SHARP, start=(0.6135, 0.9))}
LIKE_SADDLES: dict[str, Scenario] = {
    "RMSProp with its own β₂ = 0.9": saddle.settings(rmsprop={"beta2": 0.9}),
    "both averages from the first gradient": saddle.settings(rmsprop={"bias_correction": "gradient-init"}),
    "both averages from 0": saddle.settings(adam={"bias_correction": "none"}),
    "both averages from 0, corrected": saddle.settings(
        adam={"bias_correction": "standard"}, rmsprop={"bias_correction": "standard"}
    ),
    "η = 0.1": saddle.settings(0.1),
    "start (0.3, 1)": saddle.settings(start=(0.3, 1.0)),
}
ADAM_OUT = Predicate("Adam is the first to leave", lambda m: m["adam"] < min(m["sgd"], m["adagrad"], m["rmsprop"]))
RMSPROP_FIRST = Predicate("RMSProp is there before Adam", lambda m: m["rmsprop"] < m["adam"])


def rests(name: str) -> Predicate:
    return Predicate(f"{name}'s x comes to rest, but for a hundredth of η", lambda m: resting(m, name))


def resting(m: Measured, name: str) -> bool:
    return m[f"{name.lower()}_late"] < 0.01 * m["lr"]


def swings(name: str, words: str) -> Predicate:
    return Predicate(f"{words} ends in a 2-cycle of x", lambda m: m[f"{name}_period"] == 2)


ADAM_SWINGS = Predicate("Adam's x does not come to rest", lambda m: not resting(m, "adam"))
