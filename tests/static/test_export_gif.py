"""A GIF decodes to the frames that went in, as long as they were to be seen, from no more bytes than it needs."""

import base64
import io
import json

import numpy as np
import pytest
from export_page import opened, run
from PIL import Image

# frames as [width, height, [[r, g, b, ...], ...]] in base64, delays; what gifOf makes of them, and what it was told
MAKE = """
const { width, height, frames, delays, how, stopAt } = given;
const bytes = text => Uint8ClampedArray.from(atob(text), c => c.charCodeAt(0));
const pictures = frames.map(text => new ImageData(bytes(text), width, height)), told = [], stop = new AbortController();
const onProgress = share => {
  told.push(share);
  if (told.length === stopAt) stop.abort();
};
let file = [];
try {
  file = await gifOf(i => pictures[i], delays, { ...how, onProgress, signal: stop.signal });
} catch (error) {
  return { error: error.name + ": " + error.message, told };
}
let text = "";
for (let i = 0; i < file.length; i += 4096) text += String.fromCharCode(...file.subarray(i, i + 4096));
return { file: btoa(text), told };
"""


@pytest.fixture(scope="module")
def page(browser):
    with opened(browser) as page:
        yield page


def gif(page, frames, delays, how=None, stop_at=0):
    frames = np.asarray(frames, np.uint8)
    opaque = np.concatenate([frames, np.full((*frames.shape[:3], 1), 255, np.uint8)], axis=3)
    given = {
        "frames": [base64.b64encode(frame.tobytes()).decode() for frame in opaque],
        "delays": delays, "how": how or {}, "width": frames.shape[2], "height": frames.shape[1], "stopAt": stop_at,
    }  # fmt: skip
    made = run(page, "export/gif.js", "gifOf", MAKE, given)
    return made | ({"file": base64.b64decode(made["file"])} if "file" in made else {})


def decoded(file):
    """Its frames (N, height, width, 3) as a player shows them, and how long each is shown, in ms."""
    image = Image.open(io.BytesIO(file))
    shots, lasts = [], []
    for i in range(image.n_frames):
        image.seek(i)
        shots.append(np.asarray(image.convert("RGB")))
        lasts.append(image.info["duration"])
    return np.stack(shots), lasts


def few_colours(seed, frames=6, height=40, width=60, colours=200):
    """Frames that change by a rectangle; colours that stand apart, so that each can be met exactly."""
    rng = np.random.default_rng(seed)
    cells = rng.choice(64**3, colours, replace=False)
    table = np.stack([cells // 4096, cells // 64 % 64, cells % 64], axis=1) * 4 + 1
    shot = rng.integers(0, colours, (height, width))
    out = []
    for _ in range(frames):
        out.append(table[shot].astype(np.uint8))
        x, y = rng.integers(0, width - 9), rng.integers(0, height - 9)
        shot = shot.copy()
        shot[y : y + 7, x : x + 9] = rng.integers(0, colours, (7, 9))
    return np.stack(out)


@pytest.mark.parametrize("seed", range(3))
def test_what_has_few_colours_comes_back_exactly(page, seed):
    frames = few_colours(seed)
    shots, _ = decoded(gif(page, frames, [50] * len(frames))["file"])
    assert np.array_equal(shots, frames)


@pytest.mark.parametrize("size", [(1, 1), (1, 300), (257, 1), (300, 400)])
@pytest.mark.parametrize("colours", [1, 2, 255])
def test_any_size_and_any_number_of_colours(page, size, colours):
    """Long enough that the table of codes is full, and begun anew, several times."""
    frames = few_colours(5, 1, size[0] + 9, size[1] + 9, colours)[:, : size[0], : size[1]]
    shots, _ = decoded(gif(page, frames, [50])["file"])
    assert np.array_equal(shots, frames)


def test_many_colours_come_back_nearly(page):
    y, x = np.mgrid[0:120, 0:160]
    ramp = np.stack([x, 255 - y, (x + y) / 2], axis=2)
    line = ramp.copy()
    line[60:62] = (220, 20, 20)  # thin, and of a colour of its own
    shots, _ = decoded(gif(page, [ramp, line], [50, 50])["file"])
    assert np.abs(shots - np.stack([ramp, line])).mean() < 5
    assert np.abs(shots[1, 60:62].astype(int) - (220, 20, 20)).max() < 12


def codes_of(data):
    """What a reader that trusts the standard to the letter makes of LZW: places, the last code, and spare bits."""
    bits = int.from_bytes(data, "little")
    at, size, table, before, out = 0, 9, {}, None, []
    while True:
        code = bits >> at & (1 << size) - 1
        at += size
        if code == 256:
            table, before, size = {i: (i,) for i in range(256)} | {256: (), 257: ()}, None, 9
            continue
        if code == 257:
            return out, len(data) * 8 - at
        word = table[code] if code in table else (*before, before[0])
        if before is not None and len(table) < 4096:
            table[len(table)] = (*before, word[0])
            size = min(12, max(size, len(table).bit_length()))
        out += word
        before = word


def test_the_codes_end_as_the_standard_says(page):
    """At every length where a code grows by a bit, and where the table is full."""
    rng = np.random.default_rng(7)
    places = rng.integers(0, 256, 12_000)
    for length in [1, 2, *range(250, 260), *range(762, 772), *range(1_785, 1_796), *range(3_830, 3_845), 12_000]:
        given = places[:length].tolist()
        packed = run(page, "export/gif_bytes.js", "lzwCodes", "return [...lzwCodes(Uint8Array.from(given))]", given)
        read, spare = codes_of(bytes(packed))
        assert read == given
        assert 0 <= spare < 8


def test_frames_last_as_long_as_asked(page):
    frames = few_colours(1, 9)
    _, lasts = decoded(gif(page, frames, [33.3] * 8 + [1600])["file"])
    assert sum(lasts) == pytest.approx(33.3 * 8 + 1600, abs=5)
    assert lasts[-1] == pytest.approx(1600, abs=5)


def test_a_frame_that_changes_nothing_lengthens_the_one_before(page):
    one, other = few_colours(2, 2)
    made = gif(page, [one, one, one, other, other], [100, 100, 100, 50, 250])
    shots, lasts = decoded(made["file"])
    assert lasts == [300, 300]
    assert np.array_equal(shots, [one, other])


def test_only_what_changes_is_written(page):
    rng = np.random.default_rng(0)
    frames = np.repeat(rng.integers(0, 2, (1, 200, 200, 1)).repeat(3, 3) * 200, 20, 0).astype(np.uint8)
    corners = frames.copy()
    for i in range(20):
        frames[i, 5 * i, 5 * i] = (250, 0, 0)
        corners[i, i, 0] = corners[i, -1 - i, -1] = (250, 0, 0)
    one, many, far = (len(gif(page, some, [50] * len(some))["file"]) for some in (frames[:1], frames, corners))
    assert many - one < 20 * 120  # a small box
    assert far - one < 20 * 1200  # a large one, nearly all of it as before


@pytest.mark.parametrize("loop", [True, False])
def test_it_loops_and_carries_its_comment(page, loop):
    comment = json.dumps({"scenario": ["word"] * 200})
    image = Image.open(io.BytesIO(gif(page, few_colours(0), [50] * 6, {"loop": loop, "comment": comment})["file"]))
    assert image.info.get("loop") == (0 if loop else None)
    assert image.info["comment"].decode() == comment


def test_it_tells_how_far_it_is_and_stops_when_asked(page):
    frames = few_colours(3, 20)
    told = gif(page, frames, [50] * 20)["told"]
    assert told == sorted(told)
    assert (len(told), told[-1]) == (32, 1)
    stopped = gif(page, frames, [50] * 20, stop_at=15)
    assert stopped["error"].startswith("AbortError")
    assert len(stopped["told"]) == 15


def test_no_frames_are_refused(page):
    assert run(page, "export/gif.js", "gifOf", "return gifOf(() => null, []).catch(error => error.message)") == (
        "A GIF needs at least one frame."
    )
