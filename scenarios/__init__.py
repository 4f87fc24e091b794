"""Scenarios: what is shown, as data; saved, linked, run and put into words."""

from scenarios.opening import opening
from scenarios.permalink import decode, encode
from scenarios.repair import read_json, repair
from scenarios.running import run
from scenarios.scenario import Contender, Scenario

__all__ = ["Contender", "Scenario", "decode", "encode", "opening", "read_json", "repair", "run"]
