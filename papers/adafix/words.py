"""What paper 000 says of receding, in its abstract, figure 1, theorem 3.1, algorithm 1 and conclusion."""

from papers.adafix.receding import (
    LONG,
    SLOW,
    at_the_bound,
    conventions,
    fading,
    foreseen,
    guarded,
    plain_descent,
    search,
    searched,
    settings,
    smoothness,
    update,
)
from papers.record import Chosen, Item, Measured, Predicate
from scenarios.scenario import Scenario

CONVENTION = Chosen(
    "with bias correction, divided by √v̂",
    "The paper does not say how the averages start, and prints v̂ for what it calls η/√v. All six are tried.",
)
CLOSE = Chosen(
    "close: r² up to 0.01; the region: δ = 0",
    "The paper says neither. Before any run, a grid of r² 0.001 to 0.3 and δ 0 to 1 was set down.",
    search,
)
STEPS_LEFT_OPEN = Chosen(
    "400 steps and ε = 10⁻⁸",
    "the paper prints neither; 100,000 steps, with and without ε, stand beside it",
)
GRID = Chosen("45 × 45 starts over the region", "The paper has one start; a claim about a region needs more than one.")

APPROACHES = Predicate("it approaches at first", lambda m: m["nearest"] < m["start"])
RECEDES = Predicate("it recedes again", lambda m: m["farthest"] > m["nearest"])
RATES_GROW = Predicate("its effective rates grow", lambda m: m["rate_grows"] > 2)
ESCAPES = Predicate("it leaves the region", lambda m: m["left"] == 1)
NEVER_AGAIN = Predicate("it does not come back to where it turned", lambda m: m["end"] >= m["nearest"])


LONGER = {
    "100,000 steps": settings(steps=LONG),
    "100,000 steps, ε = 0": settings(steps=LONG, epsilon=0.0),
}


def theorem(scenario: Scenario) -> Measured:
    """Foreseen and not, along the run, and the counterexample."""
    lr = scenario.contenders[0].configured.hyper.lr
    return {**foreseen(scenario), **at_the_bound(lr)}


def region_kept(scenario: Scenario) -> Measured:
    """AdaFix on the grid, and its gate along the run from the paper's start."""
    return {**guarded(scenario), **smoothness(scenario)}


def _false(bound: str) -> Predicate:
    return Predicate(
        f"where the {bound} bound is met, the distance does not shrink",
        lambda m: m[f"{bound}_false"] == 0 and m["after"] >= m["before"],
    )


ITEMS = (
    Item(
        "000", "abstract 1", "abstract", "claim",
        "Adam cannot keep closer to the optimum once its effective rate exceeds a bound.",
        searched,
        settings(),
        claims=(APPROACHES, RECEDES, RATES_GROW, NEVER_AGAIN),
        chosen=(CONVENTION, CLOSE, STEPS_LEFT_OPEN),
        conventions={**conventions(), **LONGER},
    ),
    Item(
        "000", "abstract 2", "abstract", "claim",
        "AdaFix can reach the region of the optimum and stays in it.",
        region_kept,
        settings("adafix"),
        claims=(
            Predicate("AdaFix leaves from no start of the region", lambda m: m["leaves"] == 0),
            Predicate("it leaves from fewer starts than Adam", lambda m: m["leaves"] < m["adam_leaves"]),
        ),
        chosen=(CONVENTION, GRID),
        conventions=conventions("adafix"),
    ),
    Item(
        "000", "update", "2", "equation",
        "The generic step divides by the second moment; the effective rate is η/√v.",
        update,
        settings(),
        printed=(Predicate("steeper gradients step alike with v̂", lambda m: abs(m["steeper_printed"] - 1) < 1e-6),),
        corrected=(Predicate("and with √v̂", lambda m: abs(m["steeper_corrected"] - 1) < 1e-6),),
        printed_tex=r"x_{t+1} = x_t - \eta_t\,\hat m_t / \hat v_t",
        corrected_tex=r"x_{t+1} = x_t - \eta_t\,\hat m_t / \sqrt{\hat v_t}",
        note="Adam's step does not change with the size of the gradients; divided by v̂ it would fall as they grow.",
    ),
    Item(
        "000", "claim v fades", "3", "claim",
        "Near the optimum v falls until it is next to the squared gradient.",
        fading,
        settings(steps=SLOW),
        claims=(Predicate("√v is within a tenth of |g| at the end", lambda m: 0.9 < m["root_over_gradient"] < 1.1),),
        chosen=(CONVENTION, Chosen("400,000 steps", "v needs 1,000 steps to fall by a factor e, and |g| falls faster")),
        conventions={
            **conventions(steps=SLOW),
            "ε = 0": settings(steps=SLOW, epsilon=0.0),
            "only 400 steps": settings(),
        },
        note="v catches up once ε holds the rate; without ε the gradient keeps falling faster than v.",
    ),
    Item(
        "000", "claim descent", "3", "claim",
        "Even full gradient descent recedes from the optimum if its rate exceeds a bound.",
        plain_descent,
        claims=(
            Predicate("no start recedes at η = 0.99", lambda m: m["below"] == 0),
            Predicate("some recede at η = 1.5", lambda m: m["above"] > 0),
        ),
        note="On the ripple a step recedes where η sin r² > 1: the bound is η = 1.",
    ),
    Item(
        "000", "figure 1", "3", "figure",
        "Adam from (1, 0.3) at η = 0.5 approaches the ripple's optimum, recedes as its rates grow, and leaves the"
        " region.",
        searched,
        settings(),
        claims=(APPROACHES, RECEDES, RATES_GROW, ESCAPES),
        chosen=(CONVENTION, CLOSE, STEPS_LEFT_OPEN),
        conventions={**conventions(), **LONGER},
        figure="distance",
        axes_from="ours: no picture in our copy",
    ),
    Item(
        "000", "theorem 3.1", "3", "theorem",
        "Where √v is below the bound in every entry, the next point is no closer to the optimum.",
        theorem,
        settings(start="none"),
        printed=(_false("printed"),),
        corrected=(_false("corrected"),),
        printed_tex=r"\sqrt{\max_i v_i} \le \frac{\sqrt{\delta^2 |x|^2 + |g|^2}}{|x|^2} - \delta",
        corrected_tex=r"\sqrt{\max_i v_i} \le \eta\left(\sqrt{\delta^2 + \frac{|g|^2}{|x|^2}} - \delta\right)",
        claims=(
            Predicate("every step that the bound foresees to recede does", lambda m: m["printed_false"] == 0),
        ),
        chosen=(Chosen("no bias correction, δ = 0", "the proof has none; the bound is largest at δ = 0"),),
        conventions=conventions(),
        figure="bounds",
        note="f = x²/2 with √v = η meets even the corrected bound and lands exactly on the optimum.",
    ),
    Item(
        "000", "bound Lη", "3", "equation",
        "With |g| ≤ L |x| and δ far below L the bound of theorem 3.1 is about L η.",
        smoothness,
        settings("adafix"),
        printed=(Predicate("L η is at least the bound as printed", lambda m: m["covers_printed"] == 1),),
        corrected=(Predicate("L η is at least the bound as corrected", lambda m: m["covers_corrected"] == 1),),
        printed_tex=r"\frac{\sqrt{\delta^2|x|^2 + |g|^2}}{|x|^2} - \delta \le \eta\,(\sqrt{\delta^2 + L^2} - \delta)",
        corrected_tex=r"\eta\left(\sqrt{\delta^2 + \frac{|g|^2}{|x|^2}} - \delta\right)"
        r" \le \eta\,(\sqrt{\delta^2 + L^2} - \delta)",
        chosen=(CONVENTION, Chosen("L: the largest |g′ − g| / |x′ − x| so far", "as the paper estimates it")),
        figure="gate",
    ),
    Item(
        "000", "algorithm 1", "3", "algorithm",
        "AdaFix keeps v where max g < L η, and so does not leave.",
        region_kept,
        settings("adafix"),
        claims=(
            Predicate("the gate shuts", lambda m: m["shut"] > 0),
            Predicate("fewer starts leave than with Adam", lambda m: m["leaves"] < m["adam_leaves"]),
        ),
        chosen=(
            CONVENTION,
            GRID,
            Chosen("max |g|, L₀ = 0", "printed: max g, and no L₀. The others stand below."),
        ),
        conventions={
            "max g, as printed": settings("adafix", gate="signed"),
            "L₀ = 10": settings("adafix", initial_smoothness=10.0),
            "v̂, max g, no correction: as printed": settings("adafix", "none", "v", gate="signed"),
            **conventions("adafix"),
        },
        figure="shares",
    ),
    Item(
        "000", "conclusion 1", "5", "claim",
        "Adam cannot keep closer to the optimum or stay around it.",
        searched,
        settings(),
        claims=(RECEDES, ESCAPES),
        chosen=(CONVENTION, CLOSE, STEPS_LEFT_OPEN),
        conventions={**conventions(), **LONGER},
    ),
    Item(
        "000", "conclusion 2", "5", "claim",
        "AdaFix overcomes this: it reaches the region and stays.",
        region_kept,
        settings("adafix"),
        claims=(Predicate("AdaFix leaves from no start of the region", lambda m: m["leaves"] == 0),),
        chosen=(CONVENTION, GRID),
        conventions=conventions("adafix"),
    ),
)  # fmt: skip
