"""001, figure 3, reduced to the digits: the accuracy at the end at three sizes of the batch."""

from collections.abc import Iterator, Mapping

import numpy as np

from dynamics import OPTIMIZERS
from figures.line_panel import LinePanel, Ruler
from figures.marks import dash, symbol
from figures.papers import Drawing, PaperPanel
from figures.theme import theme
from papers.adamal.trained import BATCHES, by_batch
from papers.record import Item


def panels(item: Item, found: Mapping[int, Mapping[str, float]], dark: bool) -> Iterator[PaperPanel]:
    t, names = theme(dark), [name for name in found[BATCHES[0]] if name in OPTIMIZERS]
    means = {name: np.array([found[size][name] for size in BATCHES]) for name in names}
    bars = {name: np.array([found[size][f"{name}_sd"] for size in BATCHES]) for name in names}
    low = min(float((means[name] - bars[name]).min()) for name in names)
    high = max(float((means[name] + bars[name]).max()) for name in names)
    room = 0.08 * (high - low)
    ruler = Ruler(BATCHES[0] / 1.2, BATCHES[-1] * 1.2, "size of the batch", log=True)
    panel = LinePanel(t, "Reduced run on the digits: accuracy, %", ruler, Ruler(low - room, high + room), 112, 380)
    panel.xaxis |= {"tickvals": BATCHES, "ticktext": [str(size) for size in BATCHES]}
    for k, name in enumerate(names):
        rule = OPTIMIZERS[name]
        colour = t.series(rule)
        beside = np.array(BATCHES) * 1.02 ** (k - len(names) / 2)  # bars side by side
        panel.line(beside, means[name], colour, f"<b>{rule.title}</b>", dash=dash(rule.series.dash))
        for x, mean, bar in zip(beside, means[name], bars[name], strict=True):
            panel.line([x, x], [mean - bar, mean + bar], colour, width=2)
        panel.mark(beside, means[name], colour, symbol(rule.series.mark), 10, f"{rule.title}, batch {{x:,}}: {{y:4}} %")
    yield PaperPanel(
        "batches",
        panel.done(),
        "Mean and standard deviation over seeds. Look how far each line falls; the epochs stay, so a larger batch makes"
        " fewer updates.",
    )


DRAWING = Drawing(lambda item: by_batch(), panels)
