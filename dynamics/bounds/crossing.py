"""How far Adam coasts on a flat, where all gradients are zero.

There m shrinks by β₁ and √v by √β₂ a step, so that each step is q = β₁ / √β₂ times the one before: a geometric series.
It is longest after the largest step. Counted from the last position on the slope it includes that step, counted from
the landing it does not. With bias correction both bounds hold too, by the argument in `largest_step`.
"""

import numpy as np

from bibliography import Cited
from dynamics.bounds.claim import Claim
from dynamics.bounds.largest_step import correction_factor, step_bound


def crossing_bound(beta1: float, beta2: float, last_step: bool = False) -> float:
    """sup of the distance / η coasted after landing, ε = 0; with `last_step` the step that lands is counted too. inf:
    no bound."""
    q = _shrinking(beta1, beta2)
    return float(step_bound(beta1, beta2)) * (1 if last_step else q) / (1 - q) if q < 1 else np.inf


def steady_ramp(beta1: float, beta2: float, gradients: int, corrected: bool = True) -> float:
    """Distance / η after landing from a ramp of constant slope that gave so many gradients, ε = 0; as they grow, q / (1
    - q)."""
    q = _shrinking(beta1, beta2)
    i = np.arange(1, coasting_steps(beta1, beta2) + 1)
    factor = correction_factor(beta1, beta2, gradients + i) if corrected else 1.0
    return float((q**i * factor).sum() / correction_factor(beta1, beta2, gradients))


def heavy_ball_ramp(momentum: float, slope: float, gradients: float = np.inf) -> float:
    """Distance / η that a heavy ball coasts after so many gradients of one slope: its step η s (1 - μⁿ) / (1 - μ),
    shrinking by μ."""
    return float(slope * (1 - momentum**gradients) * momentum / (1 - momentum) ** 2)


def coasting_steps(beta1: float, beta2: float, most: int = 20_000) -> int:
    """Steps on a flat after which the rest of the way is lost in rounding."""
    q = _shrinking(beta1, beta2)
    return most if q >= 1 else 1 if q == 0 else int(min(most, np.ceil(np.log(1e-17) / np.log(q)))) + 1


def _shrinking(beta1: float, beta2: float) -> float:
    return 0.0 if beta1 == 0 else beta1 / np.sqrt(beta2) if beta2 else np.inf


CROSSING = Claim(
    title="The longest way across a flat",
    source=Cited("@kaiser, proposition 2"),
    printed=r"\lim_{s\to\infty} |w_s - w_0| \le \eta\,"
    r"\frac{\beta_2\,(1-\beta_1)}{(\sqrt{\beta_2}-\beta_1)\sqrt{(1-\beta_2)(\beta_2-\beta_1^2)}}",
    corrected=r"\text{after landing:}\quad |w_\infty - w_0| \le \eta\,B\,\frac{q}{1-q}, \qquad"
    r"\text{with the last step on the slope:}\quad \eta\,B\,\frac{1}{1-q}, \qquad q = \frac{\beta_1}{\sqrt{\beta_2}}",
    difference=(
        "B is the largest step, in η. The printed sum begins with the step that a gradient still drives, so it counts"
        " from the last position on the slope; on the flat itself the way is β₁/√β₂ times that."
    ),
    code=(crossing_bound, steady_ramp),
)
SLOPE = Claim(
    title="Who else crosses",
    source=Cited("@kaiser, section 1"),
    printed=r"\begin{gathered} \text{“Practically every other gradient descent method} \\"
    r"\text{steps in the direction of an unbiased estimate …”} \end{gathered}",
    corrected=r"\text{heavy ball:}\quad |w_\infty - w_0| \to \eta\,s\,\frac{\mu}{(1-\mu)^2}, \qquad"
    r"\text{Adam:}\quad \to \eta\,\frac{\beta_1}{\sqrt{\beta_2}-\beta_1}",
    difference=(
        "So, the paper says, a flat ends their dynamics. But whatever averages gradients coasts: after a long ramp a"
        " heavy ball goes in proportion to s, Adam as far at any s."
    ),
    code=(heavy_ball_ramp, steady_ramp),
)
