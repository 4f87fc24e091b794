// helpers.js: the functions that a formula calls, as text, for scripts that are composed.
import {
  cosine, exp, hyperbolicCosine, hyperbolicSine, hyperbolicTangent, log, maximum, minimum, sign, sine, tangent,
} from "../engine/formulas.js";

const textOfHelpers = helpers =>
  Object.entries(helpers).map(([name, helper]) => `const ${name} = ${helper.toString()};\n`).join("");

/** sine and its kin; loops have maximum and its kin already. */
export const ELEMENTARY_TEXT =
  textOfHelpers({ cosine, exp, hyperbolicCosine, hyperbolicSine, hyperbolicTangent, log, sine, tangent });
export const HELPER_TEXT = ELEMENTARY_TEXT + textOfHelpers({ maximum, minimum, sign });
