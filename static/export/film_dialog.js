// film_dialog.js: which steps a film shows, for how long, and how large.
import { count } from "../figure/numbers.js";
import { ends, lastStep } from "../figure/time.js";
import { askIn } from "./dialog.js";
import { filmKind } from "./film.js";
import { USUAL_FILM } from "./moving_files.js";

const MOST_SECONDS = 120, LEAST_WIDTH = 160, MOST_WIDTH = 3840;

/** @returns {Promise<?object>} a Shot with its format (moving_files.js) */
export async function askForFilm(S) {
  const [from, to] = ends(S), { suffix, sentence } = filmKind(), last = lastStep(S);
  const own = ["film", suffix === ".mp4" ? "Film (MP4)" : "Film (WebM)"], loop = ["gif", "Loop (GIF)"];
  const formats = suffix ? [own, loop] : [loop];
  const fields = [
    { name: "format", words: "Format", kind: "choice", value: formats[0][0], options: formats },
    { name: "from", words: "From step", kind: "number", value: from },
    { name: "to", words: "To step", kind: "number", value: to },
    { name: "seconds", words: "Length", kind: "number", value: USUAL_FILM.seconds, unit: "seconds" },
    { name: "widthPx", words: "Width", kind: "number", value: USUAL_FILM.widthPx, unit: "pixels" },
  ];
  const preview = (values, box) => {
    if (!(values.from >= 0 && values.from < values.to && values.to <= last)) {
      throw new RangeError(`The steps go from 0 to ${count(last)}, the first before the last.`);
    }
    if (!(values.seconds >= 0.5 && values.seconds <= MOST_SECONDS)) {
      throw new RangeError(`A film lasts from half a second to ${MOST_SECONDS} seconds.`);
    }
    if (!(values.widthPx >= LEAST_WIDTH && values.widthPx <= MOST_WIDTH)) {
      throw new RangeError(`A film is from ${LEAST_WIDTH} to ${MOST_WIDTH} pixels wide.`);
    }
    box.textContent = values.format === "film" ? `It takes as long as it lasts. ${sentence}`.trim() : "";
  };
  return askIn(S, { title: "Film", fields, action: "Make it", preview });
}
