"""Settings worth opening: the examples, then the papers' figures, each with the sentence on what to look for."""

from bibliography import Cited
from dynamics.schedules import Schedule
from scenarios.examples import EXAMPLES
from scenarios.opening import AT_OPENING
from scenarios.preset import Preset, race, with_
from scenarios.scenario import Scenario

# The setting that gives the paper's counts: only RMSProp's average starts from zero.
_PAPER_002 = (
    with_("sgd", lr=1e-3),
    with_("adagrad", lr=1e-3),
    with_("rmsprop", lr=1e-3, beta2=0.999, bias_correction="none"),
    with_("adam", lr=1e-3, bias_correction="gradient-init"),
)
_ALIKE = (
    with_("rmsprop", lr=1e-3, beta2=0.999, bias_correction="gradient-init"),
    with_("adam", lr=1e-3, bias_correction="gradient-init"),
    with_("rmsprop", lr=1e-3, beta2=0.999, bias_correction="none"),
    with_("adam", lr=1e-3, bias_correction="none"),
)
_THREE_STARTS = (
    *_ALIKE,
    with_("rmsprop", lr=1e-3, beta2=0.999, bias_correction="standard"),
    with_("adam", lr=1e-3, bias_correction="standard"),
)

_UNCORRECTED = tuple(with_(name, lr=0.1, bias_correction="none") for name in ("adam", "amsgrad", "adamal"))

PRESETS = {
    preset.name: preset
    for preset in (
        *EXAMPLES,
        Preset(
            "smooth-valley-paper",
            "Smooth valley, a million steps",
            Cited("@kaiser, figure 3"),
            "RMSProp is within 0.001 of the origin at step 1,086, Adam at 3,113. Only RMSProp's average starts "
            "from zero here; "
            "the like-for-like example starts them alike.",
            Scenario(surface="smooth-valley", contenders=_PAPER_002, start=(0.5, 0.9), steps=1_000_000),
        ),
        Preset(
            "smooth-valley-alike",
            "Smooth valley, like for like",
            Cited("@kaiser, figure 3, with equal starts of the averages"),
            "The same race with both averages started alike: once from the first gradient, once (the copies) "
            "from zero. "
            "Compare the arrivals.",
            Scenario(surface="smooth-valley", contenders=_ALIKE, start=(0.5, 0.9), steps=5_000),
        ),
        Preset(
            "sharp-valley-alike",
            "Sharp valley, like for like",
            Cited("@kaiser, figure 4, with equal starts of the averages"),
            "Started from the first gradient, or from zero and corrected, RMSProp and Adam both take 900 steps. "
            "From zero uncorrected Adam takes 275, RMSProp 3,789, a count that rounding decides.",
            Scenario(surface="sharp-valley", contenders=_THREE_STARTS, start=(0.5, 0.9), steps=5_000),
        ),
        Preset(
            "sharp-valley-paper",
            "Sharp valley, a million steps",
            Cited("@kaiser, figure 4"),
            "Adam is there after 900 steps, and then its x repeats every 12. RMSProp takes 3,789 here, "
            "220 in the paper: rounding decides that count. "
            "SGD bounces across the floor and hardly moves along it.",
            Scenario(surface="sharp-valley", contenders=_PAPER_002, start=(0.5, 0.9), steps=1_000_000),
        ),
        Preset(
            "ripple-paper",
            "Does Adam leave the minimum?",
            Cited("@bae2019, figure 1"),
            "Under each of three conventions Adam nears the minimum and recedes again; but r² never reaches π, "
            "the edge of the region that the paper says it leaves. AdaFix stops its v, and so its rate.",
            Scenario(
                surface="ripple",
                contenders=(
                    with_("adam", lr=0.5),
                    with_("adam", lr=0.5, bias_correction="none"),
                    with_("adam", lr=0.5, bias_correction="gradient-init"),
                    with_("adafix", lr=0.5, bias_correction="gradient-init"),
                ),
                start=(1.0, 0.3),
                steps=400,
            ),
        ),
        Preset(
            "two-cycle",
            "A 2-cycle that holds, and one that does not",
            Cited("@bock2022; @cohen2022"),
            "With β₁ = 0.1 Adam falls into a stable 2-cycle across the floor; with 0.9 the cycle is unstable, "
            "and Adam keeps to a closed curve that never repeats.",
            Scenario(
                surface="smooth-valley",
                contenders=(with_("adam", lr=0.2, beta1=0.1, beta2=0.9), with_("adam", lr=0.2, beta2=0.9)),
                start=(0.5, 0.6),
                steps=400,
            ),
        ),
        Preset(
            "never-falling",
            "An average that may not fall",
            Cited("@adamal, algorithm 1; @reddi2018"),
            "What AdamAL and AMSGrad divide by may not fall, by different rules. Adam's may: "
            "watch its effective rates climb away from theirs.",
            Scenario(surface="himmelblau", contenders=_UNCORRECTED, start=(-0.253, 0.281), steps=3_000),
        ),
        Preset(
            "noisy-bowl",
            "Noise and a falling rate",
            Cited("@robbins1951"),
            "Every gradient is noisy; the rate falls as 1/√t. Look at the distances of SGD, heavy ball, Adam "
            "and AMSGrad: "
            "at a constant rate they would stop shrinking.",
            Scenario(
                surface="bowl",
                parameters={"condition": 4.0},
                contenders=race("bowl", *AT_OPENING),
                start=(1.2, 0.9),
                steps=2_000,
                noise=0.5,
                schedule=Schedule(kind="inverse-sqrt"),
            ),
        ),
    )
}  # fmt: skip
