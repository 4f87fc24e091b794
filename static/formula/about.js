// about.js: what a figure says of a typed surface, as known.js has it for the registered ones.
import { OPTIMIZERS } from "../known.js";
import { TYPED } from "./grammar.js";
import { mathOf } from "./mathml.js";
import { typedOf, typedOpening } from "./typed.js";

/** title, formula (MathML), constants as parameters; start once it is loaded. */
export function typedAbout(name) {
  const one = typedOf(name);
  one.about ??= {
    title: TYPED.title, formula: mathOf(one.node, one.constants.map(constant => constant.name)), source: "", cites: [],
    starts: [], steps: TYPED.steps, get start() { return typedOpening(name).start; },
    parameters: one.constants.map(({ name: own, value, low, high }) => ({
      name: own, symbol: own, title: `Constant ${own}`, hint: "A constant of your own.", low, high, scale: "linear",
      default: value,
    })),
  };
  return one.about;
}

/** As scenarios.opening.suited: a learning rate that suits the surface, and averages that all start alike. */
export function typedSuited(name, optimizer) {
  const one = typedOf(name), { opening, normalised, controls } = OPTIMIZERS[optimizer], hyper = {};
  one.rates ??= typedOpening(name).rates;
  if (opening !== null) hyper.lr = twoDigits(opening * (normalised ? one.rates.normalised : one.rates.plain));
  const corrected = controls.find(control => control.name === "bias_correction");
  if (corrected && corrected.default !== "standard") hyper.bias_correction = "standard";
  return hyper;
}

// halves go to the even digit, as in Python
function twoDigits(value) {
  const [mantissa, exponent] = value.toExponential(60).split("e"), kept = mantissa.slice(0, 3);
  const isHalf = /^50*$/.test(mantissa.slice(3)) && "02468".includes(kept.at(-1));
  return Number(isHalf ? `${kept}e${exponent}` : value.toPrecision(2));
}
