// What is accepted, and the sentences that say so.

const quoted = (value) => JSON.stringify(value);

/** Refuses what is no object, and names that mean nothing here: a misspelt one would be left out without a word. */
export function only(names, given, what) {
  if (Object.prototype.toString.call(given) !== "[object Object]")
    throw new Error(`${what} takes an object with ${names.join(", ") || "nothing"}; got ${quoted(given)}.`);
  const unknown = Object.keys(given).find((name) => !names.includes(name));
  if (unknown !== undefined)
    throw new Error(`${what} has no ${quoted(unknown)}. It has ${names.join(", ") || "none"}.`);
}

/** The entry of a table, or a sentence that lists what there is. */
export function known(table, name, what) {
  if (!Object.hasOwn(table, name))
    throw new Error(`There is no ${what} ${quoted(name)}. There are ${Object.keys(table).join(", ")}.`);
  return table[name];
}

/** Refuses names without a default and numbers out of their limits. */
export function within(defaults, limits, given, title) {
  only(Object.keys(defaults), given, title);
  for (const [name, value] of Object.entries(given)) {
    const [least, most, closed = true] = limits[name];
    if (typeof value === "number" && value >= least && (closed ? value <= most : value < most)) continue;
    const end = closed ? "at most" : "below";
    throw new Error(`${name} of ${title} must be at least ${least} and ${end} ${most}; got ${value}.`);
  }
}

/** Hyperparameters as the rules see them: choices by their place. */
export function hyperNumbers(optimizer, given) {
  const { hyper, choices, limits, title } = optimizer;
  only(Object.keys(hyper), given, title);
  const plain = Object.entries(given).filter(([name]) => !Object.hasOwn(choices, name));
  within(hyper, limits, Object.fromEntries(plain), title);
  const numbers = { ...hyper, ...given };
  for (const [name, words] of Object.entries(choices)) {
    const place = words.indexOf(numbers[name]);
    if (place < 0) throw new Error(`${name} of ${title} must be one of ${words.join(", ")}; got ${numbers[name]}.`);
    numbers[name] = place;
  }
  return numbers;
}
