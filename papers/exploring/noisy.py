"""Section 3, run: what an average leaves of the noise of gradients, as the page of noise measures it."""

import numpy as np

from dynamics.online.moment import kappa, theory
from scenarios.noisy import Moment

MOMENT = Moment(paths=20_000)  # β₁ = 0.9 as printed; 60 steps, six times its memory


def variance(moment: Moment = MOMENT) -> dict[str, float]:
    """Of m, uncorrected, in σ²: after a quarter of the steps, and at the end, with its standard error. misses: the
    largest distance from theory over all steps and all three starts of the average, in standard errors. kappa: where
    theory comes to rest."""
    measured = moment.measured()
    quarter, last = moment.steps // 4, moment.steps - 1
    own, scale = measured["none"], moment.sigma**2
    misses = [
        np.abs(spread.variance - theory(start, moment.beta1, moment.sigma, moment.steps)) / spread.error
        for start, spread in measured.items()
    ]
    return {
        "quarter": float(own.variance[quarter - 1] / scale),
        "end": float(own.variance[last] / scale),
        "end_error": float(own.error[last] / scale),
        "kappa": kappa(moment.beta1),
        "misses": float(np.max(misses)),
        "steps": moment.steps,
    }
