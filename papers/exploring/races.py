"""What paper 002 says in words of saddles, valleys and cycles: abstract, sections 5 and 6, conclusion."""

import numpy as np

from papers.exploring import saddle, valleys
from papers.exploring.chosen import (
    ADAM_OUT,
    AT_ONE_RATE,
    LIKE_SADDLES,
    OTHERS,
    RMSPROP_FIRST,
    STARTS,
    rests,
    swings,
)
from papers.exploring.crossing import coasted
from papers.exploring.crossing import settings as plateau
from papers.exploring.cycles import DEFAULTS, HELD, QUARTIC, periods, quartic, two_cycle
from papers.exploring.noisy import variance
from papers.exploring.valleys import SHARP, SMOOTH, conventions
from papers.exploring.words import FADES, NO_RATE, NOISE, RAMP
from papers.record import Chosen, Exact, Item, Measured, Predicate
from scenarios.scenario import Scenario


def both_valleys(scenario: Scenario) -> Measured:
    """`valleys.race` on the smooth valley; sharp_NAME: on the sharp one; ahead: the share of the finely spaced starts
    there from which RMSProp is first."""
    sharp = SHARP.model_copy(update={"contenders": scenario.contenders})
    return {
        **valleys.race(scenario),
        **{f"sharp_{name}": value for name, value in valleys.race(sharp).items()},
        "ahead": valleys.ahead(sharp),
    }


def converging(scenario: Scenario) -> Measured:
    """`valleys.race`, and whether RMSProp stands still only because its numbers have run out."""
    return {**valleys.race(scenario), "underflow": valleys.frozen(scenario)}


def other_cycles(scenario: Scenario) -> Measured:
    """`valleys.swings` on the sharp valley, with no period for who rests."""
    found = dict(valleys.swings(scenario))
    for name in scenario.keys:
        if found[f"{name}_amplitude"] == 0:
            found[f"{name}_period"] = np.nan
    return found


def in_all(scenario: Scenario) -> Measured:
    """The way over a flat; saddle_NAME: the steps from the saddle, all started alike."""
    alike = saddle.race(LIKE_SADDLES["both averages from the first gradient"])
    return {**coasted(scenario), **{f"saddle_{name}": value for name, value in alike.items()}}


ITEMS = (
    Item(
        "002", "abstract 2", "abstract", "claim",
        "Adam outperforms its competitors at saddles.",
        saddle.race, saddle.settings(), claims=(ADAM_OUT,), chosen=(AT_ONE_RATE,), conventions=LIKE_SADDLES,
        note="Started alike and with one memory, RMSProp leaves first: what the average adds to it is delay.",
    ),
    Item(
        "002", "abstract 3", "abstract", "claim",
        "In valleys Adam is dominated by RMSProp.",
        both_valleys, SMOOTH,
        claims=(
            RMSPROP_FIRST,
            Predicate("on the sharp valley too", lambda m: m["sharp_rmsprop"] < m["sharp_adam"]),
            Predicate("there from most starts", lambda m: m["ahead"] > 0.5),
        ),
        chosen=(STARTS, OTHERS),
        conventions=conventions(SMOOTH),
        note="It is first only where its average alone starts from 0, which makes its first steps 32 times as long.",
    ),
    Item(
        "002", "claim saddle", "5", "claim",
        "On the saddle the slope along x grows and that along y fades, which makes Adam favour x.",
        saddle.race, saddle.settings(),
        claims=(
            Predicate("Adam has come farther along x than along y", lambda m: m["adam_slant"] > 1),
            Predicate("relatively farther than RMSProp, which has no such average",
                      lambda m: m["adam_slant"] > m["rmsprop_slant"]),
        ),
        chosen=(AT_ONE_RATE,),
        conventions=LIKE_SADDLES,
    ),
    Item(
        "002", "proposition 4", "6", "proposition",
        "Adam has a 2-cycle where two points one step apart have opposite gradients.",
        two_cycle, DEFAULTS,
        printed=(Predicate("its amplitude is the one with C² + ε below the line",
                           lambda m: abs(m["printed"] / m["amplitude"] - 1) < 1e-6),),
        corrected=(Predicate("with |C| + ε it is", lambda m: abs(m["corrected"] / m["amplitude"] - 1) < 1e-6),),
        claims=(
            Predicate("there is a 2-cycle", lambda m: m["period"] == 2),
            Predicate("on it curvature over √v is the edge of stability, 38/η at β₁ = 0.9",
                      lambda m: abs(m["edge"] / m["threshold"] - 1) < 1e-6),
        ),
        printed_tex=r"\nabla L(w - s) = -\nabla L(w) = C,\; s = \frac{\eta C (1-\beta_1)}{(C^2+\epsilon)(1+\beta_1)}",
        corrected_tex=r"\nabla L(w - s) = -\nabla L(w) = C,\; s = \frac{\eta C (1-\beta_1)}{(|C|+\epsilon)(1+\beta_1)}",
        chosen=(Chosen("x² + y², η = 0.1", "the proposition holds for any loss"),),
        conventions={"β₁ = 0.1, β₂ = 0.99": HELD},
        note="At β₁ = 0.9 a round multiplies a small disturbance by 1.10: Adam leaves its 2-cycle.",
    ),
    Item(
        "002", "claim stable cycle", "6", "claim",
        "Adam gets stuck in a stable periodic solution: of period 2 on the smooth valley.",
        two_cycle, DEFAULTS,
        claims=(
            Predicate("there is a 2-cycle", lambda m: m["period"] == 2),
            Predicate("it is stable", lambda m: m["multiplier"] <= 1),
        ),
        chosen=(Chosen("x² + y², η = 0.1", "its stability depends on neither"),),
        conventions={"β₁ = 0.1, β₂ = 0.99": HELD},
        note="Stable below β₁ = 3 − 2√2 = 0.17 as β₂ nears 1.",
    ),
    Item(
        "002", "claim longer cycles", "6", "claim",
        "Adam falls into k-periodic solutions too.",
        periods,
        claims=(
            Predicate("x repeats from every start, with some period up to 512", lambda m: m["none"] == 0),
            Predicate("with more than one period", lambda m: m["different"] > 1),
        ),
        chosen=(Chosen("40 starts on the sharp valley, 200,000 steps", "the paper shows one, of period 12"),),
        moves="Periods are counts of steps; on |x| a rate only scales the starts.",
    ),
    Item(
        "002", "claim others swing", "6", "claim",
        "All other gradient methods are susceptible to swings of period 2.",
        other_cycles, conventions(SHARP)["both averages from the first gradient"],
        claims=tuple(
            swings(name, words) for name, words in (("sgd", "SGD"), ("adagrad", "AdaGrad"), ("rmsprop", "RMSProp"))
        ),
        chosen=(Chosen("both averages from the first gradient", "the start with which RMSProp swings too"), OTHERS),
        conventions={"as figure 4": SHARP},
        note="AdaGrad's rate only falls, so its swings shrink for ever.",
    ),
    Item(
        "002", "claim RMSProp converges", "6", "claim",
        "RMSProp converges, and faster than Adam.",
        converging, SMOOTH,
        claims=(
            RMSPROP_FIRST,
            rests("RMSProp"),
            Predicate("it comes to rest otherwise than by underflow", lambda m: m["underflow"] == 0),
        ),
        chosen=(STARTS, OTHERS),
        conventions=conventions(SMOOTH),
        note="Its v fades with the gradient until both are denormal; in exact arithmetic it is thrown out again.",
    ),
    Item(
        "002", "conclusion 1", "7", "claim",
        "The bias of the moving average can help Adam across a flat or away from a saddle.",
        in_all, plateau(),
        claims=(
            Predicate("Adam goes on over the flat, RMSProp does not", lambda m: m["adam"] > m["rmsprop"] == 0),
            Predicate("started alike, it leaves the saddle before RMSProp",
                      lambda m: m["saddle_adam"] < m["saddle_rmsprop"]),
        ),
        chosen=(RAMP, Chosen("at the saddle both averages from the first gradient", "so that they differ in m alone")),
    ),
    Item(
        "002", "conclusion 2", "7", "claim",
        "Less noise does not explain Adam's success: it comes too slowly.",
        variance, claims=(FADES,), chosen=(NOISE,), moves=NO_RATE,
        note="The average leaves a nineteenth of the variance from the tenth step on, and no less later.",
    ),
    Item(
        "002", "conclusion 3", "7", "claim",
        "Speed in valleys is none either.",
        both_valleys, SMOOTH,
        claims=(RMSPROP_FIRST, Predicate("on the sharp valley too", lambda m: m["sharp_rmsprop"] < m["sharp_adam"])),
        chosen=(STARTS, OTHERS),
        conventions=conventions(SMOOTH),
    ),
    Item(
        "002", "beyond: quartic", "after 6", "claim",
        "On x⁴/4 with ε = 0 ln |x| falls by |ln β₂| / 4 a step in the long run: v sets the pace, not η.",
        quartic, QUARTIC,
        expected={"x": Exact(1.0), "y": Exact(1.0)},
        chosen=(Chosen("the surface's start, η = 0.001, 60,000 steps", "the law is about the long run from anywhere"),),
        moves="The law has no rate in it.",
        note="Not of this paper: Bai et al., arXiv 2603.09581. It says what its valleys would be without curvature.",
    ),
)  # fmt: skip
