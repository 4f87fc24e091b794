"""The words beside a map: what to look for, what it is a map of, what it leaves out, and its table."""

from typing import Any

import numpy as np

from dynamics.hyperparameters import Value
from dynamics.maps import ELSEWHERE, BasinMap, Basins, Bifurcation, BifurcationMap, RegimeMap, regime_name
from dynamics.maps.regimes import shares
from dynamics.outcomes.judging import Regime
from dynamics.words import count, number, place
from scenarios.mapped import Map, Picture

LEADS = {
    "Basins": "Each point is a start, in the colour of the minimum it reaches, the fainter the more steps it takes. "
    "Look at the borders: where colours mingle, a hair's breadth decides.",
    "Regimes": "Each point is a pair of settings, in the colour of what the run comes to. "
    "Look at the borders: where theory knows one it is dashed, and the run need not keep to it.",
    "Bifurcation": "Each column is a setting, and its colour shows where the last steps fall. "
    "Look for the forks: one line is rest, two are a 2-cycle, a cloud repeats nothing in 32 steps.",
}
MOST_ROWS, MOST_MINIMA = 8, 4
LETTERS = "ABCDEFGHIJKL"


def letter(index: int) -> str:
    """What a minimum is called on map and table; those past the twelfth only have their place."""
    return LETTERS[index] if index < len(LETTERS) else ""


def about(job: Map) -> str:
    """How much there is to compute: "153,600 starts, 1,000 steps each"."""
    what = "starts" if isinstance(job, Basins) else "settings"
    return f"{int(np.prod(job.cells)):,} {what}, {count(job.steps)} each"


def titled(job: Map) -> str:
    """What a map shows, where it stands alone: "Basins of heavy ball on Himmelblau"."""
    kind = {Basins: "Basins", Bifurcation: "Bifurcation"}.get(type(job), "Regimes")
    return f"{kind}: {job.configured.title} on {job.landscape.title}"


def settings(job: Map) -> str:
    """The numbers behind a map, but for those along its axes: "η = 0.01, μ = 0.9; 153,600 starts, 1,000 steps each."""
    axes = (job.across,) if isinstance(job, Bifurcation) else job.axes()
    shown, optimizer, land = [axis.name for axis in axes], job.configured, job.landscape
    known: list[tuple[Any, Value]] = [*zip(optimizer.hyperparameters.values(), optimizer.hyper, strict=True)]
    known += zip(land.parameters, land.settings.values(), strict=True)
    listed = [
        f"{q.symbol or q.title.lower()} = {value if isinstance(value, str) else number(value)}"
        for q, value in known
        if q.name not in shown
    ]
    start = [] if isinstance(job, Basins) else [f"start {place(job.start)}"]
    return f"{', '.join([*listed, *start])}; {about(job)}."


def slice_of(job: Map) -> str:
    """What the map leaves out."""
    optimizer = job.configured
    if not optimizer.state_variables:
        return f"{optimizer.title} keeps nothing but its position. No noise, no schedule."
    first = job.hyper.get("bias_correction") == "gradient-init"
    start = "Its moments start from the first gradient" if first else "Moments start at zero"
    count = 2 + 2 * len(optimizer.state_variables)
    return (
        f"{start}, so this is a slice: the true state of {optimizer.title} has {_COUNT.get(count, count)} dimensions, "
        "two of them position. No noise, no schedule."
    )


_COUNT = {4: "four", 6: "six", 8: "eight", 10: "ten"}


def rows(picture: Picture) -> list[dict[str, str]]:
    """The table under a map: what is reached, and its share; the smallest shares together."""
    shares = picture.fractions()
    shown = dict(list(shares.items())[: MOST_ROWS - (len(shares) > MOST_ROWS)])
    rest = sum(share for code, share in shares.items() if code not in shown)
    if isinstance(picture, BasinMap):
        out = [
            {"Reaches": _minimum(picture, k), "Share of the starts": _percent(v), "Steps, median": _median(picture, k)}
            for k, v in sorted(shown.items(), key=lambda one: (one[0] < 0, abs(one[0])))  # as the map's letters go
        ]
        last = {"Reaches": "other minima", "Share of the starts": _percent(rest), "Steps, median": "–"}
    elif isinstance(picture, BifurcationMap):
        first = f"First at {_symbol(picture.job)}"
        out = [
            {"Comes to": regime_name(k), first: number(picture.first(k), 4), "Share of the columns": _percent(v)}
            for k, v in shown.items()
        ]
        last = {"Comes to": "other cycles", first: "–", "Share of the columns": _percent(rest)}
    else:
        named = [one for k, v in shown.items() for one in settled(picture, k, v)]
        out = [{"Comes to": name, "Share of the settings": _percent(v)} for name, v in named]
        last = {"Comes to": "other cycles", "Share of the settings": _percent(rest)}
    return [*out, last] if rest else out


def settled(picture: RegimeMap, code: int, share: float) -> list[tuple[str, float]]:
    """What a regime is called, with its share; rest told apart by the minima where it is, the most frequent first."""
    at = {k: v for k, v in shares(picture.minimum).items() if k >= 0} if code == Regime.RESTING else {}
    if not at:
        return [(regime_name(code), share)]
    land, known = picture.job.landscape, list(at.items())[:MOST_MINIMA]
    out = [(f"{regime_name(code)} at {place(land.minima[k])}", v) for k, v in known]
    rest = sum(at.values()) - sum(v for _, v in known)
    return [*out, (f"{regime_name(code)} at other minima", rest)] if len(at) > len(known) else out


def _minimum(picture: BasinMap, index: int) -> str:
    if index < 0:
        if index <= ELSEWHERE:
            return f"no minimum: {picture.found[ELSEWHERE - index].name}"
        return "nothing: diverges (grey)" if index == -1 else "nothing yet: still moving (faint)"
    return minimum(picture, index)


def minimum(picture: BasinMap, index: int) -> str:
    """A minimum by its letter and its place: "A at (3, 2)"."""
    return f"{letter(index)} at {place(picture.minima[index])}".strip()


def _median(picture: BasinMap, index: int) -> str:
    return f"{int(np.median(picture.steps[picture.index == index])):,}" if index >= 0 else "–"


def _symbol(job: Bifurcation) -> str:
    hyper, own = job.configured.hyperparameters, {q.name: q for q in job.landscape.parameters}
    name = job.across.name
    return (hyper[name].symbol if name in hyper else own[name].symbol) or name


def _percent(share: float) -> str:
    return "under 0.1 %" if 0 < share < 1e-3 else f"{100 * share:.1f} %"
