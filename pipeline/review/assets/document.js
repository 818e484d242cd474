"use strict";
// The page of a document: its pages or its text on one side, the rows read from it on the other. Choosing a row
// outlines its words, choosing words picks their row.

const data = JSON.parse(byId("data").textContent);
const rows = [...data.rows, { dataset: "documents", id: data.id, page: null, quote: "", boxes: [], values: data.facts }];
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
const isDoubtful = (row) => row.confidence < WORDS.doubtful || row.issues || row.change || row.values.severity === "warning" || row.values.severity === "error";

function haystack(row) {
  const related = (parts.get(row.place) ?? []).map((part) => Object.values(part.values));
  const context = row.of === undefined ? [] : Object.values(rows[row.of].values);
  return [row.id, row.quote, Object.values(row.values), Object.values(row.values).map((each) => word("values", each)), related, context].flat(2).join(" ").toLowerCase();
}

function listRows() {
  const asked = byId("words").value.toLowerCase().split(/\s+/).filter(Boolean);
  listed = rowsIn(view).filter((row) => (
    (!byId("doubtful").checked || isDoubtful(row)) && (!asked.length || asked.every((part) => haystack(row).includes(part)))
  ));
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
const pageOf = (place) => pages.find((page) => page.dataset.page === String(place ?? ""));
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
    const strongest = [[inOwn, "is-chosen"], [inNear, "is-near"], [inAll, "is-shown"]].map(([set, kind]) => [held.find((place) => set.has(place)), kind]);
    const kinds = strongest.filter(([place]) => place !== undefined);
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
    const here = rowsIn("issues").filter((row) => (
      String(row.page ?? "") === notes.dataset.page && !row.boxes.length && !row.span && (row.page || row.values.severity !== "info")
    ));
    put(notes, here.map((row) => (
      el("button", { type: "button", class: `chip ${row.values.severity}`, title: row.values.message, onclick: () => choose(row, { scroll: false }) }, word("codes", row.values.code))
    )));
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
  const found = [...new Set(places.map((place) => listedFor(rows[place])))].sort((a, b) => a.quote.length - b.quote.length);
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

// ---------------------------------------------------------------- the chosen row
/** What is most often wrong in a row of its kind. */
const FIRST = { observations: BOTH, deadlines: "ends_on", commitments: "kind", responsibilities: "party", tables: "kind", documents: "title" };

function drawDetail() {
  const detail = byId("detail");
  if (!chosen) {
    put(detail, el("p", { class: "empty" }, t("choose_row")));
    return;
  }
  const row = shownBy(chosen);
  const place = row.page ? `${t("page")} ${row.page}` : "";
  put(detail,
    el("div", { class: "head" },
      el("span", { class: `kind kind-${row.dataset}` }, t(names.find((name) => VIEWS[name].dataset === row.dataset) ?? "parties")),
      el("span", {}, place), sureness(row.confidence),
      row.rule ? el("span", {}, `${t("rule")} ${row.rule}`) : "",
      el("code", { title: t("row_id") }, row.id),
      FIRST[row.dataset] ? el("button", { type: "button", class: "correct", onclick: () => openForm(row, FIRST[row.dataset]) }, t("correct")) : "",
      el("button", { type: "button", class: "close", "aria-label": t("close"), onclick: () => choose(null) }, "×")),
    row.quote && row.dataset !== "tables" ? el("blockquote", {}, quoted(row)) : "",
    row.values.message ? el("p", { class: `notice ${row.values.severity}` }, row.values.message) : "",
    (row.issues ?? []).map((at) => el("p", { class: `notice ${rows[at].values.severity}` }, rows[at].values.message)),
    row.dataset === "tables" ? drawGrid(row) : "",
    drawParts(row),
    row.dataset in WORDS.columns ? drawValues(row) : "",
  );
  detail.scrollTop = 0;
}

/** The words of a row, and in them those that were read as its number or time. */
function quoted({ quote, values }) {
  const core = values.raw ?? "";
  const at = core && core !== quote ? quote.indexOf(core) : -1;
  return at < 0 ? quote : [quote.slice(0, at), el("mark", {}, core), quote.slice(at + core.length)];
}

function drawValues(row) {
  const columns = WORDS.columns[row.dataset].map(({ name }) => name);
  const line = (name) => el("div", { class: row.values[name]?.length > 40 ? "long" : null },
    el("dt", {}, word("columns", name)),
    el("dd", {}, el("span", {}, name in row.values ? value(name, row) : "–"), row.corrected?.includes(name) ? chip(t("corrected"), "new") : "",
      el("button", { type: "button", class: "quiet", "data-column": name, "aria-label": `${t("correct")}: ${word("columns", name)}`, onclick: () => openForm(row, name) }, t("correct"))));
  const [known, empty] = [true, false].map((isKnown) => columns.filter((name) => (name in row.values) === isKnown));
  return [
    el("dl", { class: "values" }, known.map(line)),
    empty.length ? el("details", {}, el("summary", {}, t("other_columns")), el("dl", { class: "values" }, empty.map(line))) : "",
  ];
}

function openForm(row, column) {
  const detail = byId("detail");
  detail.querySelector(".correction")?.remove();
  const form = correctionForm(row, column);
  detail.querySelector(".head").after(form);
  detail.scrollTop = 0;
  form.elements.now.focus();
}

function drawParts(row) {
  const link = (target, text) => el("button", { type: "button", class: `link kind-${target.dataset}`, onclick: () => choose(target, { focus: true }) }, text);
  const shown = [
    ...partsOf(row, "responsibilities").map((part) => el("li", {},
      el("span", { class: `chip party ${part.values.role}` }, part.values.party), muted(value("role", part)), muted(`“${part.quote}”`), sureness(part.confidence),
      el("button", { type: "button", class: "quiet", onclick: () => openForm(part, "party") }, t("correct")))),
    ...partsOf(row, "deadlines").map((part) => el("li", {}, link(part, `${due(part)} “${part.values.expression}”`))),
    ...(row.of !== undefined && rows[row.of].dataset !== "responsibilities" ? [el("li", {}, link(rows[row.of], rows[row.of].values.title ?? rows[row.of].values.text ?? t("table")))] : []),
  ];
  return shown.length ? el("ul", { class: "parts" }, shown) : "";
}

function drawGrid(row) {
  const heads = Number(row.values.header_rows);
  const lines = new Map();
  for (const [line, , down, across, text, box] of row.cells) {
    const cell = el(line < heads ? "th" : "td", { rowspan: down > 1 ? down : null, colspan: across > 1 ? across : null, onclick: box ? () => point(row, box) : null }, text);
    lines.set(line, [...(lines.get(line) ?? []), cell]);
  }
  return el("div", { class: "frame" }, el("table", { class: "grid" }, [...lines].map(([, cells]) => el("tr", {}, cells))));
}

function point(row, box) {
  for (const each of sheets.querySelectorAll(".is-pointed")) each.remove();
  drawBox(row, box, "is-pointed");
  sheets.querySelector(".is-pointed")?.scrollIntoView({ block: "nearest", inline: "nearest" });
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
  j: () => step(1), k: () => step(-1), "/": () => byId("words").focus(), "+": () => setZoom(zoom * 1.25), "=": () => setZoom(zoom * 1.25), "-": () => setZoom(zoom / 1.25),
  "[": () => byId("back").href && byId("back").click(), "]": () => byId("next").href && byId("next").click(), "?": () => byId("keys").showModal(),
};
const ROW_KEYS = { ArrowDown: () => step(1), ArrowUp: () => step(-1), Home: () => step(-listed.length), End: () => step(listed.length), Enter: () => byId("detail").querySelector(".correct")?.click() };
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
