"""Figures 2a to 5 of paper 002: a saddle left and two valleys raced through. What they draw is `saddle.escapes`,
`valleys.paths` and `valleys.oscillations`."""

from papers.exploring import saddle, valleys
from papers.exploring.chosen import (
    ADAM_OUT,
    ADAM_SWINGS,
    ALL_FOUR,
    AT_ONE_RATE,
    FINER,
    LIKE_SADDLES,
    OTHERS,
    RMSPROP_FIRST,
    STARTS,
    resting,
    rests,
)
from papers.exploring.valleys import SHARP, SHARP_COUNTS, SMOOTH, SMOOTH_COUNTS, conventions
from papers.record import Count, Item, Predicate

ITEMS = (
    Item(
        "002", "figure 2a", "5", "figure",
        "Adam leaves the saddle first; it, AdaGrad and RMSProp set off along a diagonal and keep away from the centre.",
        saddle.race, saddle.settings(),
        claims=(
            ADAM_OUT,
            Predicate("Adam never comes as near to the saddle as SGD", lambda m: m["adam_nearest"] > m["sgd_nearest"]),
            Predicate("AdaGrad and RMSProp set off along a diagonal, SGD does not",
                      lambda m: min(m["adagrad_slant"], m["rmsprop_slant"]) > 0.5 > m["sgd_slant"]),
            Predicate("Adam leans more along x than they do",
                      lambda m: m["adam_slant"] > max(m["adagrad_slant"], m["rmsprop_slant"])),
            Predicate("AdaGrad leaves about as soon as RMSProp, within a factor of 2",
                      lambda m: m["adagrad"] < 2 * m["rmsprop"]),
        ),
        chosen=(AT_ONE_RATE,),
        conventions=LIKE_SADDLES,
        figure="paths",
        axes_from="ours: no picture in our copy",
    ),
    Item(
        "002", "figure 3", "6", "figure",
        "On the smooth valley Adam and RMSProp find the origin within a quarter of the steps, RMSProp first after"
        " 1,086, Adam after 3,113, and Adam does not stay.",
        valleys.counted, SMOOTH,
        claims=(
            RMSPROP_FIRST,
            Predicate("Adam and RMSProp are there within the first quarter",
                      lambda m: max(m["adam"], m["rmsprop"]) < m["quarter"]),
            Predicate("SGD and AdaGrad are not", lambda m: not min(m["sgd"], m["adagrad"]) < m["quarter"]),
            Predicate("SGD does not swing across the floor", lambda m: m["sgd_turns"] == 0),
            ADAM_SWINGS,
        ),
        expected={name: Count(count, open_if=f"{name}_rounding") for name, count in SMOOTH_COUNTS.items()},
        chosen=(STARTS, OTHERS),
        conventions=conventions(SMOOTH),
        figure="paths",
        axes_from="caption and text: vector field, marks at a quarter, half and three quarters; the frame is ours",
    ),
    Item(
        "002", "figure 4", "6", "figure",
        "On the sharp valley SGD swings where it began, AdaGrad runs out of time, and RMSProp is at the origin after"
        " 220 steps, Adam after 900.",
        valleys.counted, SHARP,
        claims=(
            Predicate("SGD swings across the floor and goes less than a fifth of the way",
                      lambda m: m["sgd_turns"] > 100 and m["sgd_way"] < 0.2),
            Predicate("AdaGrad is not there in a million steps", lambda m: not m["adagrad"] <= 4 * m["quarter"]),
            Predicate("Adam and RMSProp are there within the first quarter",
                      lambda m: max(m["adam"], m["rmsprop"]) < m["quarter"]),
            ADAM_SWINGS,
            Predicate("RMSProp swings on its way and then rests", lambda m: m["rmsprop_turns"] > 2
                      and resting(m, "rmsprop")),
        ),
        expected={name: Count(count, open_if=f"{name}_rounding") for name, count in SHARP_COUNTS.items()},
        chosen=(STARTS, FINER, OTHERS),
        conventions={**ALL_FOUR, **conventions(SHARP)},
        figure="paths",
        axes_from="caption and text: vector field, marks at a quarter, half and three quarters; the frame is ours",
        note="Rounding decides RMSProp's count from most starts; from x = 0.6135 it does not.",
    ),
    Item(
        "002", "figure 5a", "6", "figure",
        "On the smooth valley Adam alone goes on swinging across the floor, with period 2.",
        valleys.swings, SMOOTH,
        claims=(ADAM_SWINGS, *map(rests, ("SGD", "AdaGrad", "RMSProp"))),
        expected={"adam_period": Count(2)},
        chosen=(STARTS, OTHERS),
        conventions=conventions(SMOOTH),
        figure="oscillations",
        axes_from="caption: x against the step, for each optimizer; the steps shown are ours",
        note="Its 2-cycle is unstable at β₁ = 0.9: Adam bursts about it instead, and repeats with no period up to 512.",
    ),
    Item(
        "002", "figure 5b", "6", "figure",
        "On the sharp valley Adam goes on swinging with period 12, and RMSProp's swings die out.",
        valleys.swings, SHARP,
        claims=(ADAM_SWINGS, rests("RMSProp"), rests("AdaGrad")),
        expected={"adam_period": Count(12)},
        chosen=(STARTS, OTHERS),
        conventions={**ALL_FOUR, **conventions(SHARP)},
        figure="oscillations",
        axes_from="caption: x against the step, for each optimizer; the steps shown are ours",
    ),
)  # fmt: skip
