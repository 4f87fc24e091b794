"""Every label of the papers, and every empirical sentence of abstract and conclusion, in reading order."""

import re

CONTENTS = {
    "000": (
        "abstract 1", "abstract 2", "update", "theorem 3.1", "claim v fades", "claim descent", "algorithm 1",
        "figure 1", "bound Lη", "table 1", "table 2", "claim adaptive", "claim outperforms", "figure 2", "conclusion 1",
        "conclusion 2",
    ),
    "001": (
        "abstract 1", "abstract 2", "equations 3 to 6", "proposition 1", "proposition 2", "equations 7 to 12",
        "equation 13, Adam", "equation 13, SGDM", "corollary 2", "equation 14", "claim budget", "equation 15",
        "equation 16", "figure 1", "equation 17", "algorithm 1", "equation 18", "theorem 3.1", "figure 2", "figure 3",
        "table 1", "claim AMSGrad worse", "conclusion 1", "conclusion 2",
    ),
    "002": (
        "abstract 1", "abstract 2", "abstract 3", "abstract 4", "claim unbiased", "equation 1", "equation 2",
        "equation 3", "figure 1", "equation 4", "equation 5", "claim no unit", "claim variance", "claim hypercube",
        "claim unlike every other", "proposition 1", "proposition 1, its proof", "equation 7", "proposition 2",
        "claim ten steps", "claim any surface", "figure 2a", "proposition 3", "claim saddle", "figure 3", "figure 4",
        "figure 5a", "figure 5b", "proposition 4", "claim stable cycle", "claim longer cycles", "claim others swing",
        "claim RMSProp converges", "conclusion 1", "conclusion 2", "conclusion 3", "beyond: quartic",
    ),
    "003": (
        "abstract 1", "abstract 2", "claim falling steps", "claim rapid decay", "definition 1", "algorithm 1",
        "theorem 1", "equation 6", "proof, identity", "equation 8", "proof, b", "proof, last line", "claim δ omitted",
        "claim K", "figure 1", "figure 2", "claim initialization", "table 1", "conclusion 1", "conclusion 2",
        "appendix, c > 0", "equation 13",
    ),
    "004": (
        "claim may fail", "claim fades", "algorithm 1", "algorithm 2", "equation 1", "figure 2a", "table 1",
        "figure 2b", "figure 2c", "claim exceptional", "figure 2d", "claim one value", "claim at least as good",
        "discussion 1",
    ),
}  # fmt: skip

LABELS = tuple(f"{paper} {label}" for paper, labels in CONTENTS.items() for label in labels)


def slug(name: str) -> str:
    """An item's name as the address has it: "000 figure 1" -> "000-figure-1"."""
    return re.sub(r"[^\w.]+", "-", name.lower())
