// surface3d.js: the surface in space (WebGL2, orthographic). Takes the ground's grid, returns a projection {at, k};
// bands and contours are found in the fragment shader from f itself, in the map's own colours, under a fixed light.
import { shade, valueAt } from "./map.js";
import { clamp, decimals, fixed, stride, ticks } from "./numbers.js";
import { ramp, rgba } from "./theme.js";
import { BEHIND, SEEN } from "./trails.js";

const TALL = 0.42; // height of the highest point; the longer side of the map is 1
const MOST_LEVELS = 24;
const COARSE_MESH = 4; // drawn while turning where there is no graphics card to speak of
const VERTEX = `#version 300 es
precision highp float;
in vec4 point; in vec2 slope; // (u, v, height, f) and the height's derivatives
uniform mat3 turn; uniform vec2 aspect, scale, offset; uniform float tall;
out float f; out vec3 normal;
void main() {
  normal = vec3(-slope * tall, 1.);
  f = point.w;
  vec3 at = turn * vec3((point.xy - .5) * aspect, (point.z - .5) * tall);
  gl_Position = vec4(at.xy * scale + offset, at.z * .4, 1.);
}`;
const FRAGMENT = `#version 300 es
precision highp float;
in float f; in vec3 normal;
uniform float levels[${MOST_LEVELS}]; uniform vec3 bands[${MOST_LEVELS + 1}]; uniform int count;
uniform vec3 line, shadow; uniform float bright;
out vec4 colour;
void main() {
  int band = 0;
  float slope = max(fwidth(f), 1e-30), near = 1e9, heavy = 0.;
  for (int i = 0; i < count; i++) {
    if (f >= levels[i]) band = i + 1;
    float d = abs(f - levels[i]) / slope;
    if (d < near) { near = d; heavy = i % 2 == 0 ? 1. : 0.; }
  }
  vec3 n = normalize(normal);
  vec3 lit = mix(shadow, vec3(bright), smoothstep(-.2, 1., dot(n, normalize(vec3(-.5, .45, .74)))));
  float shade = (1. - smoothstep(.25, mix(.85, 1.05, heavy), near)) * mix(.2, .38, heavy);
  colour = vec4(mix(bands[band] * lit, line, shade), 1.);
}`;

export const canDraw3d = () => {
  const gl = document.createElement("canvas").getContext("webgl2");
  gl?.getExtension("WEBGL_lose_context")?.loseContext();
  return !!gl;
};

function startGL(canvas) {
  const gl = canvas.getContext("webgl2", { antialias: true, alpha: false, preserveDrawingBuffer: true });
  if (!gl) return null;
  const program = gl.createProgram();
  for (const [type, text] of [[gl.VERTEX_SHADER, VERTEX], [gl.FRAGMENT_SHADER, FRAGMENT]]) {
    const shader = gl.createShader(type);
    gl.shaderSource(shader, text);
    gl.compileShader(shader);
    gl.attachShader(program, shader);
  }
  gl.linkProgram(program);
  if (!gl.getProgramParameter(program, gl.LINK_STATUS)) return null;
  gl.useProgram(program);
  gl.enable(gl.DEPTH_TEST);
  gl.bindVertexArray(gl.createVertexArray());
  gl.bindBuffer(gl.ARRAY_BUFFER, gl.createBuffer());
  for (const [name, size, offset] of [["point", 4, 0], ["slope", 2, 16]]) {
    const at = gl.getAttribLocation(program, name);
    gl.enableVertexAttribArray(at);
    gl.vertexAttribPointer(at, size, gl.FLOAT, false, 24, offset);
  }
  const meshes = [1, COARSE_MESH].map(every => ({ every, buffer: gl.createBuffer(), length: 0 }));
  return { gl, canvas, meshes, at: name => gl.getUniformLocation(program, name) };
}

const FINER = 2; // points are put between the grid's, by cubics, or narrow valleys would show the grid's dents

// Heights 0..1 on a finer grid: { rows, columns, values, f, inProportion }. In proportion to f where that shows the
// shape; otherwise log(1 + f), so that half the map lies below 0.42.
export function makeHeights(S) {
  const G = S.data.ground;
  if (G.heights) return G.heights;
  const sorted = Float32Array.from(G.values).filter(Number.isFinite).sort();
  const low = sorted[0], high = sorted[sorted.length - 1];
  const span = high - low || 1, middle = sorted[sorted.length >> 1] - low;
  let height = f => clamp((f - low) / span, 0, 1), inProportion = true;
  if (middle < 0.2 * span) {
    const bent = s => Math.log1p(Math.max(middle, 1e-12 * span) / s) / Math.log1p(span / s);
    let a = span * 1e-9, b = span * 1e3;
    for (let i = 0; i < 80; i++) { const m = Math.sqrt(a * b); if (bent(m) > 0.42) a = m; else b = m; }
    const s = a, top = Math.log1p(span / s);
    height = f => clamp(Math.log1p(Math.max(0, f - low) / s) / top, 0, 1);
    inProportion = false;
  }
  const rows = (G.rows - 1) * FINER + 1, columns = (G.columns - 1) * FINER + 1, f = new Float32Array(rows * columns);
  const [x0, x1, y0, y1] = G.window;
  for (let j = 0; j < rows; j++) {
    for (let i = 0; i < columns; i++) {
      const x = x0 + (x1 - x0) * i / (columns - 1), y = y0 + (y1 - y0) * j / (rows - 1);
      const known = i % FINER === 0 && j % FINER === 0;
      const v = known ? G.values[j / FINER * G.columns + i / FINER] : valueAt(S, x, y);
      f[j * columns + i] = Number.isFinite(v) ? Math.max(v, low) : high;
    }
  }
  return G.heights = { rows, columns, f, inProportion, values: Float32Array.from(f, height) };
}

export function deepView(S, w, h) {
  const [x0, x1, y0, y1] = S.data.ground.window, { rows, columns, values: H } = makeHeights(S);
  const wide = Math.max(x1 - x0, y1 - y0), ax = (x1 - x0) / wide, ay = (y1 - y0) / wide;
  const cy = Math.cos(S.view.yaw), sy = Math.sin(S.view.yaw), cp = Math.cos(S.view.pitch), sp = Math.sin(S.view.pitch);
  // one scale for every turn, so that it does not breathe
  const across = Math.hypot(ax, ay);
  const k = Math.min((w - 48) / across, (h - 56) / (0.92 * across * sp + 0.44 * cp)) * S.view.near;
  const ox = w / 2, oy = h * 0.5 - 20;
  const heightAt = (u, v) => {
    const a = clamp(u, 0, 1) * (columns - 1), b = clamp(v, 0, 1) * (rows - 1);
    const i = Math.min(columns - 2, a | 0), j = Math.min(rows - 2, b | 0), p = a - i, q = b - j, o = j * columns + i;
    return (H[o] * (1 - p) + H[o + 1] * p) * (1 - q) + (H[o + columns] * (1 - p) + H[o + columns + 1] * p) * q;
  };
  const point = (u, v, z) => {
    const X = (u - 0.5) * ax, Y = (v - 0.5) * ay;
    return [ox + k * (cy * X + sy * Y), oy - k * ((cy * Y - sy * X) * sp + (z - 0.5) * TALL * cp)];
  };
  // walks towards the eye: terrain above the ray hides the point
  const hides = (u, v, z) => {
    const start = (z - 0.5) * TALL + 0.006, du = sy * cp / ax, dv = -cy * cp / ay, rise = sp;
    const reach = Math.min(0.95, (TALL / 2 - start) / Math.max(rise, 0.05));
    for (let s = 0.02; s < reach; s += S.view.turning ? 0.035 : 0.018) {
      const a = u + s * du, b = v + s * dv;
      if (a < 0 || a > 1 || b < 0 || b > 1) return false;
      if ((heightAt(a, b) - 0.5) * TALL > start + s * rise + 0.014) return true;
    }
    return false;
  };
  return {
    w, h, k, ax, ay, cy, sy, cp, sp, ox, oy, e: 1, point,
    at(x, y) {
      const u = (x - x0) / (x1 - x0), v = (y - y0) / (y1 - y0);
      if (!(u >= 0 && u <= 1 && v >= 0 && v <= 1)) return null;
      const z = heightAt(u, v), p = point(u, v, z);
      return [p[0], p[1], hides(u, v, z) ? BEHIND : SEEN];
    },
    back: () => [NaN, NaN],
  };
}

// six floats a point, as VERTEX takes them
function meshPoints({ rows, columns, values, f }, ax, ay) {
  const out = new Float32Array(6 * rows * columns), at = (i, j) => values[j * columns + i];
  for (let j = 0, o = 0; j < rows; j++) {
    const s = Math.max(0, j - 1), n = Math.min(rows - 1, j + 1);
    for (let i = 0; i < columns; i++, o += 6) {
      const w = Math.max(0, i - 1), e = Math.min(columns - 1, i + 1);
      out[o] = i / (columns - 1);
      out[o + 1] = j / (rows - 1);
      out[o + 2] = at(i, j);
      out[o + 3] = f[j * columns + i];
      out[o + 4] = (at(e, j) - at(w, j)) * (columns - 1) / ((e - w) * ax);
      out[o + 5] = (at(i, n) - at(i, s)) * (rows - 1) / ((n - s) * ay);
    }
  }
  return out;
}
// two triangles for each cell of `every` rows and columns
function meshTriangles({ rows, columns }, every) {
  const out = [];
  for (let j = 0; j < rows - 1; j += every) {
    const p = j * columns, q = Math.min(j + every, rows - 1) * columns;
    for (let i = 0; i < columns - 1; i += every) {
      const k = Math.min(i + every, columns - 1);
      out.push(p + i, p + k, q + i, p + k, q + k, q + i);
    }
  }
  return Uint32Array.from(out);
}

/** On screen, behind the map's other canvases. */
export function drawSurface(S) {
  const { picture } = S;
  if (!picture.gl) {
    const canvas = S.q("canvas.deep");
    canvas.onwebglcontextlost = e => { e.preventDefault(); picture.gl = null; };
    canvas.onwebglcontextrestored = () => { picture.stale = true; };
    picture.gl = startGL(canvas);
  }
  paintSurface(S, picture.gl, clamp(devicePixelRatio || 1, 1, 2));
}

/** The surface as an image of the map's size times `d`, to be drawn on any canvas; null without WebGL. */
export function surfaceImage(S, d) {
  const own = startGL(document.createElement("canvas"));
  if (!own) return null;
  paintSurface(S, own, d);
  const { width, height } = own.canvas, image = Object.assign(document.createElement("canvas"), { width, height });
  image.getContext("2d").drawImage(own.canvas, 0, 0);
  own.gl.getExtension("WEBGL_lose_context")?.loseContext(); // a page has few of them
  return image;
}

function paintSurface(S, own, d) {
  if (!own) return;
  const { gl, canvas, at } = own, V = S.view.projection, G = S.data.ground, H = makeHeights(S);
  const n = Math.min(MOST_LEVELS, G.levels.length);
  const w = Math.round(V.w * d), h = Math.round(V.h * d);
  if (canvas.width !== w || canvas.height !== h) Object.assign(canvas, { width: w, height: h });
  if (own.held !== G) {
    own.held = G;
    gl.bufferData(gl.ARRAY_BUFFER, meshPoints(H, V.ax, V.ay), gl.STATIC_DRAW);
    for (const mesh of own.meshes) {
      const triangles = meshTriangles(H, mesh.every);
      gl.bindBuffer(gl.ELEMENT_ARRAY_BUFFER, mesh.buffer);
      gl.bufferData(gl.ELEMENT_ARRAY_BUFFER, triangles, gl.STATIC_DRAW);
      mesh.length = triangles.length;
    }
  }
  const unit = c => c.map(v => v / 255), paper = parseInt(S.theme.tone.paper.slice(1), 16);
  gl.viewport(0, 0, w, h);
  gl.clearColor(...unit([paper >> 16, paper >> 8 & 255, paper & 255]), 1);
  gl.clear(gl.COLOR_BUFFER_BIT | gl.DEPTH_BUFFER_BIT);
  const { cy, sy, cp, sp } = V, bands = [];
  for (let i = -1; i < n; i++) bands.push(...unit(ramp(S.theme.tone, shade(S, i < 0 ? G.low : G.levels[i]))));
  gl.uniformMatrix3fv(at("turn"), false, [cy, -sy * sp, -sy * cp, sy, cy * sp, cy * cp, 0, cp, -sp]);
  gl.uniform2f(at("aspect"), V.ax, V.ay);
  gl.uniform2f(at("scale"), 2 * V.k / V.w, 2 * V.k / V.h);
  gl.uniform2f(at("offset"), 0, 1 - 2 * V.oy / V.h);
  gl.uniform1f(at("tall"), TALL);
  gl.uniform1fv(at("levels"), G.levels.slice(0, n));
  gl.uniform3fv(at("bands"), bands);
  gl.uniform1i(at("count"), n);
  gl.uniform3f(at("line"), ...unit(S.theme.tone.line));
  gl.uniform3f(at("shadow"), ...(S.theme.mode === "dark" ? [0.66, 0.7, 0.74] : [0.76, 0.81, 0.845]));
  gl.uniform1f(at("bright"), S.theme.mode === "dark" ? 1.35 : 0.99);
  const mesh = own.meshes[S.view.turning && S.view.slow ? 1 : 0];
  gl.bindBuffer(gl.ELEMENT_ARRAY_BUFFER, mesh.buffer);
  gl.drawElements(gl.TRIANGLES, mesh.length, gl.UNSIGNED_INT, 0);
}

// the rim of the surface, where it is not hidden
export function drawRim(S, g) {
  const V = S.view.projection, [x0, x1, y0, y1] = S.data.ground.window, n = 96;
  const corners = [[x0, y0], [x1, y0], [x1, y1], [x0, y1], [x0, y0]];
  g.strokeStyle = rgba(S.theme.tone.line, 0.34);
  g.lineWidth = 0.9;
  g.beginPath();
  for (let c = 0; c < 4; c++) {
    let pen = false;
    for (let i = 0; i <= n; i++) {
      const [a, b] = [corners[c], corners[c + 1]], p = V.at(a[0] + (b[0] - a[0]) * i / n, a[1] + (b[1] - a[1]) * i / n);
      if (!p || p[2] !== SEEN) { pen = false; continue; }
      if (pen) g.lineTo(p[0], p[1]); else g.moveTo(p[0], p[1]);
      pen = true;
    }
  }
  g.stroke();
}

// the two floor edges nearest the eye, with ticks
export function drawFloor(S, g) {
  const V = S.view.projection, [x0, x1, y0, y1] = S.data.ground.window, floor = -0.06;
  const at = (x, y) => V.point((x - x0) / (x1 - x0), (y - y0) / (y1 - y0), floor);
  const middle = at((x0 + x1) / 2, (y0 + y1) / 2);
  const [cx, cy] = [[x0, y0], [x1, y0], [x0, y1], [x1, y1]].sort((a, b) => at(...b)[1] - at(...a)[1])[0];
  g.strokeStyle = g.fillStyle = S.theme.tone.soft;
  g.lineWidth = 1;
  g.textAlign = "center";
  g.textBaseline = "middle";
  for (const axis of [0, 1]) {
    const [low, high] = axis ? [y0, y1] : [x0, x1], step = stride(low, high, 5), on = v => axis ? at(cx, v) : at(v, cy);
    const m = on((low + high) / 2), far = Math.hypot(m[0] - middle[0], m[1] - middle[1]) || 1;
    const ux = (m[0] - middle[0]) / far, uy = (m[1] - middle[1]) / far;
    g.font = `400 11px ${S.theme.font}`;
    g.globalAlpha = 0.7;
    g.beginPath();
    g.moveTo(...on(low));
    g.lineTo(...on(high));
    for (const v of ticks(low, high, 5)) {
      const p = on(v);
      g.moveTo(...p);
      g.lineTo(p[0] + ux * 5, p[1] + uy * 5);
    }
    g.stroke();
    g.globalAlpha = 1;
    for (const v of ticks(low, high, 5)) {
      const p = on(v);
      g.fillText(fixed(v, decimals(step)), p[0] + ux * 15, p[1] + uy * 15);
    }
    g.font = `italic 400 13px ${S.theme.serif}`;
    g.fillText(axis ? "y" : "x", m[0] + ux * 32, m[1] + uy * 32);
  }
}
