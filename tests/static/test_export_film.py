"""A film plays from the first step to the last, carries its provenance, and says what a browser cannot write.

How long a film lasts is measured by the machine's clock while it is recorded, so it is not compared here."""

import base64
import re
from xml.etree import ElementTree

import pytest
from export_page import opened, run

NO_MP4 = "const can = MediaRecorder.isTypeSupported.bind(MediaRecorder);"
NO_MP4 += "MediaRecorder.isTypeSupported = type => !type.includes('mp4') && can(type);"
PROVENANCE = '{"scenario": {"surface": "himmelblau"}, "title": "<&>"}'

# A bar as wide as the step; the film, and how wide the bar is in its first and its last picture.
MAKE = """
const told = [], steps = [], stop = new AbortController();
const draw = (step, canvas) => {
  steps.push(step);
  const g = canvas.getContext("2d");
  g.fillStyle = "#ffffff";
  g.fillRect(0, 0, canvas.width, canvas.height);
  g.fillStyle = "#000000";
  g.fillRect(0, 0, step, canvas.height);
  if (steps.length === given.stopAt) stop.abort();
};
const onProgress = share => told.push(share);
let made;
try {
  made = await film(draw, { ...given, provenance: given.provenance, onProgress, signal: stop.signal });
} catch (error) {
  return { error: `${error.name}: ${error.message}`, told, steps };
}
const video = document.createElement("video");
video.muted = true;
const happened = name => new Promise((done, fail) => {
  video.addEventListener(name, done, { once: true });
  video.addEventListener("error", () => fail(video.error), { once: true });
});
video.src = URL.createObjectURL(made.blob);
await happened("loadeddata");
const bar = () => {
  const { videoWidth: width, videoHeight: height } = video;
  const g = Object.assign(document.createElement("canvas"), { width, height }).getContext("2d");
  g.drawImage(video, 0, 0);
  const { data } = g.getImageData(0, height / 2, width, 1);
  return data.filter((v, i) => i % 4 === 0 && v < 128).length;
};
const barAt = async time => {
  video.currentTime = time;
  await happened("seeked");
  return bar();
};
const first = await barAt(0.001), last = await barAt(video.duration - 0.01);
const bytes = new Uint8Array(await made.blob.arrayBuffer());
const file = btoa(Array.from(bytes, byte => String.fromCharCode(byte)).join(""));
const { suffix, sentence } = made, size = [video.videoWidth, video.videoHeight];
return { suffix, sentence, type: made.blob.type, file, first, last, told, steps, size };
"""
HOW = {"from": 20, "to": 180, "seconds": 0.5, "rest": 0.3, "size": [201, 100], "provenance": PROVENANCE}


@pytest.fixture
def page(browser):
    with opened(browser) as page:
        yield page


def made(page, before="", **how):
    seen = run(page, "export/film.js", "film", before + MAKE, HOW | how)
    return seen | ({"file": base64.b64decode(seen["file"])} if "file" in seen else {})


@pytest.mark.parametrize(("before", "kind"), [("", "mp4"), (NO_MP4, "webm")])
def test_it_plays_from_the_first_step_to_the_last(page, before, kind):
    film = made(page, before)
    assert (film["suffix"], film["type"]) == (f".{kind}", f"video/{kind}")
    assert ("WebM" in film["sentence"]) == (kind == "webm")
    assert film["size"] == [202, 100]
    assert film["first"] == pytest.approx(20, abs=2)
    assert film["last"] == pytest.approx(180, abs=2)
    assert film["steps"] == sorted(film["steps"])
    assert (film["steps"][0], film["steps"][-1]) == (20, 180)
    assert film["told"] == sorted(film["told"])
    assert film["told"][-1] == 1


def boxes(file):
    """Name and content of each box of an MP4."""
    at, out = 0, []
    while at < len(file):
        size = int.from_bytes(file[at : at + 4], "big")
        out.append((file[at + 4 : at + 8].decode(), file[at + 8 : at + size]))
        at += size
    assert at == len(file)
    return out


def test_an_mp4_carries_its_provenance(page):
    found = boxes(made(page)["file"])
    assert [name for name, _ in found].count("uuid") == 1
    assert found[-1][0] == "mfra"  # looked for from the end
    packet = dict(found)["uuid"][16:].decode()
    assert re.findall("<.xpacket (begin|end)", packet) == ["begin", "end"]
    (text,) = ElementTree.fromstring(packet).iter("{http://www.w3.org/1999/02/22-rdf-syntax-ns#}li")
    assert text.text == PROVENANCE


def elements(data):
    """Identity and content of each EBML element."""
    at, out = 0, []
    while at < len(data):
        wide = 9 - data[at].bit_length()
        name, at = data[at : at + wide].hex(), at + wide
        wide = 9 - data[at].bit_length()
        size = int.from_bytes(data[at : at + wide], "big") - (1 << 7 * wide)
        at += wide
        out.append((name, data[at : at + size]))
        at += size
    assert at == len(data)
    return out


def test_a_webm_carries_its_provenance(page):
    (_, segment) = elements(made(page, NO_MP4)["file"])
    assert segment[0] == "18538067"
    inside = elements(segment[1])
    assert inside[-1][0] == "1254c367"
    _, (_, named) = elements(elements(inside[-1][1])[0][1])
    assert dict(elements(named)) == {"45a3": b"COMMENT", "4487": PROVENANCE.encode()}


@pytest.mark.parametrize(("before", "power"), [("", 1), ("given.stepAt = share => 20 + 160 * share * share;", 2)])
def test_a_step_is_shown_at_its_time(page, before, power):
    film = made(page, before)
    shares = [min(1, told * (HOW["seconds"] + HOW["rest"]) / HOW["seconds"]) for told in film["told"]]
    assert film["steps"][1:] == pytest.approx([20 + 160 * share**power for share in shares])


def test_it_stops_when_asked(page):
    film = made(page, stopAt=5)
    assert film["error"].startswith("AbortError")
    assert len(film["steps"]) == 5


@pytest.mark.parametrize(
    ("before", "word"),
    [
        ("delete window.MediaRecorder;", "cannot record"),
        ("delete HTMLCanvasElement.prototype.captureStream;", "cannot record"),
        ("MediaRecorder.isTypeSupported = () => false;", "neither MP4 nor WebM"),
        ("given.seconds = 0;", "more than 0 seconds"),
    ],
)
def test_what_cannot_be_is_said(page, before, word):
    assert word in made(page, before)["error"]
