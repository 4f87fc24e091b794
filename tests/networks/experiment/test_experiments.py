"""Experiments, their plans and the presets, without JAX but where a plan is held against what it makes."""

import subprocess
import sys

import jax
import pytest

from networks.experiment import Data, Experiment, Model
from networks.experiment.architectures import DENSENET, RESNET, VGG
from networks.experiment.models import normals, run, start
from networks.experiment.plan import Conv, Dense, Plan, Residual, Widen, size
from networks.experiment.training_presets import TRAINING_PRESETS

PHOTO = Data(name="cifar10")
KINDS = (*VGG, *RESNET, *DENSENET, "vae", "mlp", "logistic")


def weighted(plan: Plan) -> int:
    """Layers with weights along the longest way, as papers count depth: shortcuts aside."""
    total = 0
    for layer in plan:
        if isinstance(layer, Residual | Widen):
            total += weighted(layer.body)
        total += isinstance(layer, Conv | Dense)
    return total


@pytest.mark.parametrize("kind", KINDS)
def test_a_plan_counts_what_it_makes(kind):
    experiment = Experiment(
        model=Model(kind=kind, hidden=(7, 5), width=0.3), data=Data(name="synthetic", shape=(32, 32, 3), classes=6)
    )
    shape = (2, 32, 32, 3)
    for plan, found in zip(experiment.plans, experiment.sizes, strict=True):

        def made(key, x, plan=plan, count=found.parameters):
            params, statistics = start(plan, normals(key, count), None)
            return params, run(plan, params, statistics, x, True)

        params, (out, _) = jax.eval_shape(made, jax.random.key(0), jax.ShapeDtypeStruct(shape, "float32"))
        assert sum(leaf.size for leaf in jax.tree.leaves(params)) == found.parameters
        assert out.shape == (2, *found.shape)
        shape = (2, found.shape[0] // 2)


@pytest.mark.parametrize(
    ("kind", "depth", "parameters"),
    [
        ("vgg11", 9, 9_228_362),
        ("vgg16", 14, 14_724_042),
        ("resnet18", 18, 11_173_962),
        ("resnet34", 34, 21_282_122),
        ("densenet53", 53, None),
    ],
)
def test_depths_and_sizes_of_the_known_networks(kind, depth, parameters):
    # VGG's three linear layers are one here. 11,173,962 and 21,282,122: the CIFAR ResNets of He et al. with 64 channels
    # and projections.
    experiment = Experiment(model=Model(kind=kind), data=PHOTO)
    assert weighted(experiment.plans[0]) == depth
    assert parameters in (None, experiment.parameters)


def test_activations_are_counted_layer_by_layer():
    plan = (Dense(4, 3), Residual((Dense(3, 3), Dense(3, 3))), Dense(3, 2, False))
    assert size(plan, (4,)) == (4 * 3 + 3 + 2 * 12 + 6, 3 + (3 + 3 + 3) + 2, (2,))


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"batch": 0}, "Batch must be at least 1; got 0"),
        ({"model.width": 0}, "Width must be above 0; got 0"),
        ({"batch": 2000}, "more than the 1,437 training examples"),
        ({"model.hidden": (30_000, 30_000)}, r"9.0 × 10⁸ parameters and need about 18 GB"),
        ({"model.hidden": (10**9,)}, "TB of memory"),
        ({"model.hidden": "wide"}, "Hidden units must be a list"),
        ({"model.hidden": (0,)}, "Hidden units must be at least 1; got 0"),
        ({"epochs": 10**9}, "at most 100,000,000 are allowed"),
        ({"epochs": 1.5}, "Epochs must be a whole number; got 1.5"),
        ({"model.kind": "vgg11"}, "at least 32 × 32 pixels; digits has 8 × 8"),
        ({"model.kind": "vae", "data.scaled": False}, "pixels scaled"),
        ({"model.kind": "resnet18", "rate": "lipschitz"}, "Lipschitz"),
        ({"model.kind": "tree"}, "Kind of network must be 'logistic'"),
        ({"optimizer": "newton"}, "There is no optimizer 'newton'"),
        ({"optimizer": "sgd", "beta1": 0.5}, "SGD has no hyperparameter 'beta1'"),
        ({"lr": -1}, "Learning rate must be at least"),
        ({"colour": 1}, "Adam has no hyperparameter 'colour'"),
        ({"model.colour": 1}, "There is no setting 'model.colour'"),
        ({"schedule.kind": "stairs"}, "A schedule must be one of"),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence(changes, words):
    with pytest.raises(ValueError, match=words) as caught:
        Experiment().with_(**changes)
    assert "\n" not in str(caught.value)
    assert "pydantic" not in str(caught.value)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("nonsense", "not JSON"),
        ("[1]", "not a saved experiment"),
        ('{"version": 2}', "version"),
        ('{"batchy": 1}', "batchy"),
    ],
)
def test_files_that_are_no_experiments_are_refused_in_a_sentence(text, words):
    with pytest.raises(ValueError, match=words):
        Experiment.from_json(text)


def test_settings_change_one_by_one():
    changed = Experiment().with_(
        **{"optimizer": "heavy-ball", "lr": 0.5, "model.hidden": (32, 16), "batch": None, "data.subset": 100}
    )
    assert (changed.optimizer.configured.name, changed.optimizer.configured.hyper.lr, changed.model.hidden) == (
        "heavy-ball",
        0.5,
        (32, 16),
    )
    assert (changed.epoch, changed.steps) == (1, 100)
    assert Experiment(batch=100, epochs=3).with_(beta2=0.9).with_(lr=0.1).optimizer.hyper == {"beta2": 0.9, "lr": 0.1}
    assert Experiment(batch=100, epochs=3).steps == 3 * 14


@pytest.mark.parametrize("name", TRAINING_PRESETS)
def test_presets_hold_and_survive_saving(name):
    preset = TRAINING_PRESETS[name]
    assert len(preset.experiments) == len(preset.full) > 0
    assert len({experiment.title for experiment in preset.experiments}) == len(preset.experiments)
    for experiment, full in zip(preset.experiments, preset.full, strict=True):
        assert Experiment.from_json(experiment.to_json()) == experiment
        assert experiment.steps * experiment.memory <= full.steps * full.memory
        assert experiment.title == full.title


def test_describing_needs_no_jax():
    code = (
        "import sys, networks.experiment.training_presets;"
        " sys.exit(any(name in sys.modules for name in ('jax', 'streamlit', 'plotly')))"
    )
    assert subprocess.run([sys.executable, "-c", code]).returncode == 0
