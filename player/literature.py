"""The literature: every entry, who names it, BibTeX of it all, and the formulas that papers misprint."""

import streamlit as st

from bibliography import ENTRIES, Cited, bibtex, keys_of
from dynamics import OPTIMIZERS
from dynamics.bounds import CLAIMS
from dynamics.online.printed import AVERAGE
from dynamics.orbits import threshold_source
from dynamics.orbits.two_cycle import SOURCE
from landscapes import LANDSCAPES
from networks.experiment.training_presets import TRAINING_PRESETS
from papers.citing import KEYS, SUBJECTS
from player.panel_grid import claims
from scenarios.presets import PRESETS


def named_by() -> dict[str, list[str]]:
    """key -> titles of what names it: optimizers and their thresholds, surfaces, bounds, presets, experiments, the
    papers that are run again."""
    texts = [
        *((own.title, own.source) for own in OPTIMIZERS.values()),
        *((land.title, land.source) for land in LANDSCAPES.values()),
        *((claim.title, claim.source) for claim in (*CLAIMS, AVERAGE)),
        *(("Edge of stability", threshold_source(own)) for own in OPTIMIZERS.values()),
        ("2-cycles", SOURCE),
        *((preset.title, preset.source) for preset in PRESETS.values()),
        *((preset.title, preset.source) for preset in TRAINING_PRESETS.values()),
        *((f"Papers, {SUBJECTS[paper]}", Cited(f"@{key}")) for paper, key in KEYS.items()),
    ]
    return {key: list(dict.fromkeys(title for title, text in texts if key in keys_of(text))) for key in ENTRIES}


def literature() -> None:
    """A table of the entries, their BibTeX to take away, and what is wrong in print."""
    st.container(key="told_literature").table(
        [{"Entry": ENTRIES[key].words, "Named by": ", ".join(titles)} for key, titles in named_by().items()],
        border="horizontal",
    )
    st.download_button("All as BibTeX", bibtex(ENTRIES), "descent-explorer.bib", "application/x-bibtex")
    claims("literature", (*CLAIMS, AVERAGE))
