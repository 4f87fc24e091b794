// share.js: taking it elsewhere. The link is made here; all else is rendered by the server and comes back as a file.
const DELIVERED = new Set(); // for the whole page: a figure that is mounted again is sent its last file again

function say(S, text, stays = 4000) {
  clearTimeout(S.saying);
  S.q(".status").textContent = text;
  if (stays) S.saying = setTimeout(() => { S.q(".status").textContent = ""; }, stays);
}

function save(name, mime, bytes) {
  const a = document.createElement("a"), url = URL.createObjectURL(new Blob([bytes], { type: mime }));
  a.download = name;
  a.href = url;
  document.body.append(a);
  a.click();
  a.remove();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

async function copyLink(S) {
  const link = linkHere(S);
  try {
    await navigator.clipboard.writeText(link);
    say(S, "Link copied");
  } catch { // no clipboard here: the link itself, ready to be copied
    const status = S.q(".status"), field = document.createElement("input");
    clearTimeout(S.saying);
    status.textContent = "Copy this link ";
    Object.assign(field, { value: link, readOnly: true, className: "link" });
    field.setAttribute("aria-label", "Link to this view");
    status.append(field);
    field.focus();
    field.select();
    field.onblur = () => { status.textContent = ""; };
  }
}

// a film takes a while: the seconds show that it is under way
function showRendering(S) {
  if (!S.rendering) return;
  const seconds = Math.floor((performance.now() - S.rendering) / 1000);
  say(S, seconds ? `Rendering… ${seconds} s` : "Rendering…", 0);
  setTimeout(() => showRendering(S), 1000);
}

function closeShare(S) {
  S.q(".sharemenu").hidden = true;
  S.q(".share").setAttribute("aria-expanded", "false");
}
function wireShare(S) {
  const menu = S.q(".sharemenu"), button = S.q(".share");
  button.onclick = () => {
    menu.hidden = !menu.hidden;
    button.setAttribute("aria-expanded", String(!menu.hidden));
    if (!menu.hidden) menu.querySelector("button").focus({ preventScroll: true });
  };
  menu.onclick = e => {
    const kind = e.target.closest("button")?.dataset.as;
    if (!kind) return;
    closeShare(S);
    button.focus({ preventScroll: true });
    if (kind === "link") return copyLink(S);
    S.rendering = performance.now();
    showRendering(S);
    ask(S, "export", kind);
  };
  menu.onkeydown = e => {
    const items = [...menu.querySelectorAll("button")], at = items.indexOf(S.root.activeElement);
    const by = { ArrowDown: 1, ArrowUp: -1 }[e.key];
    if (!by) return;
    items[(at + by + items.length) % items.length].focus();
    e.preventDefault();
    e.stopPropagation();
  };
}

// the file that came with an answer, once
function receiveFile(S, header, bytes) {
  const content = header.file && bytes[header.file.array || "file"];
  if (!content) return;
  const mark = `${header.answer}:${header.file.name}:${content.length}`;
  if (DELIVERED.has(mark)) return;
  DELIVERED.add(mark);
  save(header.file.name, header.file.mime, content);
  say(S, `${header.file.name} is ready`);
}
