// svg_path.js: a path, gathered call by call as a canvas gathers it, and written as the `d` of an SVG path. Points are
// those on the page: each call brings the transform that holds when it is made. Arcs are written as cubics, which any
// transform maps.

/** @typedef {{ a: number, b: number, c: number, d: number, e: number, f: number }} Affine */

/** A number as short as it can be with at most `digits` decimals: 0.50 is .5. */
export function shortNumber(v, digits = 2) {
  const text = String(+v.toFixed(digits));
  return text === "-0" ? "0" : text.replace(/^(-?)0\./, "$1.");
}

/** @param {Affine} M */
export const affinePoint = (M, x, y) => [M.a * x + M.c * y + M.e, M.b * x + M.d * y + M.f];

/** An empty path: move, line, arc, box, close; `write(through, digits)` gives the text, "" for none. */
export function svgPath() {
  const calls = []; // ["M" | "L" | "C", x, y, ...] or ["Z"]
  const finite = values => values.every(Number.isFinite); // a canvas ignores the others
  const add = (letter, M, points) => {
    const call = [letter];
    for (let i = 0; i < points.length; i += 2) call.push(...affinePoint(M, points[i], points[i + 1]));
    calls.push(call);
  };
  const move = (M, x, y) => { if (finite([x, y])) add("M", M, [x, y]); };
  const line = (M, x, y) => { if (finite([x, y])) add(calls.length ? "L" : "M", M, [x, y]); };
  const close = () => { if (calls.length && calls.at(-1)[0] !== "Z") calls.push(["Z"]); };

  return {
    move,
    line,
    close,
    box(M, x, y, w, h) {
      if (!finite([x, y, w, h])) return;
      move(M, x, y);
      add("L", M, [x + w, y]);
      add("L", M, [x + w, y + h]);
      add("L", M, [x, y + h]);
      calls.push(["Z"]);
    },
    arc(M, cx, cy, r, from, to, back = false) {
      if (!finite([cx, cy, r, from, to])) return;
      if (r < 0) throw new RangeError("An arc needs a radius of zero or more.");
      const sweep = sweepOf(from, to, back), n = Math.ceil(Math.abs(sweep) / (Math.PI / 2) - 1e-9);
      line(M, cx + r * Math.cos(from), cy + r * Math.sin(from));
      for (let i = 0; i < n; i++) {
        const a = from + i * sweep / n, b = a + sweep / n, k = 4 / 3 * Math.tan(sweep / n / 4) * r;
        const [ca, sa, cb, sb] = [Math.cos(a), Math.sin(a), Math.cos(b), Math.sin(b)];
        const ends = [cx + r * ca - k * sa, cy + r * sa + k * ca, cx + r * cb + k * sb, cy + r * sb - k * cb];
        add("C", M, [...ends, cx + r * cb, cy + r * sb]);
      }
    },
    write: (through = null, digits = 2) => pathData(calls, through, digits),
  };
}

// the angle that an arc runs through, as a canvas takes it
function sweepOf(from, to, back) {
  const turn = 2 * Math.PI, way = back ? from - to : to - from;
  const size = way >= turn ? turn : ((way % turn) + turn) % turn;
  return back ? -size : size;
}

// Each point relative to the one before, both rounded first: so errors do not add up. A move is written with what
// follows it.
function pathData(calls, through, digits) {
  const unit = 10 ** digits, out = [];
  const whole = (x, y) => (through ? affinePoint(through, x, y) : [x, y]).map(v => Math.round(v * unit));
  let at = [0, 0], start = at, moved = null, last = "";
  const put = (letter, numbers) => {
    const text = numbers.map(v => shortNumber(v / unit, digits)).join(" ").replace(/ -/g, "-");
    out.push(letter !== last ? letter + text : text.startsWith("-") ? text : ` ${text}`);
    last = letter;
  };
  const by = p => [p[0] - at[0], p[1] - at[1]];
  for (const [letter, ...points] of calls) {
    if (letter === "M") {
      moved = whole(...points);
      continue;
    }
    if (moved) {
      put(out.length ? "m" : "M", by(moved));
      start = at = moved;
      last = "m";
    }
    if (letter === "Z") {
      put("z", []);
      at = start;
    } else if (letter === "C") {
      const ends = [0, 2, 4].map(j => whole(points[j], points[j + 1]));
      put("c", ends.flatMap(by));
      at = ends[2];
    } else {
      const p = whole(...points), [dx, dy] = by(p);
      if (dx && dy) put("l", [dx, dy]);
      else if (dy) put("v", [dy]);
      else if (dx || moved) put("h", [dx]);
      at = p;
    }
    moved = null;
  }
  return out.join("");
}
