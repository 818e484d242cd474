"use strict";
// The page of a document: its pages or its text on one side, the rows read from it on the other. Choosing a row
// outlines its words, choosing words picks their row.

const data = JSON.parse(byId("data").textContent);
const about = { dataset: "documents", id: data.id, page: null, quote: "", boxes: [] };
const rows = [...data.rows, { ...about, values: data.facts, corrected: data.corrected }];
rows.forEach((row, place) => { row.place = place; });
const parts = new Map();
for (const row of rows) {
  if (row.of !== undefined && row.dataset !== "changes") parts.set(row.of, [...(parts.get(row.of) ?? []), row]);
}
const partsOf = (row, dataset) => (parts.get(row.place) ?? []).filter((part) => part.dataset === dataset);

const names = Object.keys(VIEWS).filter((name) => name !== "changes" || rows.some((row) => row.dataset === "changes"));
const sheets = byId("sheets");
const panel = byId("panel");
const pages = [...document.querySelectorAll(".sheet")];
let view = names[0];
let chosen = null;
let listed = [];
let zoom = matchMedia("(max-width: 800px)").matches ? 1.7 : 1;

// ---------------------------------------------------------------- which rows
const rowsIn = (name) => rows.filter((row) => row.dataset === VIEWS[name].dataset);
const isGrave = (row) => ["warning", "error"].includes(row.values.severity);
const isDoubtful = (row) => row.confidence < WORDS.doubtful || row.issues || row.change || isGrave(row);

function haystack(row) {
  const own = Object.values(row.values);
  const related = (parts.get(row.place) ?? []).map((part) => Object.values(part.values));
  const context = row.of === undefined ? [] : Object.values(rows[row.of].values);
  const named = own.map((each) => word("values", each));
  return [row.id, row.quote, own, named, related, context].flat(2).join(" ").toLowerCase();
}

function listRows() {
  const asked = byId("words").value.toLowerCase().split(/\s+/).filter(Boolean);
  const all = byId("doubtful").checked ? rowsIn(view).filter(isDoubtful) : rowsIn(view);
  listed = asked.length ? all.filter((row) => asked.every((part) => haystack(row).includes(part))) : all;
}

// ---------------------------------------------------------------- the list
function drawViews() {
  put(byId("views"), names.map((name) => (
    el("button", {
      type: "button", role: "tab", id: `view-${name}`, "aria-controls": "panel", "aria-selected": String(name === view),
      tabindex: name === view ? 0 : -1, class: `kind-${VIEWS[name].dataset}`, onclick: () => openView(name),
    }, t(name), name === "document" ? "" : el("b", {}, number(rowsIn(name).length)))
  )));
  panel.setAttribute("aria-labelledby", `view-${view}`);
  byId(`view-${view}`).scrollIntoView({ block: "nearest", inline: "nearest" });
}

function drawList() {
  listRows();
  const { columns } = VIEWS[view];
  const head = el("tr", {}, columns.map(({ head: key, class: kind }) => el("th", { scope: "col", class: kind }, t(key))));
  const body = listed.map((row) => el("tr", { "data-row": row.place, "aria-selected": "false", tabindex: -1 },
    columns.map(({ show, class: kind, head: key }) => el("td", { class: kind, "data-head": t(key) }, show(row)))));
  put(panel, listed.length
    ? el("table", { role: "grid", class: "rows" }, el("thead", {}, head), el("tbody", {}, body))
    : el("p", { class: "empty" }, t(rowsIn(view).length ? "nothing_fits" : "nothing_read")));
  byId("shown").textContent = t("shown_of", number(listed.length), number(rowsIn(view).length));
  const first = panel.querySelector("tr[data-row]");
  if (first) first.tabIndex = 0;
}

function openView(name) {
  view = name;
  drawViews();
  drawList();
  choose(chosen && listed.includes(chosen) ? chosen : null);
  panel.scrollTop = 0;
}

/** The row that stands for this one in a list: a party's is that of its commitment. */
const listedFor = (row) => (row.dataset === "responsibilities" ? rows[row.of] : row);

function choose(row, { scroll = true, focus = false } = {}) {
  if (row && !listed.includes(row)) {
    const home = names.find((name) => VIEWS[name].dataset === row.dataset);
    if (home !== view) { view = home; drawViews(); }
    drawList();
    if (!listed.includes(row)) { byId("words").value = ""; byId("doubtful").checked = false; drawList(); }
  }
  chosen = row;
  drawDetail();  // first, for it takes room from the list
  for (const each of panel.querySelectorAll("tr[data-row]")) {
    const isIt = row !== null && Number(each.dataset.row) === row.place;
    each.setAttribute("aria-selected", String(isIt));
    if (isIt || row !== null) each.tabIndex = isIt ? 0 : -1;
    if (isIt) { each.scrollIntoView({ block: "nearest" }); if (focus) each.focus({ preventScroll: true }); }
  }
  drawMarks();
  if (row && scroll) bringIntoView();
}

function step(by) {
  if (!listed.length) return;
  const now = listed.indexOf(chosen);
  choose(listed[Math.min(Math.max(now + by, 0), listed.length - 1)], { focus: true });
}

// ---------------------------------------------------------------- the pages
const byNumber = new Map(pages.map((page) => [page.dataset.page, page]));
const pageOf = (place) => byNumber.get(String(place ?? ""));
/** A change shows where the row stands that changed. */
const shownBy = (row) => (row.dataset === "changes" && row.of !== undefined ? rows[row.of] : row);

/** What is marked for a row: its own words, and with it those of its parts. */
function marked() {
  const all = byId("all-boxes").checked ? listed.map(shownBy) : [];
  if (!chosen) return { all, own: [], near: [] };
  const own = shownBy(chosen);
  return { all, own: [own], near: [...(parts.get(own.place) ?? []).filter((part) => part.dataset !== "observations")] };
}

function drawMarks() {
  const { all, own, near } = marked();
  for (const page of pages) page.querySelector(".boxes")?.replaceChildren();
  const drawn = new Set(near);
  for (const row of all) if (!drawn.has(row) && !own.includes(row)) drawBoxes(row, "");
  for (const row of own) {
    drawBoxes(row, "is-chosen");
    for (const cell of row.cells ?? []) if (cell[5]) drawBox(row, cell[5], "is-cell");
  }
  for (const row of near) drawBoxes(row, "is-near");
  const [inAll, inOwn, inNear] = [all, own, near].map((each) => new Set(each.map((row) => row.place)));
  for (const piece of sheets.querySelectorAll("[data-rows]")) {
    const held = piece.dataset.rows.split(" ").map(Number);
    const kinds = [[inOwn, "is-chosen"], [inNear, "is-near"], [inAll, "is-shown"]]
      .map(([set, kind]) => [held.find((place) => set.has(place)), kind])
      .filter(([place]) => place !== undefined);
    piece.className = kinds.map(([, kind]) => kind).join(" ");
    const top = kinds.find(([, kind]) => kind === "is-near") ?? kinds[0];
    if (top) piece.classList.add(`kind-${rows[top[0]].dataset}`);
  }
}

function drawBoxes(row, kind) {
  for (const box of row.boxes) drawBox(row, box, kind);
}

function drawBox(row, [number, x0, top, x1, bottom], kind) {
  const page = pageOf(number);
  const layer = page?.querySelector(".boxes");
  if (!layer) return;
  const box = el("div", { class: `box kind-${row.dataset} ${kind}`, "data-row": row.place });
  const { width, height } = page.dataset;
  box.style.left = `${(100 * x0) / width}%`;
  box.style.top = `${(100 * top) / height}%`;
  box.style.width = `${(100 * (x1 - x0)) / width}%`;
  box.style.height = `${(100 * (bottom - top)) / height}%`;
  layer.append(box);
}

function drawNotes() {
  for (const notes of document.querySelectorAll(".notes")) {
    const unplaced = rowsIn("issues").filter((row) => !row.boxes.length && !row.span && (row.page || isGrave(row)));
    const here = unplaced.filter((row) => String(row.page ?? "") === notes.dataset.page);
    put(notes, here.map((row) => {
      const { severity, code, message } = row.values;
      const onclick = () => choose(row, { scroll: false });
      return el("button", { type: "button", class: `chip ${severity}`, title: message, onclick }, word("codes", code));
    }));
  }
}

function bringIntoView() {
  const mark = sheets.querySelector(".is-chosen") ?? (chosen.page ? pageOf(chosen.page) : null);
  if (!mark) return;
  const [there, here] = [mark.getBoundingClientRect(), sheets.getBoundingClientRect()];
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  sheets.scrollTo({
    top: sheets.scrollTop + there.top - here.top - here.height / 3,
    left: sheets.scrollLeft + there.left - here.left - Math.max((here.width - there.width) / 2, 16),
    behavior: calm ? "instant" : "smooth",
  });
}

/** The row whose words were pointed at: of several the one with the fewest, and at the next click the next. */
function pick(places) {
  const found = [...new Set(places.map((place) => listedFor(rows[place])))];
  found.sort((a, b) => a.quote.length - b.quote.length);
  const here = found.filter((row) => listed.includes(row));
  const among = here.length ? here : found;
  if (among.length) choose(among[(among.indexOf(chosen) + 1) % among.length], { scroll: false });
}

function tellPage() {
  const numbered = pages.filter((page) => page.dataset.page);
  const middle = sheets.getBoundingClientRect().top + sheets.clientHeight / 3;
  const now = numbered.findLast((page) => page.getBoundingClientRect().top <= middle) ?? numbered[0];
  byId("where").textContent = now ? t("page_of", now.dataset.page, numbered.at(-1).dataset.page) : "";
}

function setZoom(factor) {
  zoom = Math.min(Math.max(factor, 0.5), 4);
  sheets.style.setProperty("--zoom", zoom);
  if (chosen) bringIntoView();
}

// ---------------------------------------------------------------- hands
sheets.addEventListener("click", (event) => {
  const held = event.target.closest("[data-rows]")?.dataset.rows;
  if (held) { pick(held.split(" ").map(Number)); return; }
  const under = document.elementsFromPoint(event.clientX, event.clientY).filter((each) => each.matches(".box"));
  if (under.length) pick(under.map((each) => Number(each.dataset.row)));
});
sheets.addEventListener("scroll", () => requestAnimationFrame(tellPage), { passive: true });
panel.addEventListener("click", (event) => {
  const line = event.target.closest("tr[data-row]");
  if (line) choose(rows[Number(line.dataset.row)], { focus: true });
});
for (const id of ["words", "doubtful"]) byId(id).addEventListener("input", () => openView(view));
byId("all-boxes").addEventListener("change", drawMarks);
byId("smaller").addEventListener("click", () => setZoom(zoom / 1.25));
byId("larger").addEventListener("click", () => setZoom(zoom * 1.25));

const stepView = (by) => {
  openView(names[(names.indexOf(view) + by + names.length) % names.length]);
  byId(`view-${view}`).focus();
};
const KEYS = {
  j: () => step(1),
  k: () => step(-1),
  "/": () => byId("words").focus(),
  "+": () => setZoom(zoom * 1.25),
  "=": () => setZoom(zoom * 1.25),
  "-": () => setZoom(zoom / 1.25),
  "[": () => byId("back").click(),
  "]": () => byId("next").click(),
  "?": () => byId("keys").showModal(),
};
const ROW_KEYS = {
  ArrowDown: KEYS.j,
  ArrowUp: KEYS.k,
  Home: () => step(-listed.length),
  End: () => step(listed.length),
  Enter: () => byId("detail").querySelector(".correct")?.click(),
};
const TAB_KEYS = { ArrowRight: () => stepView(1), ArrowLeft: () => stepView(-1) };

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") {
    const line = panel.querySelector("tr[aria-selected=true]") ?? panel.querySelector("tr[data-row]");
    byId("detail").querySelector(".correction")?.remove();
    line?.focus();
    return;
  }
  if (isTyped(event)) return;
  const isAtRows = event.target === document.body || panel.contains(event.target);
  const does = KEYS[event.key]
    ?? (isAtRows ? ROW_KEYS[event.key] : null)
    ?? (event.target.closest("[role=tablist]") ? TAB_KEYS[event.key] : null)
    ?? (/^[1-9]$/.test(event.key) && names[event.key - 1] ? () => openView(names[event.key - 1]) : null);
  if (does) { event.preventDefault(); does(); }
});

function linkNeighbours() {
  const here = ORDER.indexOf(data.id);
  for (const [id, place] of [["back", here - 1], ["next", here + 1]]) {
    if (!ORDER[place]) continue;
    byId(id).href = `../${ORDER[place]}/index.html`;
    byId(id).removeAttribute("aria-disabled");
  }
}

/** What the address asks for, as '#dbfe1b8a99521a00': the row with this id. */
function chooseAsked() {
  const asked = rows.find((row) => row.id === location.hash.slice(1));
  if (asked) choose(listedFor(asked));
}

linkNeighbours();
setZoom(zoom);
view = names.find((name) => rowsIn(name).length) ?? names[0];
start(() => { drawViews(); drawList(); choose(chosen, { scroll: false }); drawNotes(); tellPage(); });
chooseAsked();
addEventListener("hashchange", chooseAsked);
