"""`python -m networks`: in this process with a toy, and once as a person would, with a real training."""

import json
import os
import signal
import subprocess
import sys
import threading

import pytest

from jobs import queue
from jobs.states import CANCELLED, DONE, FAILED
from networks import terminal
from networks.__main__ import main
from networks.experiment.training_presets import TRAINING_PRESETS
from networks.results import records
from tests.networks.helping import launch, until

RUN = ["run", "digits-first", "--epochs", "20"]


def test_run_trains_waits_and_prints_every_seed(capsys):
    assert (
        main(
            [
                *RUN,
                "--seeds",
                "2",
                "--optimizer",
                "adam",
                "--optimizer",
                "sgd",
                "--set",
                "lr=0.02",
                "--set",
                "model.hidden=[32]",
            ]
        )
        == 0
    )
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].split() == ["run", "what", "lr", "seed", "state", "loss", "start", "steps", "a", "second"]
    assert [line.split()[:5] for line in lines[1:3]] == [
        ["1", "Adam", "0.02", "0", "done"],
        ["2", "Adam", "0.02", "1", "done"],
    ]
    assert len(lines) == 5
    for run in records.runs(1):
        assert (run.state, run.total, run.experiment.model.hidden) == (DONE, 20 * 11, (32,))
    assert [r.experiment.optimizer.optimizer for r in records.runs(1)] == ["adam"] * 2 + ["sgd"] * 2


def test_json_has_null_for_what_is_not_a_number(capsys):
    assert main([*RUN, "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    (run,) = found["runs"]
    assert (found["launch"], run["state"], run["seed"], run["summary"]["start"]) == (1, DONE, 0, None)
    assert run["steps_per_second"] > 0
    assert run["experiment"] == json.loads(TRAINING_PRESETS["digits-first"].experiments[0].with_(epochs=20).to_json())
    assert main(["show", "1", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == found


def test_a_failed_training_is_told_and_is_no_success(capsys):
    assert main([*RUN, "--set", "title=data"]) == 1
    assert "The data are not here. Put them there." in capsys.readouterr().out
    assert records.run(1).state == FAILED


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ([*RUN, "--set", "batch=0"], "Batch must be at least 1; got 0."),
        ([*RUN, "--set", "batch"], "--set takes KEY=VALUE, such as lr=0.01; got 'batch'."),
        ([*RUN, "--set", "moon=1"], "has no hyperparameter 'moon'"),
        ([*RUN, "--set", "model.hidden=[1000000000]"], "would train"),
        ([*RUN, "--seeds", "0"], "this one would hold 0"),
        (["show", "7"], "There is no launch 7"),
        (["cancel", "7"], "There is no launch 7"),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence(words, why, capsys):
    assert main(words) == 2
    assert why in capsys.readouterr().err
    assert records.runs() == []


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (["run", "digit-first"], "There is no preset 'digit-first'. Did you mean digits-first?"),
        (["run", "zzz"], "There is no preset 'zzz'. Known: digits-first, "),
        ([*RUN, "--optimizer", "amsgrd"], "There is no optimizer 'amsgrd'. Did you mean amsgrad?"),
        (["show", "9" * 30], "a launch is a number, such as 3: see `list`; got '999"),
        (["cancel", "x"], "a launch is a number, such as 3: see `list`; got 'x'"),
    ],
)
def test_a_word_that_is_not_known_is_answered_with_the_nearest(words, why, capsys):
    with pytest.raises(SystemExit, match="2"):
        main(words)
    assert why in capsys.readouterr().err


def test_a_reader_who_has_seen_enough_ends_it_quietly(here):
    launch()
    command = f"{sys.executable} -m networks list"
    shell = ["bash", "-c", f"set -o pipefail; {command} | :"]
    done = subprocess.run(shell, cwd=queue.ROOT, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")


def test_list_show_cancel_resume_delete(here, capsys):
    def printed(*words):
        assert main(list(words)) == 0
        return capsys.readouterr().out

    assert "Nothing has been trained here yet." in printed("list")
    launch(lr=0.1)
    launch(lr=0.2)
    assert [line.split("  ")[-1] for line in printed("list").splitlines()] == ["Toy: 2 queued", "Toy: 2 running"]
    assert printed("cancel", "2") == "Cancelled.\n"
    assert printed("show", "2").endswith("Cancelled before it began.\n")
    assert printed("resume", "2") == "Resumed.\n"
    assert printed("delete", "2") == "Deleted.\n"
    assert len(printed("list").splitlines()) == 1
    assert all(name in printed("presets") for name in TRAINING_PRESETS)


def test_ctrl_c_cancels(capsys):
    signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell has what runs in its background ignore it

    def interrupt():
        until(lambda: records.runs() and records.runs()[0].step)
        os.kill(os.getpid(), signal.SIGINT)

    thread = threading.Thread(target=interrupt)
    thread.start()
    assert main(["run", "digits-first", "--set", "title=slow", "--epochs", "5000"]) == 130
    thread.join()
    told = capsys.readouterr()
    assert "Cancelled. `python -m networks resume 1` goes on from there." in told.err
    assert "Cancelled at step " in told.out
    assert records.run(1).state == CANCELLED


def test_ctrl_c_as_it_completes_says_so(monkeypatch, capsys):
    wait, waits = terminal.wait, []

    def interrupted(launch):
        wait(launch)
        waits.append(launch)
        if len(waits) == 1:
            raise KeyboardInterrupt

    monkeypatch.setattr(terminal, "wait", interrupted)
    assert main(RUN) == 130
    assert "It was complete before it could be cancelled." in capsys.readouterr().err
    assert records.run(1).state == DONE


def test_a_real_training_from_a_real_terminal():
    command = [sys.executable, "-m", "networks", "run", "digits-first", "--epochs", "60", "--json"]
    done = subprocess.run(command, cwd=queue.ROOT, capture_output=True, text=True, check=True)
    (run,) = json.loads(done.stdout)["runs"]
    assert (run["state"], run["step"]) == (DONE, 60 * 11)
    assert "\r" not in done.stderr, "a file gets lines, not one that changes"
    assert run["summary"]["validation_accuracy"] > 0.9
    assert run["summary"]["gradient_norm_start"] > run["summary"]["gradient_norm_end"] > 0
    steps, loss = records.curve(1, "loss")
    assert len(steps) == 60 * 11
    assert loss[-11:].mean() == pytest.approx(run["summary"]["loss"], rel=1e-5)
