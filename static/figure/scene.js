// scene.js: the map, its relief, or the surface in three dimensions.
import { writeAddress } from "./address.js";
import { showHands } from "./hints.js";

export function setScene(S, scene) {
  if (scene === "3-D" && S.view.flatOnly) return;
  const turned = S.view.scene !== scene;
  S.view.scene = scene;
  S.view.tiltTo = scene === "map" ? 0 : 1;
  if (scene === "3-D" || S.ui.reduced) S.view.tilt = S.view.tiltTo;
  if (turned) S.view.near = 1;
  S.q("canvas.deep").hidden = scene !== "3-D";
  S.q(".field").hidden = scene !== "map";
  for (const b of S.q(".views").children) b.setAttribute("aria-pressed", b.dataset.scene === scene);
  showHands(S);
  S.q(".tip").hidden = true;
  S.picture.stale = true;
  writeAddress(S);
}

export function wireScene(S) {
  S.q(".views").onclick = e => {
    const b = e.target.closest("button");
    if (b) setScene(S, b.dataset.scene);
  };
}
