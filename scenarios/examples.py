"""What to look at first: eight settings, each of which keeps a promise of a few words."""

from bibliography import Cited
from dynamics import Kind
from scenarios.opening import contender, suited
from scenarios.preset import Preset, race, with_
from scenarios.scenario import Scenario

EXAMPLES = (
    Preset(
        "two-points",
        "An orbit of two points",
        "",
        "With β₁ = 0.1 Adam ends on a 2-cycle, across the minimum and back for ever; with 0.9 it keeps to a small "
        "closed curve.",
        Scenario(
            surface="smooth-valley",
            parameters={"steepness": 1.0},
            contenders=tuple(with_("adam", lr=0.5, beta1=beta1, beta2=0.8) for beta1 in (0.1, 0.9)),
            start=(0.8, 0.3),
            steps=400,
        ),
        promise="An orbit of two points",
        ends=(Kind.CYCLE, Kind.CIRCLING),
        dotted=True,
        half_height=0.5,
    ),
    Preset(
        "thrown-out",
        "Thrown out of the minimum",
        "",
        "Near the minimum Adam's v fades, so its rate grows until it is thrown out, again and again. What AMSGrad "
        "divides by may not fall: it stays.",
        Scenario(
            surface="smooth-valley",
            parameters={"steepness": 1.0},
            contenders=tuple(
                with_(name, lr=0.5, beta1=0.8, beta2=0.995, bias_correction="standard") for name in ("adam", "amsgrad")
            ),
            start=(0.8, 0.5),
            steps=600,
        ),
        promise="Thrown out of the minimum",
        ends=(Kind.BURSTING, Kind.SETTLED),
        middle=(0.15, 0.0),
        half_height=0.72,
    ),
    Preset(
        "too-large",
        "A rate just too large",
        "",
        "The steepest curvature is 1, so a rate of 2 is the edge: just below it the swings die out, just above it each "
        "is wider than the last.",
        Scenario(
            surface="bowl",
            parameters={"condition": 4.0},
            contenders=(with_("sgd", lr=1.8), with_("sgd", lr=2.05)),
            start=(1.0, 0.75),
            steps=120,
        ),
        promise="A rate just too large",
        ends=(Kind.SETTLED, Kind.LEFT),
        half_height=1.0,
    ),
    Preset(
        "plain-chaos",
        "Chaos from plain gradient descent",
        "",
        "The same method from the same point: a small rate settles in the nearest hollow, one five times as large "
        "jumps among them without end.",
        Scenario(
            surface="rastrigin",
            contenders=(with_("sgd", lr=0.003), with_("sgd", lr=0.015)),
            start=(1.35, 1.3),
            steps=800,
        ),
        promise="Chaos from plain descent",
        ends=(Kind.SETTLED, Kind.CHAOTIC),
        middle=(0.9, 0.9),
        half_height=0.85,
    ),
    Preset(
        "saddle-paper",
        "Leaving a saddle",
        Cited("@kaiser, figure 2a"),
        "Who escapes first depends on how the averages start: the two Adams differ in nothing else, "
        "and RMSProp's starts uncorrected too.",
        Scenario(
            surface="saddle",
            contenders=(
                *race("saddle", "sgd", "adagrad"),
                with_("rmsprop", **suited("saddle", "adam"), beta2=0.999),
                contender("saddle", "adam"),
                with_("adam", **suited("saddle", "adam"), bias_correction="none"),
            ),
            start=(0.01, 1.0),
            steps=220,
        ),
        promise="Who escapes a saddle first",
        ends=(Kind.LEFT,) * 5,
        middle=(0.5, 0.4),
        half_height=0.8,
    ),
    Preset(
        "across-the-plateau",
        "Momentum across a plateau",
        "",
        "On the flat there is no slope, and what only follows it stops there. Heavy ball coasts on, with "
        "what is left of its speed.",
        Scenario(
            surface="plateau",
            contenders=race("plateau", "sgd", "heavy-ball", "adagrad"),
            start=(-1.0, 0.7),
            steps=300,
        ),
        promise="Momentum crosses the flat",
        ends=(Kind.STOPPED, Kind.SETTLED, Kind.STOPPED),
        middle=(0.75, 0.2),
        half_height=1.2,
    ),
    Preset(
        "never-twice",
        "Never the same point twice",
        "",
        "Adam goes round the minimum on a closed curve and hits no point of it twice: it neither settles nor leaves.",
        Scenario(
            surface="smooth-valley",
            parameters={"steepness": 1.0},
            contenders=(with_("adam", lr=1.5, beta2=0.5),),
            start=(0.8, 0.3),
            steps=800,
        ),
        promise="Never the same point twice",
        ends=(Kind.CIRCLING,),
        dotted=True,
        half_height=0.6,
    ),
    Preset(
        "no-rest",
        "A sharp floor lets nobody rest",
        "",
        "At a kink the slope does not fade, so that steps jump across it for ever: here each optimizer ends on a cycle "
        "of its own.",
        Scenario(
            surface="sharp-valley",
            parameters={"steepness": 0.1},
            contenders=(with_("sgd", lr=0.1), with_("heavy-ball", lr=0.05), with_("adam", lr=0.03)),
            start=(0.5, 0.9),
            steps=300,
        ),
        promise="A sharp floor, and no rest",
        ends=(Kind.CYCLE,) * 3,
        middle=(0.0, 0.4),
        half_height=0.56,
    ),
)  # fmt: skip
