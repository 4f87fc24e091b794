"""Data sets: the bundled ones as they are, the fetched ones as small files of the same formats."""

import functools
import hashlib
import io
import os
import pickle
import tarfile
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

import jax
import numpy as np
import pytest

from networks.experiment import Data, Experiment
from networks.experiment.data import cifar10, digits, fetching, load, mnist
from networks.training.augmentation import augmented
from networks.training.batches import Batches


class Silent(SimpleHTTPRequestHandler):
    def log_message(self, *args):
        pass


def small_mnist(path):
    draw = np.random.default_rng(0)
    pictures = draw.integers(0, 256, (40, 28, 28), np.uint8)
    labels = np.arange(40, dtype=np.uint8) % 10
    np.savez(path, x_train=pictures[:30], y_train=labels[:30], x_test=pictures[30:], y_test=labels[30:])
    return pictures, labels


def small_cifar(path):
    draw = np.random.default_rng(0)
    with tarfile.open(path, "w:gz") as archive:
        for name in (*(f"data_batch_{k}" for k in range(1, 6)), "test_batch"):
            raw = pickle.dumps({b"data": draw.integers(0, 256, (4, 3072), np.uint8), b"labels": [1, 2, 3, 4]})
            info = tarfile.TarInfo(f"cifar-10-batches-py/{name}")
            info.size = len(raw)
            archive.addfile(info, io.BytesIO(raw))


@pytest.fixture
def served(tmp_path, monkeypatch):
    """A small mnist.npz on localhost, its folder, and an empty cache."""
    shelf = tmp_path / "shelf"
    shelf.mkdir()
    content = small_mnist(shelf / "mnist.npz")
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Silent, directory=str(shelf)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    sha = hashlib.sha256((shelf / "mnist.npz").read_bytes()).hexdigest()
    monkeypatch.setattr(
        mnist, "FILE", fetching.File("mnist.npz", f"http://127.0.0.1:{server.server_port}/mnist.npz", sha)
    )
    monkeypatch.setattr(fetching, "folder", lambda: tmp_path / "cache")
    monkeypatch.delenv("DESCENT_DATA", raising=False)
    yield shelf, content
    server.shutdown()
    server.server_close()


MNIST = Data(name="mnist", subset=10)


def test_fetched_verified_kept(served, tmp_path):
    shares = []
    pictures = load(MNIST, shares.append)
    assert shares[-1] == 1
    assert sorted(shares) == shares
    assert (tmp_path / "cache" / "data" / "mnist.npz").is_file()
    (served[0] / "mnist.npz").unlink()
    again = load(MNIST)
    np.testing.assert_array_equal(again.pictures, pictures.pictures)
    assert pictures.pictures.shape == (10, 28, 28, 1)
    np.testing.assert_array_equal(pictures.held[..., 0], served[1][0][30:] / np.float32(255))
    np.testing.assert_array_equal(pictures.held_labels, served[1][1][30:])


def test_a_wrong_checksum_is_thrown_away(served, monkeypatch, tmp_path):
    monkeypatch.setattr(mnist, "FILE", mnist.FILE._replace(sha256="0" * 64))
    with pytest.raises(ValueError, match="wrong checksum"):
        load(MNIST)
    assert kept(tmp_path) == []


def kept(tmp_path):
    return [path.name for path in (tmp_path / "cache" / "data").iterdir()]


def test_a_download_that_breaks_off_leaves_nothing_and_the_next_is_whole(served, monkeypatch, tmp_path):
    def half(self, source, out):
        out.write(source.read()[:2000])

    with monkeypatch.context() as patch:
        patch.setattr(Silent, "copyfile", half)
        with pytest.raises(ValueError, match="could not be fetched"):
            load(MNIST)
    assert kept(tmp_path) == []
    assert load(MNIST).labels.shape == (10,)


def test_what_a_killed_download_left_goes_and_one_under_way_stays(served, tmp_path):
    place = tmp_path / "cache" / "data"
    place.mkdir(parents=True)
    for name, age in (("tmpold", 2 * fetching.STALE), ("tmpnew", 1)):
        (place / name).write_bytes(b"part")
        os.utime(place / name, (time.time() - age,) * 2)
    load(MNIST)
    assert sorted(kept(tmp_path)) == ["mnist.npz", "tmpnew"]


def test_two_fetch_at_once(served, monkeypatch, tmp_path):
    gate = threading.Barrier(2, timeout=30)
    copy = Silent.copyfile
    sent = []

    def together(self, source, out):
        sent.append(gate.wait())  # neither gets a byte before both have asked
        copy(self, source, out)

    monkeypatch.setattr(Silent, "copyfile", together)
    with ThreadPoolExecutor(2) as pool:
        one, other = pool.map(lambda _: load(MNIST), range(2))
    np.testing.assert_array_equal(one.pictures, other.pictures)
    assert len(sent) == 2
    assert kept(tmp_path) == ["mnist.npz"]


def test_what_rots_in_the_cache_is_fetched_again(served, tmp_path):
    load(MNIST)
    path = tmp_path / "cache" / "data" / "mnist.npz"
    path.write_bytes(path.read_bytes()[:-1])
    assert load(MNIST).labels.shape == (10,)
    assert kept(tmp_path) == ["mnist.npz"]


def test_a_cache_that_cannot_be_written_is_told_as_such(served, monkeypatch, tmp_path):
    (tmp_path / "cache").write_text("no folder")
    with pytest.raises(
        ValueError, match=r"could not be kept in .*cache \(.+\)\. Make room there, or make it writable\."
    ):
        load(MNIST)


@pytest.mark.parametrize("url", ["http://127.0.0.1:9/mnist.npz", "http://name.invalid/mnist.npz"])
def test_without_a_network_it_says_what_to_do_and_the_digits_work(served, monkeypatch, url):
    monkeypatch.setattr(mnist, "FILE", mnist.FILE._replace(url=url))
    with pytest.raises(ValueError, match="DESCENT_DATA, or choose the digits"):
        load(MNIST)
    assert load(Data()).pictures.shape == (1437, 8, 8, 1)


def test_what_the_server_does_not_have(served):
    (served[0] / "mnist.npz").unlink()
    with pytest.raises(ValueError, match="could not be fetched"):
        load(MNIST)


def test_a_folder_of_ones_own(served, monkeypatch):
    monkeypatch.setenv("DESCENT_DATA", str(served[0]))
    assert load(MNIST).labels.shape == (10,)
    with pytest.raises(ValueError, match=r"has no cifar-10-python\.tar\.gz"):
        load(Data(name="cifar10"))
    (served[0] / "mnist.npz").write_bytes(b"not numpy")
    with pytest.raises(ValueError, match="its checksum differs"):
        load(MNIST)
    monkeypatch.setattr(mnist, "FILE", mnist.FILE._replace(sha256=hashlib.sha256(b"not numpy").hexdigest()))
    with pytest.raises(ValueError, match="cannot be read"):
        load(MNIST)


def test_fewer_examples_than_there_should_be(served):
    with pytest.raises(ValueError, match="30 training examples, not 60,000"):
        load(Data(name="mnist"))


def test_cifar10(monkeypatch, tmp_path):
    path = tmp_path / "cifar-10-python.tar.gz"
    small_cifar(path)
    sha = hashlib.sha256(path.read_bytes()).hexdigest()
    monkeypatch.setenv("DESCENT_DATA", str(tmp_path))
    monkeypatch.setattr(cifar10, "FILE", cifar10.FILE._replace(sha256=sha))
    pictures = load(Data(name="cifar10", subset=4, scaled=False))
    first = np.random.default_rng(0).integers(0, 256, (4, 3072), np.uint8)
    with_label_1 = cifar10.load(Data(name="cifar10")).pictures[0]
    np.testing.assert_array_equal(with_label_1[..., 0].ravel(), first[0, :1024])  # red comes first in the file
    assert pictures.pictures.shape == pictures.held.shape == (4, 32, 32, 3)
    assert pictures.pictures.max() > 1


def test_a_pickle_is_not_opened_before_it_is_verified(monkeypatch, tmp_path):
    (tmp_path / "cifar-10-python.tar.gz").write_bytes(b"")
    monkeypatch.setenv("DESCENT_DATA", str(tmp_path))
    monkeypatch.setattr(pickle, "load", lambda *_, **__: pytest.fail("opened"))
    monkeypatch.setattr(tarfile, "open", lambda *_, **__: pytest.fail("opened"))
    with pytest.raises(ValueError, match="checksum differs"):
        load(Data(name="cifar10"))


def test_the_bundled_digits_are_those_that_were_published():
    with np.load(digits.FILE, allow_pickle=False) as arrays:
        pictures, labels = arrays["pictures"], arrays["labels"]
    assert (pictures.shape, pictures.dtype, labels.shape, labels.dtype) == ((1797, 8, 8), np.uint8, (1797,), np.uint8)
    found = hashlib.sha256(pictures.tobytes() + labels.tobytes()).hexdigest()
    assert found == "87ff0c9e40dc7e2c0e34e7257799c2e3f3aec1a016363bb11cad869ec428a826"  # of scikit-learn's load_digits
    assert "CC BY 4.0" in digits.FILE.with_suffix(".md").read_text()


def test_the_digits_are_shuffled_and_held_back_as_ever():
    """As every release did: results of the same seed stay the same to the bit."""
    found = load(Data(scaled=False))
    parts = (found.pictures, found.labels, found.held, found.held_labels)
    assert [part.dtype.name for part in parts] == ["float32", "int32", "float32", "int32"]
    digest = hashlib.sha256(b"".join(part.tobytes() for part in parts)).hexdigest()
    assert digest == "78e18111da91750ab6b4e4c2bbbf455b90eef65ec27cd2cdf8df5d73bb6d3425"


def test_digits_raw_and_scaled():
    raw, scaled = load(Data(scaled=False)), load(Data(subset=50))
    assert (raw.pictures.max(), scaled.pictures.max()) == (16, 1)
    assert (len(raw.labels), len(raw.held_labels), len(scaled.labels), len(scaled.held_labels)) == (1437, 360, 50, 50)
    np.testing.assert_array_equal(raw.pictures[:50], scaled.pictures * 16)
    assert np.bincount(raw.held_labels, minlength=10).min() >= 20


def test_synthetic_pictures_have_the_shape_asked_for_and_can_be_learned():
    pictures = load(Data(name="synthetic", shape=(6, 5, 2), classes=3, examples=40))
    assert pictures.pictures.shape == (40, 6, 5, 2)
    assert len(pictures.held) == 8
    means = np.stack([pictures.pictures[pictures.labels == k].mean(0) for k in range(3)])
    nearest = ((pictures.held[:, None] - means) ** 2).sum((2, 3, 4)).argmin(1)
    assert (nearest == pictures.held_labels).all()


def test_each_epoch_sees_every_example_once_in_a_new_order():
    batches = Batches(Experiment(data=Data(subset=100), batch=30), (0, 1))
    rows = np.array(batches.rows(0, 6, 8))
    assert rows.shape == (2, 8, 30)
    for run in range(2):
        epochs = rows[run, :6].reshape(2, 90)
        assert all(len(set(epoch)) == 90 for epoch in epochs)
        assert (epochs[0] != epochs[1]).any()
    assert (rows[0] != rows[1]).any()
    np.testing.assert_array_equal(np.array(batches.rows(2, 3, 3)), rows[:, 2:5])
    assert Batches(Experiment(batch=None), (0,)).rows(0, 1, 1) == [None]


def test_augmentation_shifts_and_mirrors_whole_pictures():
    one = np.zeros((8, 8, 1), np.float32)
    one[3, 2] = 1.0
    many = np.asarray(augmented(np.broadcast_to(one, (400, 8, 8, 1)), jax.random.key(0)))[..., 0]
    assert set(np.unique(many.sum((1, 2)))) == {0, 1}
    # the others are shifted out of the picture
    assert (many.sum((1, 2)) == 1).mean() == pytest.approx(8 / 9 * 7 / 9, abs=0.08)
    places = {(int(r), int(c)) for r, c in np.argwhere(many)[:, 1:]}
    rows, columns = {r for r, _ in places}, {c for _, c in places}
    assert rows == set(range(8))  # 3 ± 4
    assert columns == set(range(8))  # 2 ± 4 and, mirrored, 5 ± 4
