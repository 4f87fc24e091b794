"""AMSGrad beside Adam on every surface: whether it does at least as well."""

from dynamics import OPTIMIZERS, simulate
from landscapes import LANDSCAPES
from scenarios.opening import suited

CLOSER = 1e-9  # by which a loss must be lower to count, relative to the loss at the start


def compared(rate: float = 1.0) -> dict[str, float]:
    """Over all surfaces with a known minimum, from their own starts, at the rate that suits Adam there times `rate`,
    both averages corrected: on how many AMSGrad ends at a lower loss, at a higher one, and how many there are."""
    lower = higher = total = 0
    for name, land in LANDSCAPES.items():
        if not len(land.minima):
            continue
        hyper = suited(name, "adam") | {"bias_correction": "standard"}
        hyper["lr"] = rate * float(hyper["lr"])
        adam, amsgrad = (
            float(simulate(land, OPTIMIZERS[each].with_(**hyper), land.start, land.steps).loss[-1])
            for each in ("adam", "amsgrad")
        )
        least = CLOSER * abs(float(land.value(*land.start)))
        total += 1
        lower += amsgrad < adam - least
        higher += amsgrad > adam + least
    return {"lower": lower, "higher": higher, "surfaces": total}
