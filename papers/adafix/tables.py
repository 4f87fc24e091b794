"""What paper 000 says of networks: tables 1 and 2, figure 2 and the sentences about them."""

from papers.adafix.trained import SEEDS, accuracies, course
from papers.means import above, beside
from papers.record import Chosen, Item, Kind, NotHere, Predicate

ADAPTIVE = ("adam", "amsgrad", "adabound")
CIFAR = (
    "cifar-vgg11",
    "cifar-resnet34",
    "cifar-densenet53",
    "cifar-resnet34-augmented",
    "cifar-densenet53-augmented",
)
REDUCED = (
    "Handwritten digits (1,437 for training), an MLP with 256 hidden units, 300 epochs, batches of 128, five seeds."
)
LAST = Chosen("accuracy after the last epoch", "the paper does not say which epoch it tests")


def _table(
    label: str, says: str, setting: str, claims: tuple[Predicate, ...], *presets: str, kind: Kind = "table"
) -> Item:
    return Item(
        "000", label, "4", kind, says, accuracies,
        claims=claims,
        chosen=(LAST,),
        not_here=NotHere(setting, presets, REDUCED),
        figure="accuracies",
    )  # fmt: skip


ITEMS = (
    _table(
        "table 1",
        "On MNIST AdaFix has the best mean of five optimizers.",
        "MNIST, a hidden layer of 2,048, five optimizers, five seeds, 300 epochs",
        tuple(above("adafix", name, SEEDS) for name in ("sgdm", *ADAPTIVE)),
        "mnist-table",
    ),
    _table(
        "table 2",
        "On CIFAR-10 AdaFix is the best adaptive method for each of three networks, level with AMSGrad for VGG11.",
        "CIFAR-10, VGG11, ResNet34 and DenseNet53, with and without augmentation, five seeds, 300 epochs",
        tuple(above("adafix", name, SEEDS) for name in ADAPTIVE),
        *CIFAR,
    ),
    _table(
        "claim adaptive",
        "AdaFix is better than other adaptive methods, or alike.",
        "tables 1 and 2",
        tuple(beside("adafix", name, SEEDS) for name in ADAPTIVE),
        "mnist-table",
        *CIFAR,
        kind="claim",
    ),
    _table(
        "claim outperforms",
        "AdaFix outperforms Adam.",
        "tables 1 and 2",
        (above("adafix", "adam", SEEDS),),
        "mnist-table",
        *CIFAR,
        kind="claim",
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
            above("adam_swing", "amsgrad_swing", SEEDS),
            above("adam_swing", "adafix_swing", SEEDS),
        ),
        not_here=NotHere("CIFAR-10 with DenseNet53, not augmented, 300 epochs", ("cifar-densenet53",), REDUCED),
        figure="course",
        axes_from="caption: accuracy, norm of v, η/√v; the axes are ours",
    ),
)  # fmt: skip
