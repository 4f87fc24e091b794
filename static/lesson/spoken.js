// spoken.js: a value in words, as lessons/prose.py has it: 697, 0.0409, never, yes.
import { NUMBERS } from "../known.js";
import { NONE, asRaised, count, rounded } from "../figure/numbers.js";

const [SMALLEST_PLAIN, LARGEST_PLAIN] = NUMBERS.plain;
const BIG = 1e6; // below it whole numbers are written out

/** @param {number|boolean|string|number[]} value of a row its last @param {number} digits */
export function spokenValue(value, digits = 3) {
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (typeof value === "string") return value;
  if (typeof value === "object") return spokenValue(value.at(-1), digits);
  if (Number.isNaN(value)) return NONE;
  if (!Number.isFinite(value)) return "never";
  const size = Math.abs(value), minus = text => text.replace("-", "−");
  if (Number.isInteger(value) && size < BIG) return minus(count(value));
  if (size >= 1000 && size < BIG) return minus(count(+rounded(value, Math.floor(Math.log10(size)) + 1)));
  const whole = Math.floor(Math.log10(size)) + 1; // digits before the point
  if (size >= SMALLEST_PLAIN && size < LARGEST_PLAIN) return minus(String(+rounded(value, Math.max(digits, whole))));
  const [mantissa, exponent] = rounded(value, digits - 1).split("e");
  return `${minus(mantissa)} × ${asRaised(["10", minus(String(+exponent))])}`;
}
