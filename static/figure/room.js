// room.js: what a low window does to the panels beside the map: six in one column would be slivers, so they stand in
// two columns where they are wide enough; where they are not, they keep a least height and the page grows.
const ROOM_TALL = 78, ROOM_WIDE = 206, ROOM_GAP = 24; // px that a panel needs

export function roomForPanels(S) {
  const { panels: { length } } = S.picture, panels = S.q(".panels"), map = S.q(".map").getBoundingClientRect();
  panels.style.padding = "";
  if (S.theme.presented) return panels.classList.remove("paired");
  const { left, width } = panels.getBoundingClientRect(), wide = width >= 2 * ROOM_WIDE + ROOM_GAP;
  const paired = !S.layout && left >= map.right && wide && map.height < length * ROOM_TALL;
  panels.classList.toggle("paired", paired);
  // both columns begin on a whole pixel: a canvas between two is blurred
  const before = Math.ceil(left) - left, rest = Math.floor(width - before), odd = paired ? rest % 2 : 0;
  panels.style.padding = `0 ${width - before - rest + odd}px 0 ${before}px`;
}

/** Where the transport ends in the page's flow: it sticks to the window's foot while the map is longer. */
export function bottomOfTransport(S) {
  const map = S.q(".map").getBoundingClientRect(), bar = S.q(".transport");
  return map.bottom + parseFloat(getComputedStyle(bar).marginTop) + bar.offsetHeight;
}
