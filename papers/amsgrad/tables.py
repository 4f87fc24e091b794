"""What paper 004 says of trained models: figures 2b to 2d and its discussion. What they draw is `trained.losses`."""

from functools import partial

from papers.amsgrad.online import PERIODIC, ends
from papers.amsgrad.trained import SEEDS, compared
from papers.amsgrad.words import ADAM_WRONG, AMSGRAD_RIGHT
from papers.means import above
from papers.record import Chosen, Item, Kind, Measured, NotHere, Predicate

DIGITS = "Handwritten digits (1,437 for training), 100 epochs, batches of 128, five seeds"
BETTER = above("adam_loss", "amsgrad_loss", SEEDS)
PUBLISHED = Chosen("Adam corrected, AMSGrad not", "each as it was published; the paper does not say")
UPDATES = Chosen("t counts updates", "the paper may also mean epochs")
MNIST, FACES = "MNIST, 100 epochs, batches of 128", "CelebA, a variational autoencoder, 100 epochs"
SETTINGS = {
    "mnist-logistic": (MNIST, f"{DIGITS}, logistic regression."),
    "mnist-mlp": (MNIST, f"{DIGITS}, a hidden layer of 100."),
    "mnist-vae": (FACES, f"{DIGITS}, a convolutional VAE of a quarter of the width. The preset has it on MNIST."),
}


def _item(label: str, section: str, kind: Kind, says: str, preset: str, *claims: Predicate, note: str = "") -> Item:
    setting, reduced = SETTINGS[preset]
    return Item(
        "004", label, section, kind, says, partial(compared, preset),
        claims=claims,
        chosen=(PUBLISHED, UPDATES),
        not_here=NotHere(setting, (preset,), reduced),
        figure="losses" if kind == "figure" else "",
        axes_from="caption: the loss of both; the axes are ours" if kind == "figure" else "",
        note=note,
    )  # fmt: skip


def all_three() -> Measured:
    """logistic_…, mlp_…: both trainings of the paper that it takes over, and the online problem where it shows."""
    out = dict(ends(PERIODIC))
    for preset in ("mnist-logistic", "mnist-mlp"):
        out |= {f"{preset.removeprefix('mnist-')}_{name}": value for name, value in compared(preset).items()}
    return out


FAR_BETTER = Predicate("AMSGrad's loss is less than half of Adam's", lambda m: m["apart"] > 1)
ONE_VALUE = Predicate("they end within 5 % of each other", lambda m: abs(m["apart"]) < 0.05)

ITEMS = (
    _item("figure 2b", "2.2.2", "figure", "On logistic regression AMSGrad's loss is below Adam's.", "mnist-logistic",
          BETTER),
    _item("figure 2c", "2.2.3", "figure", "With a hidden layer AMSGrad's loss is below Adam's.", "mnist-mlp", BETTER),
    _item("claim exceptional", "2.2.3", "claim", "With a hidden layer AMSGrad is exceptionally better.", "mnist-mlp",
          BETTER, FAR_BETTER, note="Both are small beside the loss at the start, ln 10."),
    _item("figure 2d", "2.2.4", "figure", "On a VAE AMSGrad's loss is below Adam's, and both come to one value.",
          "mnist-vae", BETTER, ONE_VALUE),
    _item("claim one value", "3", "claim", "On the VAE both methods converge to the same value.", "mnist-vae",
          ONE_VALUE),
    Item(
        "004", "discussion 1", "3", "claim",
        "The experiments show what the original paper says: Adam may come off badly, and AMSGrad mends it.",
        all_three,
        claims=(
            ADAM_WRONG,
            AMSGRAD_RIGHT,
            above("logistic_adam_loss", "logistic_amsgrad_loss", SEEDS),
            above("mlp_adam_loss", "mlp_amsgrad_loss", SEEDS),
        ),
        chosen=(PUBLISHED, UPDATES, Chosen("the synthetic case with a rare slope every 101 rounds, α = 0.5/√t",
                                           "as printed nothing comes to an end")),
        not_here=NotHere(MNIST, ("mnist-logistic", "mnist-mlp"), f"{DIGITS}, both models; the online problem."),
    ),
)  # fmt: skip
