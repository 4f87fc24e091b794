// connection.js: while the server is away. Streamlit lays a dialog over the page then, and nothing beneath it can be
// touched; a figure goes on without a server, so that the dialog is closed, and the figure says what waits.
import { showNotices } from "./verdicts.js";

const AWAY = "The server does not answer. Paths are computed here; what it says of them will follow.";

/** Streamlit tells of its connection by an attribute. */
const isConnected = app => app.dataset.testConnectionState === "CONNECTED";

export function watchConnection(S) {
  const app = document.querySelector(".stApp");
  if (!app || S.offline) return;
  const held = new WeakRef(S); // the page outlives its figures
  const observer = new MutationObserver(() => {
    const figure = held.deref();
    if (figure?.host.isConnected) followConnection(figure, isConnected(app));
    else observer.disconnect();
  });
  observer.observe(document.body, { childList: true });
  observer.observe(app, { attributeFilter: ["data-test-connection-state"] });
}

function followConnection(S, connected) {
  if (connected) {
    if (S.ui.away) showNotices(S, S.book.notices);
    S.ui.away = false;
    return;
  }
  const close = document.querySelector("body > .stDialog button[aria-label=Close]");
  if (!close) return;
  close.click();
  showNotices(S, [AWAY]);
  S.ui.away = true;
}
