"""What paper 003 says of its experiments on the digits: figures 1 and 2, table 1, algorithm 1 and the two meanings of
K. What the figures draw is `trained.courses`."""

from networks.experiment.printed_tables import PRINTED_TABLES
from papers.constant_step.trained import (
    SEEDS,
    STARTS,
    meanings,
    printed_algorithm,
    reproduced,
    schedules,
    search_network,
    starts,
)
from papers.means import above, beside
from papers.record import Chosen, Item, Predicate

OTHERS = ("exponential", "root", "cosine")
NETWORK = Chosen(
    "32 hidden units, no biases, raw pixels, 5,000 updates of the whole set, a fifth for validation",
    "None of it is printed. Of the grid raw pixels and 32 units alone give table 1's norms at the start, with biases"
    " or without.",
    search_network,
)
FALLS = Chosen("the exponential falls to a hundredth", "its k is not printed")
RUNS = Chosen(f"{SEEDS} seeds", "the paper prints one number each; of one, nothing could be told")
QUANTITIES = {
    "gradient_norm_start": "gradient norm at the start",
    "gradient_norm_end": "gradient norm at the end",
    "validation_accuracy": "validation accuracy",
}
SMALLEST = tuple(above(f"{name}_norm", "constant_norm", SEEDS) for name in OTHERS)
SOONEST = tuple(above(f"{name}_soon", "constant_soon", SEEDS) for name in OTHERS)
MOST_ACCURATE = tuple(above("constant_accuracy", f"{name}_accuracy", SEEDS) for name in OTHERS)


def _cell(title: str, quantity: str) -> Predicate:
    words = f"{title}: {QUANTITIES[quantity]} {STARTS[title][quantity]}"
    return Predicate(words, lambda m: reproduced(title, quantity, m))


ACCURACY, END = "validation_accuracy", "gradient_norm_end"

ITEMS = (
    Item(
        "003", "claim rapid decay", "1", "claim",
        "A rate that decays fast can end worse than a constant one.",
        schedules,
        claims=(
            above("root_norm", "constant_norm", SEEDS),
            above("root_loss", "constant_loss", SEEDS),
            above("constant_accuracy", "root_accuracy", SEEDS),
        ),
        chosen=(NETWORK, FALLS, RUNS),
        trains=True,
    ),
    Item(
        "003", "algorithm 1", "2", "algorithm",
        "Adam without bias correction trains.",
        printed_algorithm,
        claims=(
            Predicate("from every start of table 1 it learns more than chance", lambda m: m["dead"] == 0),
            Predicate("and comes to within 5 points of that table's accuracies", lambda m: m["short"] == 0),
        ),
        chosen=(NETWORK, RUNS),
        trains=True,
        note="Its first step is three times as long: m is a tenth of the gradient then, √v a thirtieth.",
    ),
    Item(
        "003", "claim K", "4", "claim",
        "The product of the layers' largest singular values stands for the K of theorem 1.",
        meanings,
        claims=(
            Predicate("it is at least the curvature of the loss, as the theorem's K must be",
                      lambda m: m["product"] >= m["curvature"]),
        ),
        chosen=(NETWORK, Chosen("curvature along plain descent at 0.001, 3,000 updates", "K is for every w; a sample"
                                " can only be too small")),
        trains=True,
        note="One bounds how fast the output changes with the input, the other how fast the gradient changes with the"
        " weights.",
    ),
    Item(
        "003", "figure 1", "4", "figure",
        "The constant step's gradient norm falls closest to zero, the schedules' do not.",
        schedules, claims=SMALLEST, chosen=(NETWORK, FALLS, RUNS), trains=True,
        figure="gradient norms",
        axes_from="caption: iterations and L2 norm of the gradient; (b) a part of it, enlarged; the frame is ours",
    ),
    Item(
        "003", "figure 2", "4", "figure",
        "The constant step's loss falls sooner than under any schedule, and its validation accuracy is high.",
        schedules,
        claims=(
            *SOONEST,
            *(above(f"{name}_loss", "constant_loss", SEEDS) for name in OTHERS),
            *(beside("constant_accuracy", f"{name}_accuracy", SEEDS) for name in OTHERS),
        ),
        chosen=(NETWORK, FALLS, RUNS, Chosen("soon: until the loss is below 0.1", "the text has no number")),
        trains=True,
        figure="loss and accuracy",
        axes_from="caption: (a) loss and (b) validation accuracy against epochs; the frame is ours",
    ),
    Item(
        "003", "table 1", "4", "table",
        "Gradient norms at the start and the end, and the accuracy, for seven sizes of the first weights.",
        starts,
        claims=tuple(_cell(title, quantity) for title in STARTS for quantity in STARTS[title]),
        chosen=(NETWORK, RUNS, Chosen("as printed: within 2 sd of ours", PRINTED_TABLES["digits-starts"].note)),
        trains=True,
        figure="starts",
    ),
    Item(
        "003", "claim initialization", "4", "claim",
        "With larger first weights the last gradient norm falls and rises again, the accuracy rises and falls; 0.01 is"
        " best and 0.5 by far the worst.",
        starts,
        claims=(
            *(above(f"{title} {END}", f"Start 0.01 {END}", SEEDS) for title in STARTS if title != "Start 0.01"),
            *(above(f"Start 0.01 {ACCURACY}", f"{title} {ACCURACY}", SEEDS) for title in STARTS
              if title != "Start 0.01"),
            *(above(f"{title} {ACCURACY}", f"Start 0.5 {ACCURACY}", SEEDS) for title in STARTS
              if title not in ("Start 0.01", "Start 0.5")),
        ),
        chosen=(NETWORK, RUNS),
        trains=True,
    ),
    Item(
        "003", "conclusion 2", "5", "claim",
        "The constant step converges sooner and to a higher validation accuracy.",
        schedules, claims=(*SOONEST, *MOST_ACCURATE), chosen=(NETWORK, FALLS, RUNS), trains=True,
    ),
)  # fmt: skip
