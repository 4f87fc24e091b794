"""`python -m benchmarks [kernels|judging|maps|online|networks|starting|browser]`: a table of ratios, each measured in
one run."""

import sys
from collections.abc import Callable, Iterator

from benchmarks import browser, judging, kernels, maps, networks, online, slices, starting
from benchmarks.kernels import Row

PARTS: dict[str, list[Callable[[], Iterator[Row]]]] = {
    "kernels": [kernels.trajectory, kernels.blocks],
    "judging": [judging.openings],
    "maps": [maps.pictures],
    "online": [online.games],
    "networks": [networks.training, slices.slices, slices.progress],
    "starting": [starting.starts],
    "browser": [browser.figure],
}


def main() -> None:
    chosen = sys.argv[1:] or list(PARTS)
    if unknown := [name for name in chosen if name not in PARTS]:
        sys.exit(f"There is no benchmark {unknown[0]!r}; choose from {', '.join(PARTS)}.")
    print(f"{'':44}{'measured':>22}{'ratio':>22}{'goal':>14}")
    for name in chosen:
        for part in PARTS[name]:
            for what, measured, ratio, goal in part():
                print(f"{what:44}{measured:>22}{ratio:>22}{goal:>14}", flush=True)


if __name__ == "__main__":
    main()
