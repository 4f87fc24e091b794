"""AMSGrad on every surface under one noise, to count its swaps, and the scenario behind a cell; and an online
problem's optimizers on one of these surfaces."""

from functools import lru_cache

import numpy as np

from dynamics import OPTIMIZERS, Schedule, simulate
from dynamics.online.falling import falls
from dynamics.online.swaps import Swaps, on_surface
from dynamics.words import NONE
from landscapes import LANDSCAPES
from scenarios.online_scenario import OnlineScenario
from scenarios.online_words import share_words
from scenarios.opening import suited
from scenarios.scenario import Contender, Scenario

STEPS, NOISE = 1_000, 1.0


def watched(surface: str, rate: float = 1.0) -> Scenario:
    """AMSGrad as its paper has it (nothing corrected), from the surface's own start at `rate` times one that suits
    it."""
    hyper = suited(surface, "amsgrad") | {"bias_correction": "none"}
    hyper["lr"] = rate * float(hyper["lr"])
    contender = Contender(optimizer="amsgrad", hyper=hyper)
    return Scenario(surface=surface, contenders=(contender,), start=LANDSCAPES[surface].start, steps=STEPS, noise=NOISE)


@lru_cache(maxsize=2)
def on_surfaces(rate: float = 1.0) -> dict[str, tuple[Swaps, Swaps]]:
    """surface -> swaps along x and along y."""
    out = {}
    for name in LANDSCAPES:
        s = watched(name, rate)
        adam = OPTIMIZERS["amsgrad"].with_(**s.contenders[0].hyper)
        out[name] = on_surface(simulate(s.landscape, adam, s.start, s.steps, noise=s.noise, seed=s.seed))
    return out


def fallen(surface: str, online: OnlineScenario) -> list[dict[str, str]]:
    """The table: the optimizers of an online problem on a surface, under its schedule and its start of the averages,
    the rest as suits each there. On which share of the steps B and Γ fall, along x and along y, and AMSGrad's swaps."""
    land, rows, schedule = LANDSCAPES[surface], [], Schedule(online.schedule)
    for name in online.optimizers:
        own = OPTIMIZERS[name].with_(**suited(surface, name))
        if "bias_correction" in own.hyperparameters:
            own = own.with_(bias_correction=online.correction)
        run = simulate(land, own, land.start, STEPS, noise=NOISE, schedule=schedule)
        row = {"Optimizer": own.title}
        for what, shares in zip(("B falls", "Γ below 0"), falls(run), strict=True):
            row |= {f"{what}, {axis}": _said(share) for axis, share in zip("xy", shares, strict=True)}
        found = on_surface(run) if name == "amsgrad" else None
        rows.append(row | {f"swaps, {axis}": f"{found[k].count:,}" if found else NONE for k, axis in enumerate("xy")})
    return rows


def _said(share: float) -> str:
    return NONE if np.isnan(share) else share_words(np.array([share]))
