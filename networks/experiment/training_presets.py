"""The papers' training experiments: each scaled to a laptop, with the full setting beside it.

To add one, append a `TrainingPreset`; the page, the command line and the tests find it.
"""

from bibliography import Cited
from dynamics.schedules import Schedule
from networks.experiment.experiment import Experiment
from networks.experiment.model_and_data import Data, Model
from networks.experiment.training_preset import Choice, TrainingPreset, raced, scaled

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
    model=Model(hidden=(32,), biases=False, initial_std=0.01),
    data=Data(scaled=False),
    batch=None,
    epochs=5000,
    rate="lipschitz",
    every=250,
)


def _five(base: Experiment) -> tuple[Experiment, ...]:
    """Table 1 and 2's optimizers; only SGD with momentum has a schedule."""
    momentum, *adaptive = raced(base, *_FIVE)
    falling = Schedule(kind="step", at=(150 / 300, 250 / 300))
    return (momentum.model_copy(update={"schedule": falling}), *adaptive)


def _schedules() -> tuple[Experiment, ...]:
    kinds = {
        "constant": "Lipschitz rate, constant",
        "exponential": "Exponential",
        "inverse-sqrt": "1/√t",
        "cosine": "Cosine",
    }
    found = [
        _DIGITS.model_copy(update={"schedule": Schedule(kind=kind), "title": title}) for kind, title in kinds.items()
    ]
    return tuple(found)


def _starts() -> tuple[Experiment, ...]:
    return tuple(
        _DIGITS.with_(**{"model.initial_std": std, "title": f"Start {std:g}"})
        for std in (5e-4, 1e-3, 5e-3, 0.01, 0.05, 0.1, 0.5)
    )


def _mnist(kind: str, **optimizer: float) -> tuple[Experiment, ...]:
    base = Experiment(
        model=Model(kind=kind, hidden=(100,)),
        data=Data(name="mnist"),
        batch=128,
        epochs=100,
        schedule=Schedule(kind="inverse-sqrt"),
        every=469,
    )
    return raced(base, ("adam", {"lr": 0.01, **optimizer}), ("amsgrad", {"lr": 0.01, **optimizer}))


def _cifar(kind: str, augment: bool, epochs: int) -> Experiment:
    return Experiment(
        model=Model(kind=kind), data=Data(name="cifar10", augment=augment), batch=128, epochs=epochs, every=390
    )


# 16 channels where the paper's network has 64
_NARROW = {"model.width": 0.25, "data.subset": 2560, "epochs": 5, "every": 20}
_STEPS = (
    "The rate of SGD with momentum falls to a tenth at half and at five sixths of the run, as in the paper's 300"
    " epochs."
)
_PUBLISHED = "Adam corrects its averages here and AMSGrad does not, each as it was published."
_HALVED = Schedule(kind="step", at=(75 / 200, 125 / 200, 175 / 200), by=0.5)


def _table2(kind: str, title: str, augment: bool) -> TrainingPreset:
    words = "with" if augment else "without"
    look = (
        "The paper has AdaFix beside or above Adam, whose accuracy it sees swing as v shrinks and the rates grow."
        f" {_STEPS}"
    )
    name = f"cifar-{kind}{'-augmented' if augment else ''}"
    title = f"{title} on CIFAR-10, {words} augmentation"
    return scaled(
        name, title, Cited("@bae2019, table 2 and figure 2"), look, _five(_cifar(kind, augment, 300)), 1, 5, **_NARROW
    )


_FIRST = Experiment(title="Adam", epochs=200, every=110)

TRAINING_PRESETS = {
    preset.name: preset
    for preset in (
        TrainingPreset(
            "digits-first",
            "Digits, a first run",
            Cited("@alpaydin1998, an MLP 64–100–10"),
            "The loss falls at once; once the gradients fade, the norm of v shrinks and the effective rates grow.",
            (_FIRST,),
            (0,),
            (_FIRST,),
            (0,),
        ),
        scaled(
            "digits-schedules",
            "Constant rate against three schedules",
            Cited("@mazumder, figures 1 and 2"),
            "Which gradient norm falls furthest, and whether the constant rate's loss falls first, as the paper has it."
            " Five trial trainings at constant rates set one rate, from which all four start: √(2 L ∕ (K T)). K is the"
            " product of the layers' norms, as in the paper's experiments; its theorem means by K how fast the gradient"
            " changes. The paper prints no k for its exponential: here that ends at a hundredth.",
            _schedules(),
            1,
            1,
            epochs=2000,
        ),
        scaled(
            "digits-starts",
            "How large the weights start",
            Cited("@mazumder, table 1"),
            "In the paper 0.01 gives the best accuracy and the smallest last gradient: see whether the seeds differ"
            " less than the rows do. The paper prints one number a row; three seeds here, or nothing could be said"
            " about it.",
            _starts(),
            3,
            3,
            epochs=2000,
        ),
        scaled(
            "digits-printed",
            "The algorithm as printed",
            Cited("@mazumder, algorithm 1"),
            "Without bias correction the first step is three times as long, the twelfth six: look for starts at which"
            " every unit dies, so that the gradient is 0, the loss stays at ln 10 and the accuracy at chance.",
            tuple(experiment.with_(bias_correction="none") for experiment in _starts()),
            1,
            1,
            epochs=2000,
        ),
        scaled(
            "mnist-logistic",
            "Logistic regression on MNIST",
            Cited("@reproducing, figure 2b"),
            f"AMSGrad is said to reach the lower loss. The rate is 0.01/√t, t counted in updates. {_PUBLISHED}",
            _mnist("logistic"),
            3,
            1,
            epochs=10,
        ),
        scaled(
            "mnist-mlp",
            "A hidden layer of 100 on MNIST",
            Cited("@reproducing, figure 2c"),
            f"AMSGrad is said to do far better than Adam. The rate is 0.01/√t, t counted in updates. {_PUBLISHED}",
            _mnist("mlp"),
            3,
            1,
            epochs=10,
        ),
        scaled(
            "mnist-vae",
            "A variational autoencoder",
            Cited("@reproducing, figure 2d"),
            "Both losses are said to come to one value, AMSGrad's the lower. The paper trained on faces (CelebA); this"
            f" is MNIST. {_PUBLISHED}",
            _mnist("vae", lr=0.002, beta1=0.5),
            1,
            1,
            **{"epochs": 4, "data.subset": 6400, "every": 50, "model.width": 0.5},
        ),
        scaled(
            "mnist-table",
            "Five optimizers on MNIST",
            Cited("@bae2019, table 1"),
            "The paper's accuracies lie within 0.2 points of each other: compare the spread over seeds before the"
            f" order. {_STEPS}",
            _five(Experiment(model=Model(hidden=(2048,)), data=Data(name="mnist"), epochs=300, every=468)),
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
            scaled(
                f"cifar-{kind}",
                f"{title} on CIFAR-10",
                Cited("@adamal, figure 2 and table 1"),
                "AdamAL is said to end about 1 % above Adam, and AMSGrad below it; its table has 0.15 points. There"
                " every rate is halved “at iteration 75, 125, 175”, read here as epochs, of which there are 200 here:"
                " the paper's text has 80 for its figures and no number for its table.",
                raced(_cifar(kind, True, 200).model_copy(update={"schedule": _HALVED}), *_FOUR),
                1,
                5,
                **_NARROW,
            )
            for kind, title in (("resnet18", "ResNet18"), ("vgg16", "VGG16"))
        ),
    )
}
