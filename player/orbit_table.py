"""An orbit in numbers: its multipliers on the page, all of it as CSV."""

import csv
import io
from itertools import zip_longest

from dynamics import Optimizer
from dynamics.orbits import Orbit
from dynamics.words import number

SHOWN = 8  # multipliers on the page, the largest first


def multiplier_rows(orbit: Orbit) -> list[dict[str, str]]:
    """Modulus, real and imaginary part of the largest; those that come in pairs are shown once, with ±."""
    known = [m for m in orbit.multipliers if m.imag >= 0][:SHOWN]
    return [
        {"Multiplier": f"{number(m.real)}{f' ± {number(m.imag)} i' if m.imag else ''}", "Modulus": number(abs(m), 6)}
        for m in known
    ]


def orbit_csv(orbit: Orbit, optimizer: Optimizer) -> str:
    """A row for each point (position, then the optimizer's averages), and beside them the multipliers, largest first;
    the longer of both lists goes on alone."""
    out = io.StringIO()
    write = csv.writer(out)
    state_variables = ("position", *optimizer.state_variables)
    columns = [f"{variable}_{axis}" for axis in "xy" for variable in state_variables]
    write.writerow(["step", *columns, "multiplier_real", "multiplier_imaginary"])
    points = [[str(k), *(repr(float(v)) for v in point.ravel())] for k, point in enumerate(orbit.state)]
    multipliers = [[repr(float(m.real)), repr(float(m.imag))] for m in orbit.multipliers]
    for point, multiplier in zip_longest(points, multipliers):
        write.writerow([*(point or [""] * (1 + len(columns))), *(multiplier or ["", ""])])
    return out.getvalue()
