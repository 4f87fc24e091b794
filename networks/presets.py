"""The papers' training experiments: each scaled to a laptop, with the full setting beside it.

To add one, append a `Preset`; the page, the command line and the tests find it.
"""

from dataclasses import dataclass
from typing import Any

from networks.experiment import Data, Experiment, Model
from scenarios.scenario import Contender, Timetable

ADAFIX = "Bae, Ryu and Shin, Does Adam optimizer keep close to the optimal point?"
ADAMAL = "Anonymous, A new perspective in understanding of Adam-type algorithms and beyond"
CONSTANT = "Mazumder, Tayal, Kumar and Rathore, Convergence of Adam with constant step size in non-convex settings"
REPRODUCED = "The reproduction of Reddi, Kale and Kumar's On the convergence of Adam and beyond"


Choice = tuple[str, dict[str, float | str]]  # optimizer, what differs from its defaults


@dataclass(frozen=True)
class Preset:
    """`experiments` with `seeds` suit a laptop's processor; `full` with `full_seeds` are the paper's own."""

    name: str
    title: str
    source: str
    look: str
    experiments: tuple[Experiment, ...]
    seeds: tuple[int, ...]
    full: tuple[Experiment, ...]
    full_seeds: tuple[int, ...]


def _preset(
    name: str, title: str, source: str, look: str, full: tuple[Experiment, ...], seeds: int, full_seeds: int, **smaller: Any
) -> Preset:
    scaled = tuple(experiment.with_(**smaller) for experiment in full)
    return Preset(name, title, source, look, scaled, tuple(range(seeds)), full, tuple(range(full_seeds)))


def _raced(base: Experiment, *contenders: Choice) -> tuple[Experiment, ...]:
    """One experiment for each optimizer, titled by it."""
    made = []
    for name, hyper in contenders:
        optimizer = Contender(optimizer=name, hyper=hyper)
        timetable = Timetable(kind="step") if name == "heavy-ball" else base.timetable
        made.append(base.model_copy(update={"optimizer": optimizer, "timetable": timetable, "title": optimizer.record.title}))
    return tuple(made)


_TORCH: dict[str, float | str] = {"bias_correction": "standard", "maximum": "before"}  # AMSGrad as PyTorch has it
_FIVE: tuple[Choice, ...] = (
    ("heavy-ball", {"lr": 0.1, "momentum": 0.9}),
    ("adam", {}),
    ("amsgrad", _TORCH),
    ("adabound", {}),
    ("adafix", {}),
)
_FOUR: tuple[Choice, ...] = (("adam", {}), ("amsgrad", _TORCH), ("adamal", {}), ("sgd", {"lr": 0.1}))

# Raw pixels, 32 hidden units and no biases give the gradient norms that the paper's table 1 starts from.
_DIGITS = Experiment(
    model=Model(hidden=(32,), biases=False, initial_std=0.01), data=Data(scaled=False), batch=None, epochs=5000, rate="lipschitz", every=250
)


def _schedules() -> tuple[Experiment, ...]:
    kinds = {"constant": "Lipschitz rate, constant", "exponential": "Exponential", "inverse-sqrt": "1/√t", "cosine": "Cosine"}
    found = [_DIGITS.model_copy(update={"timetable": Timetable(kind=kind), "title": title}) for kind, title in kinds.items()]
    return tuple(found)


def _starts() -> tuple[Experiment, ...]:
    return tuple(_DIGITS.with_(**{"model.initial_std": std, "title": f"Start {std:g}"}) for std in (5e-4, 1e-3, 5e-3, 0.01, 0.05, 0.1, 0.5))


def _mnist(kind: str, **optimizer: float) -> tuple[Experiment, ...]:
    base = Experiment(
        model=Model(kind=kind, hidden=(100,)),
        data=Data(name="mnist"),
        batch=128,
        epochs=100,
        timetable=Timetable(kind="inverse-sqrt"),
        every=469,
    )
    return _raced(base, ("adam", {"lr": 0.01, **optimizer}), ("amsgrad", {"lr": 0.01, **optimizer}))


def _cifar(kind: str, augment: bool, epochs: int, contenders: tuple[Choice, ...]) -> tuple[Experiment, ...]:
    base = Experiment(model=Model(kind=kind), data=Data(name="cifar10", augment=augment), batch=128, epochs=epochs, every=390)
    return _raced(base, *contenders)


_NARROW = {"model.width": 0.25, "data.subset": 2560, "epochs": 5, "every": 20}  # 16 channels where the paper's network has 64
_STEPS = "The rate of SGD with momentum falls to a tenth at half and three quarters of the run; the paper's, at epochs 150 and 250 of 300."


def _table2(kind: str, title: str, augment: bool) -> Preset:
    words = "with" if augment else "without"
    look = f"AdaFix should stay beside or above Adam, whose accuracy swings as v shrinks and its rates grow. {_STEPS}"
    name = f"cifar-{kind}{'-augmented' if augment else ''}"
    title = f"{title} on CIFAR-10, {words} augmentation"
    return _preset(name, title, f"{ADAFIX}, table 2 and figure 2", look, _cifar(kind, augment, 300, _FIVE), 1, 5, **_NARROW)


_FIRST = Experiment(title="Adam", epochs=200, every=110)

PRESETS = {
    preset.name: preset
    for preset in (
        Preset(
            "digits-first",
            "Digits, a first run",
            "scikit-learn's handwritten digits, an MLP 64–100–10",
            "The loss falls at once; watch the norm of v shrink and the effective rates grow as the gradients fade.",
            (_FIRST,),
            (0,),
            (_FIRST,),
            (0,),
        ),
        _preset(
            "digits-schedules",
            "Constant rate against three schedules",
            f"{CONSTANT}, figures 1 and 2",
            "Which gradient norm falls furthest, and whether the constant rate's loss falls first, as the paper has it. "
            "Five trial trainings set the rate before the first update.",
            _schedules(),
            1,
            1,
            epochs=2000,
        ),
        _preset(
            "digits-starts",
            "How large the weights start",
            f"{CONSTANT}, table 1",
            "Compare the gradient norms at start and end and the validation accuracy with the paper's row by row: it is best at 0.01.",
            _starts(),
            1,
            1,
            epochs=2000,
        ),
        _preset(
            "mnist-logistic",
            "Logistic regression on MNIST",
            f"{REPRODUCED}, figure 2b",
            "AMSGrad is said to reach the lower loss. The rate is 0.01/√t, t counted in updates.",
            _mnist("logistic"),
            3,
            1,
            epochs=10,
        ),
        _preset(
            "mnist-mlp",
            "A hidden layer of 100 on MNIST",
            f"{REPRODUCED}, figure 2c",
            "AMSGrad is said to do far better than Adam. The rate is 0.01/√t, t counted in updates.",
            _mnist("mlp"),
            3,
            1,
            epochs=10,
        ),
        _preset(
            "mnist-vae",
            "A variational autoencoder",
            f"{REPRODUCED}, figure 2d",
            "Both losses should come to about the same value, AMSGrad's the lower. The paper trained on faces (CelebA); this is MNIST.",
            _mnist("vae", lr=0.002, beta1=0.5),
            1,
            1,
            **{"epochs": 4, "data.subset": 6400, "every": 50, "model.width": 0.5},
        ),
        _preset(
            "mnist-table",
            "Five optimizers on MNIST",
            f"{ADAFIX}, table 1",
            f"The paper's accuracies lie within 0.2 % of each other: compare the spread over seeds before the order. {_STEPS}",
            _raced(Experiment(model=Model(hidden=(2048,)), data=Data(name="mnist"), epochs=300, every=468), *_FIVE),
            2,
            5,
            **{"epochs": 5, "model.hidden": (256,)},
        ),
        _table2("vgg11", "VGG11", False),
        _table2("resnet34", "ResNet34", False),
        _table2("densenet53", "DenseNet53", False),
        _table2("resnet34", "ResNet34", True),
        _table2("densenet53", "DenseNet53", True),
        *(
            _preset(
                f"cifar-{kind}",
                f"{title} on CIFAR-10",
                f"{ADAMAL}, figure 2",
                "AdamAL is said to end about 1 % above Adam, and AMSGrad below it.",
                _cifar(kind, True, 80, _FOUR),
                1,
                5,
                **_NARROW,
            )
            for kind, title in (("resnet18", "ResNet18"), ("vgg16", "VGG16"))
        ),
    )
}
