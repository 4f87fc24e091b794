// blob.js: what the server sends. Takes bytes (u32 header length, JSON header, float32 arrays, raw bytes), returns
// { header, arrays, bytes }. Headers may hold only what changed; `keep` folds one into the state.
function unpack(data) {
  const u8 = data instanceof Uint8Array ? data : new Uint8Array(data);
  const length = new DataView(u8.buffer, u8.byteOffset, 4).getUint32(0, true);
  const header = JSON.parse(new TextDecoder().decode(u8.subarray(4, 4 + length)));
  const arrays = {}, bytes = {};
  let at = 4 + length;
  for (const [name, n] of header.arrays || []) {
    arrays[name] = new Float32Array(u8.slice(at, at + 4 * n).buffer);
    at += 4 * n;
  }
  for (const [name, n] of header.bytes || []) {
    bytes[name] = u8.slice(at, at + n);
    at += n;
  }
  return { header, arrays, bytes };
}

// pieces[level][i] is a flat run of x, y pairs
function pieces(flat, counts) {
  let at = 0;
  return counts.map(level => level.map(n => flat.subarray(at, at += 2 * n)));
}

// `key` names what a ground shows, so that the server need not send it twice: its own name for it, or surface,
// parameters and window.
function readGround(surface, ground, arrays, key) {
  const [rows, columns] = ground.grid;
  key ??= [surface.name, ...surface.parameters.map(q => q.value), ...ground.window].join("|");
  return {
    ...ground, rows, columns, key, values: arrays.grid, surface: surface.name,
    lines: pieces(arrays.lines, ground.lineCounts), fills: pieces(arrays.fills, ground.fillCounts),
  };
}

// the run's channels, in the order of player/frames.py
const X = 0, Y = 1, LOSS = 2, SLOPE = 3, DISTANCE = 4, RATE_X = 5, RATE_Y = 6, SHARPNESS = 7, ANGLE = 8, CHANNELS = 9;
const valueOf = (S, k, i, channel) => S.runs[(k * S.F + i) * CHANNELS + channel];
