"""A scenario as a loop (GIF) and as a film (MP4). What stands still is drawn once; a frame draws only what moves."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

import av
import numpy as np
import numpy.typing as npt
from matplotlib.text import Text
from PIL import Image

from dynamics import Trajectory
from figures.clock import step_at
from player.export.provenance import as_text
from player.export.scene import Scene, drawing
from player.export.stamps import Stamps
from scenarios.scenario import Scenario
from scenarios.version import PRODUCT, RELEASE

Pixels = npt.NDArray[np.uint8]

SECONDS, REST = 6.0, 1.6  # how long a run lasts, and how long its end is held
LOOP_RATE, LOOP_WIDTH = 20, 960  # frames a second, px
FILM_RATE, FILM_WIDTH = 30, 1280
FUTURE = 0.15  # strength of the curves that are still to come
COLOURS = 192
BT709 = 1  # the colour space that players assume at this size


def render_gif(scenario: Scenario, runs: Sequence[Trajectory], dark: bool = False) -> bytes:
    """960 x 540, loops for ever, one palette for all frames. The comment is the provenance (JSON)."""
    with drawing():
        scene = Scene(scenario, runs, dark, steps=True)
        shots = [Image.fromarray(shot) for shot in _frames(scene, LOOP_WIDTH, round(SECONDS * LOOP_RATE))]
    palette = _palette(shots[-1], [scene.theme.series(run.optimizer) for run in runs], scene.theme.paper)
    first, *others = (shot.quantize(palette=palette, dither=Image.Dither.NONE) for shot in shots)
    lengths = [1000 // LOOP_RATE] * len(others) + [round(1000 * REST)]
    out = BytesIO()
    first.save(
        out,
        "GIF",
        save_all=True,
        append_images=others,
        duration=lengths,
        loop=0,
        comment=as_text(scenario).encode(),
        disposal=1,
    )
    return out.getvalue()


def render_mp4(scenario: Scenario, runs: Sequence[Trajectory], dark: bool = False) -> bytes:
    """1280 x 720, H.264 (MPEG-4 where there is no H.264). The comment is the provenance (JSON)."""
    with TemporaryDirectory() as folder:  # a film that starts while it loads is written twice: that needs a file
        path = Path(folder) / "film.mp4"
        with drawing():
            _write(path, scenario, runs, dark)
        return path.read_bytes()


def _write(path: Path, scenario: Scenario, runs: Sequence[Trajectory], dark: bool) -> None:
    with av.open(str(path), "w", options={"movflags": "+faststart"}) as film:
        film.metadata.update(title=scenario.landscape.title, comment=as_text(scenario), encoder=f"{PRODUCT} {RELEASE}")
        known = "libx264" in av.codecs_available
        stream = film.add_stream("libx264" if known else "mpeg4", rate=FILM_RATE)
        stream.width = FILM_WIDTH
        stream.height = FILM_WIDTH * 9 // 16
        stream.pix_fmt = "yuv420p"
        stream.options = {"crf": "18", "preset": "veryfast", "threads": "1"} if known else {"qscale": "3"}
        stream.time_base = Fraction(1, FILM_RATE)
        colours = stream.codec_context
        colours.colorspace = colours.color_primaries = colours.color_trc = BT709
        scene = Scene(scenario, runs, dark, steps=True)
        for shot in _held(_frames(scene, FILM_WIDTH, round(SECONDS * FILM_RATE)), round(REST * FILM_RATE)):
            picture = av.VideoFrame.from_ndarray(shot, format="rgb24")
            film.mux(stream.encode(picture.reformat(format="yuv420p", dst_colorspace=BT709)))
        film.mux(stream.encode())


def _frames(scene: Scene, width: int, count: int) -> Iterator[Pixels]:
    """`count` frames from step 0 to the last, (height, width, 3) each."""
    scene.figure.set_dpi(72 * width / scene.width)
    for artist in scene.movers:
        artist.set_animated(True)
    scene.fade_curves(FUTURE)
    scene.canvas.draw()
    ahead = _pixels(scene).copy()
    scene.fade_curves(1.0)
    scene.canvas.draw()
    past, shot = _pixels(scene).copy(), _pixels(scene)
    stamps = Stamps(shot.shape[0], shot.shape[1], scene.figure.dpi)
    marks = {id(mark) for panel in scene.panels for mark in panel.marks}
    for t in step_at(np.linspace(0, 1, count), scene.film.scenario.steps):
        shot[:] = ahead
        for top, bottom, left, now in scene.pasts(float(t)):
            shot[top:bottom, left:now] = past[top:bottom, left:now]
        for artist in scene.show(float(t)):
            if isinstance(artist, Text) or id(artist) in marks:
                stamps.press(artist, shot)
            else:
                scene.axes.draw_artist(artist)
        yield shot[..., :3].copy()


def _pixels(scene: Scene) -> Pixels:
    """The canvas, to be read and written."""
    return np.asarray(scene.canvas.buffer_rgba())


def _held(frames: Iterator[Pixels], rest: int) -> Iterator[Pixels]:
    """The frames, the last one for `rest` frames more."""
    shot: Pixels | None = None
    for shot in frames:
        yield shot
    for _ in range(rest if shot is not None else 0):
        assert shot is not None
        yield shot


def _palette(shot: Image.Image, colours: Sequence[str], paper: str) -> Image.Image:
    """Colours of the last frame, with the colours' own shades given the weight that thin lines lack."""
    width, row = shot.width, 24
    swatches = Image.new("RGB", (width, shot.height + row * len(colours)), paper)
    swatches.paste(shot, (0, 0))
    for i, colour in enumerate(colours):
        shades = Image.linear_gradient("L").rotate(90).resize((width, row))
        swatches.paste(Image.new("RGB", (width, row), colour), (0, shot.height + row * i), shades)
    return swatches.quantize(COLOURS, method=Image.Quantize.MEDIANCUT)
