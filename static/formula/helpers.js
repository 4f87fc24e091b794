// helpers.js: the functions that a formula calls, as text, for scripts that are composed.
import {
  cosine, exp, hyperbolicCosine, hyperbolicSine, hyperbolicTangent, log, maximum, minimum, sign, sine, tangent,
} from "../engine/formulas.js";

const ALL = {
  cosine, exp, hyperbolicCosine, hyperbolicSine, hyperbolicTangent, log, maximum, minimum, sign, sine, tangent,
};

export const HELPER_FUNCTIONS =
  Object.entries(ALL).map(([name, helper]) => `const ${name} = ${helper.toString()};\n`).join("");
