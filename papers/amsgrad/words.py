"""What paper 004 says of Adam's failure and AMSGrad's cure: section 1, its algorithms, equation 1, figure 2a, table 1.
What figure 2a draws is `online.plays`."""

from papers.amsgrad.online import OTHERS, PERIODIC, PRINTED, REDDI, ends, failing, problem, rootless
from papers.amsgrad.surfaces import compared
from papers.record import Chosen, Exact, Item, Predicate

AS_PRINTED = Chosen("start 0, ten seeds, no correction", "not printed; the algorithms correct nothing")
ADAM_WRONG = Predicate("Adam ends at the wrong end, 1", lambda m: m["adam_end"] > 0.95)
AMSGRAD_RIGHT = Predicate("AMSGrad ends at the optimum, −1", lambda m: m["amsgrad_end"] < -0.95)
THE_CLASS = Chosen("Reddi's problem with period 3", "the one for which it is proved, of β₁ = 0 and β₂ = 0.1")
TOO_SHORT = (
    "At 0.001/√t a million step sizes add up to 2, most of which cancel: nothing comes near an end. The claim shows"
    " where the rate is large enough and the rare slope regular."
)

ITEMS = (
    Item(
        "004", "claim may fail", "1.1", "claim",
        "RMSProp, Adam, AdaDelta and NAdam may fail to come to the optimum.",
        failing, online=REDDI,
        claims=tuple(
            Predicate(f"{words} ends on the wrong side of 0", lambda m, name=name: m[name] > 0)  # type: ignore[misc]
            for name, words in (("rmsprop", "RMSProp"), ("adam", "Adam"), ("adadelta", "AdaDelta"), ("nadam", "NAdam"))
        ),
        chosen=(THE_CLASS,),
    ),
    Item(
        "004", "claim fades", "1.1", "claim",
        "The influence of rare, large gradients fades quickly in an exponential average.",
        ends, online=PERIODIC,
        claims=(
            Predicate("what Adam divides by falls in most rounds", lambda m: m["adam_falls"] > 0.5),
            Predicate("what AMSGrad divides by never does", lambda m: m["amsgrad_falls"] == 0),
        ),
        chosen=(Chosen("the rare slope in every 101st round", "equation 1's is by chance"),),
        conventions={"by chance, as printed": PRINTED},
    ),
    Item(
        "004", "algorithm 1", "1.1", "algorithm",
        "Adam divides by the root of the average of squared gradients.",
        rootless, online=PRINTED,
        printed=(Predicate("v of g, as printed, always has a root", lambda m: m["printed"] == 0),),
        corrected=(Predicate("v of g² always has", lambda m: m["squared"] == 0),),
        printed_tex=r"v_t = \beta_2 v_{t-1} + (1 - \beta_2)\, g_t",
        corrected_tex=r"v_t = \beta_2 v_{t-1} + (1 - \beta_2)\, g_t^2",
        chosen=(Chosen("equation 1's slopes, 10,000 rounds", "the paper's own problem"),),
        moves="The average of slopes knows no rate.",
        note="As printed its loop never begins either: t is 1, and it goes on while t ≤ 0.",
    ),
    Item(
        "004", "algorithm 2", "1.2", "algorithm",
        "AMSGrad divides by the root of the largest average of squares so far.",
        rootless, online=PRINTED,
        printed=(Predicate("with v of g the largest is above 0", lambda m: m["largest_printed"] == 0),),
        corrected=(Predicate("with v of g² it is", lambda m: m["squared"] == 0),),
        printed_tex=r"v_t = \beta_2 v_{t-1} + (1 - \beta_2)\, g_t,\; \hat v_t = \max(\hat v_{t-1}, v_t)",
        corrected_tex=r"v_t = \beta_2 v_{t-1} + (1 - \beta_2)\, g_t^2,\; \hat v_t = \max(\hat v_{t-1}, v_t)",
        chosen=(Chosen("equation 1's slopes, 10,000 rounds", "the paper's own problem"),),
        moves="The average of slopes knows no rate.",
        note="Until the first rare slope the largest is 0, and the step is divided by nothing.",
    ),
    Item(
        "004", "equation 1", "2.2.1", "equation",
        "1010 x with probability 0.01, else −10 x: the optimum on [−1, 1] is −1.",
        problem, online=PRINTED,
        expected={"best": Exact(-1.0), "mean": Exact(0.2)},
        moves="The problem knows no rate.",
        note="On average the slope is 0.2 beside a spread of 101: a million rounds are two standard deviations.",
    ),
    Item(
        "004", "figure 2a", "2.2.1", "figure",
        "On equation 1 Adam comes to 1 and AMSGrad to the optimum, −1.",
        ends, online=PRINTED,
        claims=(
            ADAM_WRONG,
            AMSGRAD_RIGHT,
            Predicate("from every seed Adam ends above AMSGrad", lambda m: m["adam_least"] > m["amsgrad_most"]),
        ),
        chosen=(AS_PRINTED,),
        conventions=OTHERS,
        figure="online",
        axes_from="caption: loss; text: where each ends. The axes are ours",
        note=TOO_SHORT,
    ),
    Item(
        "004", "table 1", "2.2", "table",
        "For the synthetic case 0.001/√t, 0.9, 0.99 and a million rounds are enough.",
        ends, online=PRINTED,
        claims=(
            Predicate("Adam comes within 0.05 of an end", lambda m: m["adam_far"] > 0.95),
            Predicate("AMSGrad does", lambda m: m["amsgrad_far"] > 0.95),
        ),
        chosen=(AS_PRINTED,),
        conventions=OTHERS,
        note=TOO_SHORT,
    ),
    Item(
        "004", "claim at least as good", "2.2.4", "claim",
        "In general AMSGrad does at least as well as Adam.",
        compared,
        claims=(
            Predicate("on no surface does it end at a higher loss", lambda m: m["higher"] == 0),
            Predicate("on some it ends at a lower one", lambda m: m["lower"] > 0),
        ),
        chosen=(Chosen("every surface with a known minimum, at Adam's suited rate, both corrected", "it is general"),),
        moves="It runs at a rate of each surface's own; what is measured are counts of surfaces.",
        note="An average that may not fall keeps what the first steep slope made of it, and its rates low.",
    ),
)  # fmt: skip
