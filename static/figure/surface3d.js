// surface3d.js: the surface in space, drawn by WebGL2: bands and contours are found in the fragment shader from f
// itself, in the map's own colours, under a fixed light.
import { TALL, makeHeights } from "./deep_view.js";
import { shade } from "./map.js";
import { clamp } from "./numbers.js";
import { ramp } from "./theme.js";

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
// two triangles for each cell of `every` rows and columns that f is known in
function meshTriangles({ rows, columns, holes }, every) {
  const out = [];
  for (let j = 0; j < rows - 1; j += every) {
    const p = j * columns, q = Math.min(j + every, rows - 1) * columns;
    for (let i = 0; i < columns - 1; i += every) {
      const k = Math.min(i + every, columns - 1);
      if (holes && (holes[p + i] || holes[p + k] || holes[q + i] || holes[q + k])) continue;
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
