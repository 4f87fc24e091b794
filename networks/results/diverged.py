"""Runs that are no longer finite: a state of their own, and what is left of their summary."""

from math import isfinite, nan
from typing import Any

from jobs.states import DONE, QUEUED, RUNNING

DIVERGED = "diverged"  # of a run, beside the states of its job, which may train others on


def ended(known: dict[str, Any]) -> dict[str, Any]:
    """With what a run that is no longer finite came to: its job is done, or has other runs to train."""
    at = known["summary"].pop("diverged_at", nan)
    if not isfinite(at) and known["state"] == DONE and not isfinite(known["summary"].get("loss", 0.0)):
        at = 0.0  # an earlier release took it for finished, and the share of class 0 for its accuracy
    if not isfinite(at):
        return known
    summary = {name: value if name == "gradient_norm_start" else nan for name, value in known["summary"].items()}
    known |= {"summary": summary, "diverged": int(at)}
    if known["state"] in (QUEUED, RUNNING):
        return known
    when = f" at update {int(at):,} of {known['total']:,}: from there on" if at else ":"
    sentence = f"Run {known['id']} (seed {known['seed']}) diverged{when} it is no longer finite."
    return known | {"state": DIVERGED, "sentence": sentence}
