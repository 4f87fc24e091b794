// present.js: the figure before a lecture hall: light, on white, and enlarged as a whole. It is laid out as for a
// window of 640 x 360 px, whatever the projector has: on 1920 x 1080 all is three times as large, lines of 1 px are 3.
const HALL_WIDE = 640, HALL_TALL = 360; // px

/** Takes over whether the figure is presented. */
export function followPresenter(S, presented) {
  if (!!S.theme.presented === presented) return;
  S.theme.presented = presented;
  Object.assign(S.theme, { read: null, polled: 0 }); // other colours: look in the next frame
  S.q(".fig").classList.toggle("present", presented);
}

/** Enlarges it to the window. */
export function scalePresented(S) {
  const scale = S.theme.presented ? Math.max(1, Math.min(innerWidth / HALL_WIDE, innerHeight / HALL_TALL)) : 1;
  S.q(".fig").style.setProperty("--scale", scale);
}
