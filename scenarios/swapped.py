"""AMSGrad on every surface under one noise, to count its swaps; and the scenario behind a cell."""

from functools import lru_cache

from dynamics import OPTIMIZERS, simulate
from dynamics.online.swaps import Swaps, on_surface
from landscapes import LANDSCAPES
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
