"""A step as the minimum of everything so far: x_{t+1} minimises ⟨L_t, x⟩ + ½ Σ_τ σ_τ |x - x_τ|², entry by entry.

σ_τ is how much 1 / rate grows in round τ, so that Σ_τ σ_τ = 1 / rate_t. With L_t the sum of all gradients this is
gradient descent at the rates of the rounds; with each gradient's share less what the average has not yet let through,
it is Adam's average. It is exact for any rates, also where σ_τ < 0: the sum keeps its curvature 1 / rate_t > 0.

Source: A new perspective in understanding of Adam-type algorithms and beyond, equations 12 and 13 (after McMahan,
arXiv 1009.3240).
"""

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]


def weights(rates: Array) -> Array:
    """σ (T, D) of effective rates (T, D); the paper's Γ where its rates are η / √v."""
    return np.diff(1 / rates, axis=0, prepend=0.0)


def linear_terms(gradients: Array, beta1: float = 0.0) -> Array:
    """L_t (T, D) of gradients (T, D): Σ_{τ≤t} (1 - β₁^(t+1-τ)) g_τ, the sum of all averages so far; equation 13."""
    average, averages = np.zeros(gradients.shape[1]), np.empty_like(gradients)
    for t, g in enumerate(gradients):
        averages[t] = average = beta1 * average + (1 - beta1) * g
    return averages.cumsum(axis=0)


def printed_terms(gradients: Array, beta1: float) -> Array:
    """L_t (T, D) with the exponent that equation 13 prints, t + 1 - i: i numbers the entry, where the round is
    meant."""
    rounds, entries = np.arange(1, len(gradients) + 1)[:, None], np.arange(1, gradients.shape[1] + 1)
    return np.asarray((1 - beta1 ** np.maximum(rounds + 1 - entries, 0.0)) * gradients.cumsum(axis=0))


def path_of_minima(terms: Array, rates: Array, start: Array) -> Array:
    """(T + 1, D) from L_t and rates (T, D): each point from all points before it, by the sum's zero slope."""
    sigma, path = weights(rates), np.empty((len(terms) + 1, terms.shape[1]))
    path[0], centre = start, np.zeros(terms.shape[1])
    for t, term in enumerate(terms):
        centre = centre + sigma[t] * path[t]
        path[t + 1] = (centre - term) * rates[t]
    return path
