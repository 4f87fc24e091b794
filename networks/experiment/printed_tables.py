"""What the papers print for the experiments that re-run a table, as printed: accuracies in %, "±" where the paper has
it.

To add a table, append to `PRINTED_TABLES` under its preset's name; rows go by the titles of the preset's experiments.
"""

from collections.abc import Mapping
from typing import NamedTuple


class PrintedTable(NamedTuple):
    """`rows`: title -> quantity -> number. `note`: what the table leaves open, and how it is read here."""

    where: str
    rows: Mapping[str, Mapping[str, str]]
    note: str = ""


def _columns(titles: tuple[str, ...], **columns: tuple[str, ...]) -> dict[str, dict[str, str]]:
    return {title: {name: column[k] for name, column in columns.items()} for k, title in enumerate(titles)}


_FIVE = ("Heavy ball", "Adam", "AMSGrad", "AdaBound", "AdaFix")
_SPREAD = (
    "The paper does not say what its ± is, nor which epoch it tests: read as one standard deviation, after the last."
)


def _five(table: int, *accuracies: str) -> PrintedTable:
    """Bae, Ryu and Shin, tables 1 and 2: mean test accuracy in % over five seeds."""
    return PrintedTable(f"table {table}", _columns(_FIVE, validation_accuracy=accuracies), _SPREAD)


# Mazumder et al., table 1.
_STARTS = PrintedTable(
    "table 1",
    _columns(
        ("Start 0.0005", "Start 0.001", "Start 0.005", "Start 0.01", "Start 0.05", "Start 0.1", "Start 0.5"),
        gradient_norm_start=("0.02", "0.04", "0.21", "0.38", "3.22", "15.54", "94.49"),
        gradient_norm_end=("3.6e-5", "3e-5", "2.6e-5", "2.3e-5", "2.7e-5", "3.3e-5", "0.27"),
        validation_accuracy=("96.1", "96.3", "96.4", "97.5", "97.3", "96.4", "82.5"),
    ),
    "The paper prints one number for each start, and neither the number of updates nor of hidden units.",
)

# A new perspective in understanding of Adam-type algorithms and beyond, table 1.
_HALVED = PrintedTable(
    "table 1",
    _columns(("Adam", "AMSGrad", "AdamAL", "SGD"), validation_accuracy=("94.98", "94.60", "95.13", "94.73")),
    "The table does not say which of the two networks it is about; its VSGD is read as plain SGD.",
)

PRINTED_TABLES = {
    "digits-starts": _STARTS,
    "digits-printed": _STARTS,
    "mnist-table": _five(1, "98.72±0.02", "98.70±0.03", "98.72±0.07", "98.58±0.03", "98.75±0.02"),
    "cifar-vgg11": _five(2, "84.66±0.28", "84.82±0.18", "85.91±0.16", "83.23±0.21", "85.91±0.18"),
    "cifar-resnet34": _five(2, "87.81±0.20", "87.78±0.09", "88.06±0.14", "85.49±0.18", "88.08±0.19"),
    "cifar-densenet53": _five(2, "89.46±0.03", "90.07±0.04", "90.00±0.17", "86.53±0.25", "90.25±0.19"),
    "cifar-resnet34-augmented": _five(2, "93.55±0.15", "93.32±0.09", "93.38±0.13", "91.56±0.11", "93.42±0.18"),
    "cifar-densenet53-augmented": _five(2, "93.62±0.13", "93.47±0.05", "93.46±0.11", "91.63±0.05", "93.51±0.17"),
    "cifar-resnet18": _HALVED,
    "cifar-vgg16": _HALVED,
}
