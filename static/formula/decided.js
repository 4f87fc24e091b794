// decided.js: a tree as it reads where its own conditions have decided: in where(a > 0, b/where(a > 0, a, 1), c) the
// inner choice is a. What is worked out stays the whole tree; this is for reading.

/** @param {import("./nodes.js").Node} node @param {Map<string, boolean>} known conditions, as JSON, that hold or not */
export function decided(node, known = new Map()) {
  const [kind, ...parts] = node;
  if (kind !== "where") return [kind, ...parts.map(part => Array.isArray(part) ? decided(part, known) : part)];
  const [condition, one, other] = parts, asked = JSON.stringify(condition);
  if (known.has(asked)) return decided(known.get(asked) ? one : other, known);
  const under = holds => new Map(known).set(asked, holds);
  return ["where", condition, decided(one, under(true)), decided(other, under(false))];
}
