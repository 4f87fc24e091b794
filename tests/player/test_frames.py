"""What the browser is told of a run at each step."""

import numpy as np

from dynamics import OPTIMIZERS, simulate
from landscapes import LANDSCAPES
from player.frames import CHANNELS, channels


def test_channels_are_what_their_names_say():
    land = LANDSCAPES["styblinski-tang"]
    run = simulate(land, OPTIMIZERS["adam"].with_(lr=0.1), (1.0, -2.0), steps=40)
    steps = np.array([0, 3, 40])
    told = dict(zip(CHANNELS, channels(run, steps, land.lowest).T, strict=True))
    x, y = run.position[steps].T
    slope = np.array([4 * x**3 - 32 * x + 5, 4 * y**3 - 32 * y + 5]) / 2
    lowest = -78.33233140754285  # twice the least value of (x^4 - 16 x^2 + 5 x) / 2
    f = sum(v**4 - 16 * v**2 + 5 * v for v in (x, y)) / 2
    expected = {"x": x, "y": y, "loss": f - lowest, "gradient": np.sqrt((slope**2).sum(axis=0))}
    for name, values in expected.items():
        assert np.allclose(told[name], values, rtol=1e-5), name
    assert np.allclose(
        told["distance"], np.min(np.hypot(*(land.minima[:, None] - np.stack([x, y], axis=1)).T), axis=1), rtol=1e-5
    )
    assert np.allclose([told["rate_x"], told["rate_y"]], run.effective_lr[steps].T, rtol=1e-5)
