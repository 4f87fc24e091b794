// field.js: the vector field of gradient descent as a layer of the flat map: arrows along −∇f, all equally long, at the
// same places of the picture at any zoom. A flat point has none.
import { writeAddress } from "./address.js";
import { rgba } from "./theme.js";

const APART = 36, LONG_PX = 15, HEAD_PX = 4; // px from arrow to arrow, of an arrow, and of its head
const FIELD = "gradient"; // in the address

/** @returns {string} for the address; "" where no field is shown */
export const fieldWords = S => S.view.field ? FIELD : "";

/** Whether an address asks for the field; null where it cannot be read. @param {?string} text */
export const fieldIn = text => text == null ? false : text === FIELD ? true : null;

export function showField(S, yes) {
  S.view.field = yes;
  S.q(".field").setAttribute("aria-pressed", yes);
  S.picture.stale = true;
  writeAddress(S);
}

export function wireField(S) {
  S.q(".field").onclick = () => showField(S, !S.view.field);
}

/** All arrows in one stroke. */
export function drawField(S, g) {
  const { w, h, back } = S.view.projection, { land } = S.data;
  g.beginPath();
  for (let py = (h % APART) / 2; py < h; py += APART) {
    for (let px = (w % APART) / 2; px < w; px += APART) {
      const [gx, gy] = land.gradient(...back(px, py)), steep = Math.max(Math.abs(gx), Math.abs(gy));
      if (!(steep > 0 && steep < Infinity)) continue;
      const dx = -gx / steep, dy = gy / steep, unit = Math.sqrt(dx * dx + dy * dy); // rows run down
      addArrow(g, px, py, dx / unit, dy / unit);
    }
  }
  g.strokeStyle = rgba(S.theme.tone.line, 0.55);
  g.lineWidth = 1;
  g.lineJoin = "round";
  g.stroke();
}

// from the point where the gradient is taken, along (dx, dy) of length 1
function addArrow(g, x, y, dx, dy) {
  const tipX = x + LONG_PX * dx, tipY = y + LONG_PX * dy, backX = tipX - HEAD_PX * dx, backY = tipY - HEAD_PX * dy;
  g.moveTo(x, y);
  g.lineTo(tipX, tipY);
  g.moveTo(backX - HEAD_PX * dy / 2, backY + HEAD_PX * dx / 2);
  g.lineTo(tipX, tipY);
  g.lineTo(backX + HEAD_PX * dy / 2, backY - HEAD_PX * dx / 2);
}
