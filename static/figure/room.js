// room.js: what a low window does to the panels beside the map: six in one column would be slivers, so they stand in
// two columns where they are wide enough; where they are not, they keep a least height and the page grows.
const ROOM_TALL = 78, ROOM_WIDE = 240, ROOM_GAP = 24; // px that a panel needs

export function roomForPanels(S) {
  const { panels: { length } } = S.picture, panels = S.q(".panels"), map = S.q(".map").getBoundingClientRect();
  const beside = panels.getBoundingClientRect().left >= map.right;
  const wide = panels.clientWidth >= 2 * ROOM_WIDE + ROOM_GAP;
  panels.classList.toggle("paired", !S.layout && beside && wide && map.height < length * ROOM_TALL);
}

/** Where the transport ends in the page's flow: it sticks to the window's foot while the map is longer. */
export function bottomOfTransport(S) {
  const map = S.q(".map").getBoundingClientRect(), bar = S.q(".transport");
  return map.bottom + parseFloat(getComputedStyle(bar).marginTop) + bar.offsetHeight;
}
