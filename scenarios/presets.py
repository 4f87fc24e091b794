"""Settings worth opening: the papers' figures, each with the sentence on what to look for."""

from dataclasses import dataclass

from dynamics.schedules import Schedule
from scenarios.opening import AT_OPENING, contender, suited
from scenarios.scenario import Contender, Scenario

KAISER = "Kaiser, Exploring the dynamics of Adam"
ADAFIX = "Does Adam optimizer keep close to the optimal point?"


@dataclass(frozen=True)
class Preset:
    name: str
    title: str
    source: str
    look: str
    scenario: Scenario


def _with(optimizer: str, **hyper: float | str) -> Contender:
    return Contender(optimizer=optimizer, hyper=hyper)


def _race(surface: str, *optimizers: str) -> tuple[Contender, ...]:
    return tuple(contender(surface, name) for name in optimizers)


# The setting that gives the paper's counts: only RMSProp's average starts from zero.
_PAPER_002 = (
    _with("sgd", lr=1e-3),
    _with("adagrad", lr=1e-3),
    _with("rmsprop", lr=1e-3, beta2=0.999, bias_correction="none"),
    _with("adam", lr=1e-3, bias_correction="gradient-init"),
)
_ALIKE = (
    _with("rmsprop", lr=1e-3, beta2=0.999, bias_correction="gradient-init"),
    _with("adam", lr=1e-3, bias_correction="gradient-init"),
    _with("rmsprop", lr=1e-3, beta2=0.999, bias_correction="none"),
    _with("adam", lr=1e-3, bias_correction="none"),
)
_THREE_STARTS = (
    *_ALIKE,
    _with("rmsprop", lr=1e-3, beta2=0.999, bias_correction="standard"),
    _with("adam", lr=1e-3, bias_correction="standard"),
)

_UNCORRECTED = tuple(_with(name, lr=0.1, bias_correction="none") for name in ("adam", "amsgrad", "adamal"))

PRESETS = {
    preset.name: preset
    for preset in (
        Preset(
            "smooth-valley-paper",
            "Smooth valley, a million steps",
            f"{KAISER}, figure 3",
            "RMSProp is within 0.001 of the origin at step 1,086, Adam at 3,113. Only RMSProp's average starts "
            "from zero here; "
            "the like-for-like example starts them alike.",
            Scenario(surface="smooth-valley", contenders=_PAPER_002, start=(0.5, 0.9), steps=1_000_000),
        ),
        Preset(
            "smooth-valley-alike",
            "Smooth valley, like for like",
            f"{KAISER}, figure 3, with equal starts of the averages",
            "The same race with both averages started alike: once from the first gradient, once (the copies) "
            "from zero. "
            "Compare the arrivals.",
            Scenario(surface="smooth-valley", contenders=_ALIKE, start=(0.5, 0.9), steps=5_000),
        ),
        Preset(
            "sharp-valley-alike",
            "Sharp valley, like for like",
            f"{KAISER}, figure 4, with equal starts of the averages",
            "Started from the first gradient, or from zero and corrected, RMSProp and Adam both take 900 steps. "
            "From zero uncorrected Adam takes 275, RMSProp 3,789, a count that rounding decides.",
            Scenario(surface="sharp-valley", contenders=_THREE_STARTS, start=(0.5, 0.9), steps=5_000),
        ),
        Preset(
            "sharp-valley-paper",
            "Sharp valley, a million steps",
            f"{KAISER}, figure 4",
            "Adam is there after 900 steps, and then its x repeats every 12. RMSProp takes 3,789 here, "
            "220 in the paper: rounding decides that count. "
            "SGD bounces across the floor and hardly moves along it.",
            Scenario(surface="sharp-valley", contenders=_PAPER_002, start=(0.5, 0.9), steps=1_000_000),
        ),
        Preset(
            "saddle-paper",
            "Leaving a saddle",
            f"{KAISER}, figure 2a",
            "Who escapes first depends on how the averages start: the two Adams differ in nothing else, "
            "and RMSProp's starts uncorrected too.",
            Scenario(
                surface="saddle",
                contenders=(
                    *_race("saddle", "sgd", "adagrad"),
                    _with("rmsprop", **suited("saddle", "adam"), beta2=0.999),
                    contender("saddle", "adam"),
                    _with("adam", **suited("saddle", "adam"), bias_correction="none"),
                ),
                start=(0.01, 1.0),
                steps=220,
            ),
        ),
        Preset(
            "ripple-paper",
            "Does Adam leave the minimum?",
            f"{ADAFIX}, figure 1",
            "Under each of three conventions Adam nears the minimum and recedes again; but r² never reaches π, "
            "the edge of the region that the paper says it leaves. AdaFix stops its v, and so its rate.",
            Scenario(
                surface="ripple",
                contenders=(
                    _with("adam", lr=0.5),
                    _with("adam", lr=0.5, bias_correction="none"),
                    _with("adam", lr=0.5, bias_correction="gradient-init"),
                    _with("adafix", lr=0.5, bias_correction="gradient-init"),
                ),
                start=(1.0, 0.3),
                steps=400,
            ),
        ),
        Preset(
            "two-cycle",
            "A 2-cycle that holds, and one that does not",
            "Bock and Weiss, Non-convergence and limit cycles in the Adam optimizer, arXiv 2210.02070;"
            " Cohen et al., 2022",
            "With β₁ = 0.1 Adam falls into a stable 2-cycle across the floor; with 0.9 the cycle is unstable, "
            "and Adam keeps to a closed curve that never repeats.",
            Scenario(
                surface="smooth-valley",
                contenders=(_with("adam", lr=0.2, beta1=0.1, beta2=0.9), _with("adam", lr=0.2, beta2=0.9)),
                start=(0.5, 0.6),
                steps=400,
            ),
        ),
        Preset(
            "never-falling",
            "An average that may not fall",
            "AdamAL, algorithm 1; Reddi et al., On the convergence of Adam and beyond, 2018",
            "AdamAL and AMSGrad both refuse to let v fall, by different rules. Adam lets it: "
            "watch its effective rates climb away from theirs.",
            Scenario(surface="himmelblau", contenders=_UNCORRECTED, start=(-0.253, 0.281), steps=3_000),
        ),
        Preset(
            "noisy-bowl",
            "Noise and a falling rate",
            "Robbins and Monro, 1951",
            "Every gradient is noisy; the rate falls as 1/√t. Look at the distances of SGD, heavy ball, Adam "
            "and AMSGrad: "
            "at a constant rate they would stop shrinking.",
            Scenario(
                surface="bowl",
                parameters={"condition": 4.0},
                contenders=_race("bowl", *AT_OPENING),
                start=(1.2, 0.9),
                steps=2_000,
                noise=0.5,
                schedule=Schedule(kind="inverse-sqrt"),
            ),
        ),
    )
}  # fmt: skip
