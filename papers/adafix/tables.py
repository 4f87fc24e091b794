"""What paper 000 says of networks: tables 1 and 2, figure 2 and the sentences about them."""

from papers.adafix.trained import accuracies, course
from papers.record import Chosen, Item, Kind, Measured, NotHere, Predicate

ADAPTIVE = ("adam", "amsgrad", "adabound")
REDUCED = (
    "Handwritten digits (1,437 for training), an MLP with 256 hidden units, 300 epochs, batches of 128, five seeds."
)
LAST = Chosen("accuracy after the last epoch", "the paper does not say which epoch it tests")


def _beside(name: str) -> Predicate:
    """AdaFix's mean is not below, but for two standard errors of the difference over five seeds."""

    def holds(m: Measured) -> bool:
        error = ((m["adafix_sd"] ** 2 + m[f"{name}_sd"] ** 2) / 5) ** 0.5
        return bool(m["adafix"] >= m[name] - 2 * error)

    return Predicate(f"AdaFix is not below {name}", holds)


def _above(name: str) -> Predicate:
    def holds(m: Measured) -> bool:
        error = ((m["adafix_sd"] ** 2 + m[f"{name}_sd"] ** 2) / 5) ** 0.5
        return bool(m["adafix"] - m[name] > 2 * error)

    return Predicate(f"AdaFix is above {name} by more than the seeds scatter", holds)


def _table(label: str, says: str, setting: str, preset: str, kind: Kind = "table") -> Item:
    return Item(
        "000", label, "4", kind, says, accuracies,
        claims=tuple(map(_beside, ADAPTIVE)),
        chosen=(LAST,),
        not_here=NotHere(setting, preset, REDUCED),
        figure="accuracies",
    )  # fmt: skip


ITEMS = (
    _table(
        "table 1",
        "On MNIST AdaFix has the best mean of five optimizers, all within 0.2 points.",
        "MNIST, a hidden layer of 2,048, five optimizers, five seeds, 300 epochs",
        "mnist-table",
    ),
    _table(
        "table 2",
        "On CIFAR-10 AdaFix is the best or equal best adaptive method for each of three networks, with augmentation"
        " behind SGD with momentum only.",
        "CIFAR-10, VGG11, ResNet34 and DenseNet53, with and without augmentation, five seeds, 300 epochs",
        "cifar-densenet53",
    ),
    _table(
        "claim adaptive",
        "AdaFix is better than other adaptive methods, or alike.",
        "tables 1 and 2",
        "cifar-densenet53",
        "claim",
    ),
    Item(
        "000", "claim outperforms", "4", "claim", "AdaFix outperforms Adam.", accuracies,
        claims=(_above("adam"),),
        chosen=(LAST,),
        not_here=NotHere("tables 1 and 2", "cifar-densenet53", REDUCED),
    ),
    Item(
        "000", "figure 2", "4", "figure",
        "Adam's accuracy swings, its v becomes small and its rates grow; AMSGrad's rates stay low; AdaFix is between.",
        course,
        claims=(
            Predicate("Adam's v falls below a tenth of its largest", lambda m: m["adam_v"] < 0.1),
            Predicate("Adam's rates grow most", lambda m: m["adam_rate"] > max(m["amsgrad_rate"], m["adafix_rate"])),
            Predicate("AMSGrad's grow least of the three", lambda m: m["amsgrad_rate"] < m["adafix_rate"]),
            Predicate("AdaFix's v settles between", lambda m: m["adam_v"] < m["adafix_v"] < m["amsgrad_v"]),
            Predicate(
                "Adam's accuracy swings most", lambda m: m["adam_swing"] > max(m["amsgrad_swing"], m["adafix_swing"])
            ),
        ),
        not_here=NotHere("CIFAR-10 with DenseNet53, not augmented, 300 epochs", "cifar-densenet53", REDUCED),
        figure="course",
        axes_from="caption: accuracy, norm of v, η/√v; the axes are ours",
    ),
)  # fmt: skip
