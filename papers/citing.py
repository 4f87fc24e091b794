"""The literature behind an item: the paper itself, and the rules and surface that its settings name."""

from bibliography import ENTRIES, Cited, keys_of
from dynamics import OPTIMIZERS
from landscapes import LANDSCAPES
from networks.experiment.training_presets import TRAINING_PRESETS
from papers.record import Item
from scenarios.scenario import Scenario

# each paper to its entry, and what it is about
KEYS = {"000": "bae2019", "001": "adamal", "002": "kaiser", "003": "mazumder", "004": "reproducing"}
SUBJECTS = {
    "000": "AdaFix", "001": "AdamAL", "002": "Dynamics of Adam", "003": "Constant step", "004": "AMSGrad, reproduced",
}  # fmt: skip


def paper_words(paper: str) -> str:
    """Authors, title and year of a paper."""
    return ENTRIES[KEYS[paper]].words


def cites(item: Item) -> tuple[str, ...]:
    """The keys of its entries, the paper's first."""
    named = {contender.optimizer for contender in item.scenario.contenders} if item.scenario else set()
    named |= set(item.online.optimizers) if item.online else set()
    if item.not_here:
        full = (each for name in item.not_here.presets for each in TRAINING_PRESETS[name].full)
        named |= {each.optimizer.optimizer for each in full}
    rules = [optimizer.source for name, optimizer in OPTIMIZERS.items() if name in named]
    surface = [LANDSCAPES[item.scenario.surface].source] if isinstance(item.scenario, Scenario) else []
    return keys_of(Cited(f"@{KEYS[item.paper]}"), *rules, *surface)
