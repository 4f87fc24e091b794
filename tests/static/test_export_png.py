"""A PNG carries its size in print and its texts, and keeps its pixels."""

import base64
import io
import json

import numpy as np
import pytest
from export_page import opened, run
from PIL import Image, UnidentifiedImageError

SCENARIO = {"surface": "himmelblau", "start": [3.0, -1.85], "title": 'η 0.2 – "Adam" </x> \U0001f600'}

MAKE = """
const canvas = Object.assign(document.createElement("canvas"), { width: 40, height: 30 });
const g = canvas.getContext("2d");
g.fillStyle = "#c02040";
g.fillRect(0, 0, 20, 30);
const bytes = new Uint8Array(await (await pngOf(canvas, given)).arrayBuffer());
return btoa(String.fromCharCode(...bytes));
"""


@pytest.fixture(scope="module")
def page(browser):
    with opened(browser) as page:
        yield page


def png(page, **about):
    return base64.b64decode(run(page, "export/png.js", "pngOf", MAKE, about))


def test_it_carries_its_texts_and_its_size(page):
    texts = {"Title": SCENARIO["title"], "scenario": json.dumps(SCENARIO), "provenance": json.dumps("a" * 70_000)}
    image = Image.open(io.BytesIO(png(page, dpi=300, texts=texts)))
    pixels = np.asarray(image)
    assert image.text == texts
    assert image.info["dpi"] == pytest.approx((300, 300), abs=0.02)
    assert pixels.shape == (30, 40, 4)
    assert pixels[5, 5].tolist() == [0xC0, 0x20, 0x40, 255]
    assert pixels[5, 30, 3] == 0


def test_every_chunk_has_its_checksum(page):
    """Pillow's verify reads them all, and says which is damaged."""
    file = png(page, dpi=96, texts={"scenario": json.dumps(SCENARIO)})
    Image.open(io.BytesIO(file)).verify()
    damaged = bytearray(file)
    damaged[file.index(b"himmelblau")] ^= 1
    with pytest.raises((SyntaxError, UnidentifiedImageError)):
        Image.open(io.BytesIO(bytes(damaged))).verify()


def test_without_texts_it_is_what_the_browser_made(page):
    plain, more = png(page), png(page, texts={"a": "b"})
    assert len(more) == len(plain) + 12 + len("a" + "\0" * 5 + "b")
    assert more.startswith(plain[:33])
    assert more.endswith(plain[33:])


@pytest.mark.parametrize("keyword", ["", " a", "η", "a" * 80])
def test_a_keyword_that_png_does_not_know_is_refused(page, keyword):
    script = "try { withChunks(new Uint8Array(50), { texts: { [given]: '' } }); } catch (e) { return e.message; }"
    assert "cannot name a text" in run(page, "export/png.js", "withChunks", script, keyword)


def test_the_checksum_is_that_of_zip(page):
    import zlib

    data = bytes(range(256)) * 3
    assert run(page, "export/png.js", "crc32", "return crc32(given)", list(data)) == zlib.crc32(data)
