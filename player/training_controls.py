"""What the reader sets before training: the experiment above the curves, everything else in the drawer."""

from collections.abc import Callable
from functools import partial
from typing import Any, get_args

import streamlit as st

from dynamics import OPTIMIZERS
from dynamics.schedules import KINDS
from jobs import queue
from networks.experiment import DataName, NetworkKind
from networks.experiment.training_presets import TRAINING_PRESETS
from networks.results.estimate import seconds
from player import typed_values
from player.networks_state import Composed, NetworksState
from player.showing import showing
from player.words import duration, plain

TITLES = {
    "logistic": "Logistic regression",
    "mlp": "Multilayer perceptron",
    "vae": "Variational autoencoder",
    "vgg11": "VGG11",
    "vgg16": "VGG16",
    "resnet18": "ResNet18",
    "resnet34": "ResNet34",
    "densenet53": "DenseNet53",
    "digits": "Digits (8 × 8, comes with the app)",
    "mnist": "MNIST (downloaded once, 11 MB)",
    "cifar10": "CIFAR-10 (downloaded once, 170 MB)",
    "synthetic": "Synthetic noise, for speed tests",
}
SETTINGS = {False: "Laptop", True: "Paper"}


def chosen(
    state: NetworksState, name: str, value: Any, read: Callable[[Any], Any] = lambda given: given
) -> dict[str, Any]:
    """The key and callback of a widget to choose with: it shows the state's value, and changes it. `read` turns what is
    given into a value. What `read` or the state refuse by a ValueError is for `explain`."""
    return showing(f"train_{name}", value, lambda given: state.take(name, None, lambda: state.set(name, read(given))))


def explain(state: NetworksState, name: str) -> None:
    """Why what was given last is not used."""
    if name in state.refused:
        st.caption(f":material/info: {plain(state.refused[name][1])}")


def typed(
    state: NetworksState, place: Any, label: str, name: str, value: Any, read: Callable[[str], Any] = str.strip,
    use: Callable[[Any], None] | None = None, empty: str = "none", **asked: Any,
) -> None:  # fmt: skip
    """A field to type in; what is refused stays in it, to be mended. `empty`: what it means when there is nothing in
    it. A number is typed too: Streamlit's own field drops one that is out of range without a word to us."""
    shown = "" if value is None else str(value)

    def take(given: str) -> None:
        then = use or partial(state.set, name)
        state.take(name, given, lambda: then(read(given)), f" Still used: {shown or empty}.")

    seen = state.refused[name][0] if name in state.refused else shown
    place.text_input(label, placeholder=empty, max_chars=200, **showing(f"train_{name}", seen, take), **asked)


def row(state: NetworksState) -> None:
    """Four controls above the curves."""
    left, middle, right, end = st.columns([5, 4, 2, 2], vertical_alignment="bottom")
    composed = state.composed
    left.selectbox(
        "Experiment", list(TRAINING_PRESETS), format_func=lambda name: TRAINING_PRESETS[name].title,
        **showing("train_name", composed.name, state.choose),
    )  # fmt: skip
    settings: dict[str, Any] = {"format_func": SETTINGS.__getitem__, "required": True, "width": "stretch"}
    middle.segmented_control("Setting", list(SETTINGS), **settings, **chosen(state, "whole", composed.whole, bool))
    own = len(composed.own_seeds)
    typed(
        state, right, "Seeds", "seeds", composed.seeds or own, typed_values.seeds, empty=str(own),
        help="Runs of each setting that differ only in their random numbers.",
    )  # fmt: skip
    end.button("Train", on_click=state.train, width="stretch", key="train_go")
    for name in ("whole", "seeds"):
        explain(state, name)


def promise(composed: Composed) -> None:
    """What Train starts, and about how long it takes."""
    own, count = composed.experiments, len(composed.runs)
    each, updates = count // len(own), sum(e.steps for e, _ in composed.runs)
    changed = "" if composed.preset.titled(own) == composed.preset.title else "changed from "
    st.caption(
        f"Train starts {changed}*{composed.preset.source}*: {count:,} run{'s' * (count > 1)} of"
        f" {own[0].parameters:,} parameters, {updates:,} update{'s' * (updates > 1)} in all, about"
        f" {duration(each * seconds(own))} here once loaded and compiled."
    )


def drawer(state: NetworksState) -> None:
    """Optimizers and rates, network and data, and where it runs."""
    composed, first, own = state.composed, state.composed.experiments[0], state.composed.own[0]
    model, data = first.model, first.data
    field = partial(_field, state)
    there = list(dict.fromkeys(e.optimizer.optimizer for e in composed.experiments))
    titled: dict[str, Any] = {"format_func": lambda name: OPTIMIZERS[name].title}
    st.multiselect("Optimizers", list(OPTIMIZERS), **titled, **chosen(state, "optimizers", there, typed_values.some))
    explain(state, "optimizers")
    rates = ", ".join(_digits(rate) for rate in composed.rates)
    several = "Several, as in 0.1, 0.01, are a sweep."
    field("Learning rates", "rates", rates, typed_values.rates, empty=_own_rates(composed), help=several)
    st.selectbox("Schedule", list(KINDS), **chosen(state, "schedule.kind", first.schedule.kind))
    explain(state, "schedule.kind")
    field("Epochs", "epochs", first.epochs, empty=str(own.epochs))
    whole = "Emptied: the whole training set in every update."
    field("Batch", "batch", first.batch, empty="all examples", help=whole)
    st.subheader("Network", anchor=False)
    kinds: dict[str, Any] = {"format_func": TITLES.__getitem__}
    st.selectbox("Kind", get_args(NetworkKind), **kinds, **chosen(state, "model.kind", model.kind))
    explain(state, "model.kind")
    if model.kind == "mlp":
        hidden = ", ".join(map(str, model.hidden))
        field("Hidden units", "model.hidden", hidden, typed_values.sizes, help="Of each layer, as in 100, 50.")
        st.toggle("Biases", **chosen(state, "model.biases", model.biases))
    if not model.dense:
        times = "Multiplies the channels: 0.25 is a quarter of them."
        field("Width", "model.width", _digits(model.width), empty=_digits(own.model.width), help=times)
    std = None if model.initial_std is None else _digits(model.initial_std)
    field("Weights start with", "model.initial_std", std, empty="√(2 ∕ inputs)", help="Their standard deviation.")
    st.subheader("Data", anchor=False)
    st.selectbox("Set", get_args(DataName), **kinds, **chosen(state, "data.name", data.name))
    explain(state, "data.name")
    st.toggle("Pixels scaled to 0–1", **chosen(state, "data.scaled", data.scaled))
    explain(state, "data.scaled")
    st.toggle("Shifts and mirroring", **chosen(state, "data.augment", data.augment))
    field("Only so many examples", "data.subset", data.subset, empty="all")
    st.subheader("Where it runs", anchor=False)
    shared, host = "Trainings share the processor: two at once slow each other down.", "Such as tcp://host:8786."
    limit = queue.limit()
    field("Trainings at once", "limit", limit, typed_values.at_once, queue.set_limit, empty="1", help=shared)
    field("Dask scheduler", "address", composed.address, typed_values.address, empty="this machine", help=host)


def _field(
    state: NetworksState, label: str, name: str, value: Any, read: Callable[[str], Any] = typed_values.as_typed,
    *given: Any, **asked: Any,
) -> None:  # fmt: skip
    """A field of the drawer, and beneath it what is wrong with it."""
    typed(state, st, label, name, value, read, *given, **asked)
    explain(state, name)


def _digits(value: float) -> str:
    """A number as one types it, with all its digits: what stands in a field is read again."""
    return f"{value:.12g}"


def _own_rates(composed: Composed) -> str:
    own = dict.fromkeys(
        "from the Lipschitz estimate" if e.rate == "lipschitz" else _digits(e.optimizer.configured.hyper.lr)
        for e in composed.experiments
    )
    return ", ".join(own)
