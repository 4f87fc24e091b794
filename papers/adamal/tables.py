"""What paper 001 says of swaps and of networks: figures 1 to 3, table 1, abstract and conclusion."""

from papers.adamal.online import SETTING, budgets, identity
from papers.adamal.rounds import minima, settings, swaps_on_surfaces
from papers.adamal.trained import SEEDS, accuracies, batches
from papers.adamal.words import OURS, REDDI
from papers.alike import apart, same
from papers.means import above
from papers.record import Chosen, Item, NotHere, Predicate

REDUCED = (
    "Handwritten digits (1,437 for training), an MLP with 100 hidden units, 80 epochs, batches of 128, five seeds."
)
FULL = "CIFAR-10 on ResNet18 and VGG16, rates halved at 75, 125 and 175"
PRESETS = ("cifar-resnet18", "cifar-vgg16")
NOT_HERE = NotHere(FULL, PRESETS, REDUCED)
BATCHES = Chosen("batches of 32, 128 and 512", "the paper prints none of its sizes")


ITEMS = (
    Item(
        "001", "abstract 1", "abstract", "claim",
        "AdamAL mitigates Adam's non-convergence and improves its performance.",
        budgets, online=SETTING,
        claims=(
            Predicate("Adam ends at the wrong end", lambda m: m["adam_end"] > 0),
            Predicate("AdamAL ends at the optimum, −1", lambda m: m["adamal_end"] < -0.99),
        ),
        chosen=(REDDI,),
        figure="online",
    ),
    Item(
        "001", "abstract 2", "abstract", "claim",
        "Experiments on several networks are promising.",
        accuracies,
        claims=(above("adamal", "adam", SEEDS),),
        not_here=NOT_HERE,
    ),
    Item(
        "001", "figure 1", "3.3", "figure",
        "AMSGrad's swaps differ much from entry to entry, in number and in interval.",
        swaps_on_surfaces,
        claims=(
            Predicate("the most swaps are ten times the fewest", lambda m: m["most"] >= 10 * m["fewest"]),
            Predicate("the longest interval is twice the shortest", lambda m: m["longest"] >= 2 * m["shortest"]),
        ),
        chosen=(
            Chosen("both coordinates on every surface, under noise", "the paper's network and layer are not named"),
        ),
        figure="swaps",
    ),
    Item(
        "001", "figure 2", "4", "figure",
        "On CIFAR-10 AdamAL is above Adam and AMSGrad, by about 1 %.",
        accuracies,
        claims=(above("adamal", "adam", SEEDS, by=0.5), above("adamal", "amsgrad", SEEDS)),
        not_here=NOT_HERE,
        figure="progress",
        axes_from="caption: accuracy and loss; the axes are ours",
    ),
    Item(
        "001", "figure 3", "4", "figure",
        "AdamAL is not sensitive to the size of the batch.",
        batches,
        claims=(
            Predicate("its accuracies lie within 2 points", lambda m: m["adamal_range"] < 2),
            Predicate("less apart than Adam's", lambda m: m["adamal_range"] < m["adam_range"]),
        ),
        chosen=(BATCHES,),
        not_here=NotHere(FULL, PRESETS, REDUCED.replace("batches of 128", "batches of 32, 128 and 512")),
        figure="batches",
        note="The epochs stay, so a larger batch makes fewer updates.",
    ),
    Item(
        "001", "table 1", "4", "table",
        "AdamAL 95.13, Adam 94.98, VSGD 94.73, AMSGrad 94.60.",
        accuracies,
        claims=(above("adamal", "adam", SEEDS), above("adam", "sgd", SEEDS), above("sgd", "amsgrad", SEEDS)),
        chosen=(Chosen("VSGD: plain SGD at 0.1", "the table does not say"),),
        not_here=NOT_HERE,
        figure="accuracies",
    ),
    Item(
        "001", "claim AMSGrad worse", "4", "claim",
        "AMSGrad is even worse than Adam.",
        accuracies, claims=(above("adam", "amsgrad", SEEDS),), not_here=NOT_HERE,
    ),
    Item(
        "001", "conclusion 1", "5", "claim",
        "Adam's step is the minimum of a sum of two terms.",
        minima, settings("adam"),
        claims=(same("apart", "the minima are Adam's points"),),
        chosen=(OURS,),
    ),
    Item(
        "001", "conclusion 2", "5", "claim",
        "AMSGrad has a fault of its own that AdamAL mends.",
        identity, online=SETTING,
        claims=(apart("divisor", "AdamAL's B is not that of AMSGrad as the paper writes it"),),
        chosen=(REDDI,),
    ),
)  # fmt: skip
