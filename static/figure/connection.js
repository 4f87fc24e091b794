// connection.js: while the server is away. Streamlit lays a dialog over the page then, and nothing beneath it can be
// touched; a figure goes on without a server, so that the dialog is closed, and the figure says what waits.
import { showNotices } from "./verdicts.js";

const AWAY = "The server does not answer. Paths are computed here; what it says of them will follow.";

/** Streamlit tells of its connection by an attribute. */
const isConnected = app => app.dataset.testConnectionState === "CONNECTED";

export function watchConnection(S) {
  const app = document.querySelector(".stApp");
  if (!app || S.offline) return;
  const dialogs = new MutationObserver(() => {
    if (!S.host.isConnected) return dialogs.disconnect();
    const close = document.querySelector("body > .stDialog button[aria-label=Close]");
    if (!close || isConnected(app)) return;
    close.click();
    showNotices(S, [AWAY]);
    S.ui.away = true;
  });
  dialogs.observe(document.body, { childList: true });
  const states = new MutationObserver(() => {
    if (!S.host.isConnected) return states.disconnect();
    if (!S.ui.away || !isConnected(app)) return;
    S.ui.away = false;
    showNotices(S, S.book.notices);
  });
  states.observe(app, { attributeFilter: ["data-test-connection-state"] });
}
