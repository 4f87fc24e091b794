"""Maps: what becomes of many starts, or of many settings, in one picture.

job = Basins(surface="himmelblau", optimizer="adam", hyper={"lr": 0.1})
for share, picture in run(job):      # coarse first, then finer; `picture` is a BasinMap
    print(f"{share:.0%}", picture and picture.fractions())

A job is made of names and numbers only, so that it can be sent anywhere: `run(job, executor)` takes any
`concurrent.futures` executor.
"""

from dynamics.maps.attractors import Attractor
from dynamics.maps.axis import Axis
from dynamics.maps.basins import ELSEWHERE, BasinMap, Basins
from dynamics.maps.bifurcation import Bifurcation, BifurcationMap
from dynamics.maps.regimes import RegimeMap, Regimes
from dynamics.maps.running import cluster, run
from dynamics.maps.theory import Curve, theory
from dynamics.outcomes.judging import Regime, regime_name

__all__ = [
    "ELSEWHERE",
    "Attractor",
    "Axis",
    "BasinMap",
    "Basins",
    "Bifurcation",
    "BifurcationMap",
    "Curve",
    "Regime",
    "RegimeMap",
    "Regimes",
    "cluster",
    "regime_name",
    "run",
    "theory",
]
