"use strict";
// The index: sorted, filtered and searched where it stands. The filters are in the address, so that they are
// still there when one comes back from a document.

const entries = JSON.parse(byId("data").textContent).documents;
const filters = byId("filters");
const sum = (values) => values.reduce((total, value) => total + value, 0);
const heavy = (issues) => issues[0] * 1e6 + issues[1] * 1e3 + issues[2];

const DATASETS = ["numbers", "deadlines", "commitments", "tables"];
const COLUMNS = [
  { key: "check_first", by: (each) => each.points, show: points, first: -1, class: "figure" },
  { key: "document", by: (each) => each.path.toLowerCase(), show: named, first: 1, class: "name" },
  { key: "municipality", by: municipalities, show: municipalities, first: 1 },
  { key: "period", by: (each) => each.period[0] ?? 0, show: years, first: -1, class: "tight" },
  { key: "outcome", by: (each) => ["failed", "partial", "ok"].indexOf(each.outcome), show: outcome, first: 1 },
  ...DATASETS.map((key, place) => (
    { key, by: (each) => each.rows[place], show: (each) => number(each.rows[place]), first: -1, class: "figure" }
  )),
  { key: "issues", by: (each) => heavy(each.issues), show: severities, first: -1 },
  { key: "confidence", by: (each) => each.confidence ?? 2, show: (each) => sureness(each.confidence), first: 1 },
  { key: "changes", by: (each) => (each.new ? 1e6 : sum(each.changes)), show: changed, first: -1 },
];
// Where there is no earlier snapshot nothing can have changed.
const columns = COLUMNS.filter(({ key }) => key !== "changes" || entries.some((each) => each.new || sum(each.changes)));
let sorting = { key: "check_first", direction: -1 };
let shown = [];

// ---------------------------------------------------------------- cells
function points(each) {
  return el("b", { title: t("why_first") }, number(each.points));
}

function municipalities(each) {
  return each.municipalities.join(", ");
}

function years(each) {
  return [...new Set(each.period)].filter((year) => year !== null).join("–");
}

function named(each) {
  return [
    el("a", { href: `documents/${each.id}/index.html` }, each.path),
    each.preferred || each.outcome === "failed" ? "" : el("span", { class: "chip" }, t("superseded")),
    el("small", {}, each.title),
  ];
}

function outcome(each) {
  const scanned = ["ocr", "mixed"].includes(each.source);
  return [
    el("span", { class: `chip outcome-${each.outcome}` }, word("values", each.outcome)),
    scanned ? el("span", { class: "chip" }, word("values", each.source)) : "",
  ];
}

function severities(each) {
  const names = ["error", "warning", "info"];
  const title = each.codes.map((code) => word("codes", code)).join(", ");
  return names.filter((_, place) => each.issues[place]).map((name) => {
    const count = each.issues[names.indexOf(name)];
    const told = word("values", count === 1 ? name : `${name}s`);
    return el("span", { class: `chip ${name}`, title }, `${number(count)} ${told}`);
  });
}

function changed(each) {
  if (each.new) return el("span", { class: "chip new" }, t("new_row"));
  const names = ["added", "removed", "changed"];
  return names.filter((_, place) => each.changes[place]).map((name) => (
    el("span", { class: "change" }, `${number(each.changes[names.indexOf(name)])} ${t(name)}`)
  ));
}

// ---------------------------------------------------------------- filters
function wanted(each, wish) {
  return (!wish.outcome || each.outcome === wish.outcome)
    && (!wish.municipality || each.municipalities.includes(wish.municipality))
    && (!wish.code || each.codes.includes(wish.code))
    && (!wish.changed || each.new || sum(each.changes) > 0)
    && wish.words.toLowerCase().split(/\s+/).every((part) => each.haystack.includes(part));
}

function wish() {
  return Object.fromEntries(new FormData(filters));
}

function options(select, all, values, label = (value) => value) {
  const chosen = select.value;
  put(select, el("option", { value: "" }, all), values.map((each) => el("option", { value: each }, label(each))));
  select.value = values.includes(chosen) ? chosen : "";
}

function drawFilters() {
  const every = (values) => [...new Set(entries.flatMap(values))].sort((a, b) => a.localeCompare(b, language));
  options(filters.outcome, t("all_outcomes"), every((each) => each.outcome), (each) => word("values", each));
  options(filters.municipality, t("all_municipalities"), every((each) => each.municipalities));
  options(filters.code, t("all_issues"), every((each) => each.codes), (each) => word("codes", each));
  put(filters.sort, columns.map(({ key }) => el("option", { value: key }, t(key))));
}

// ---------------------------------------------------------------- the table
function drawHead() {
  const heads = columns.map(({ key, class: kind }) => {
    const isSorted = sorting.key === key;
    const direction = isSorted ? (sorting.direction > 0 ? "ascending" : "descending") : null;
    const title = key === "check_first" ? t("why_first") : null;
    const button = el("button", { type: "button", onclick: () => sortBy(key) }, t(key));
    return el("th", { scope: "col", class: kind, "aria-sort": direction, title }, button);
  });
  put(document.querySelector("#documents thead"), el("tr", {}, heads));
}

function drawRows() {
  const asked = wish();
  const { by } = COLUMNS.find(({ key }) => key === sorting.key);
  const compare = (a, b) => (typeof a === "string" ? a.localeCompare(b, language) : a - b);
  shown = entries
    .filter((each) => wanted(each, asked))
    .map((each, place) => [by(each), place, each])
    .sort((a, b) => sorting.direction * compare(a[0], b[0]) || a[1] - b[1])
    .map(([, , each]) => each);
  put(document.querySelector("#documents tbody"), shown.map(drawRow));
  byId("nothing").hidden = shown.length > 0;
  byId("shown").textContent = t("shown_of", number(shown.length), number(entries.length));
}

function drawRow(each) {
  const cell = ({ key, show, class: kind }) => el("td", { class: kind, "data-head": t(key) }, show(each));
  return el("tr", {}, columns.map(cell));
}

function drawSums() {
  const having = (name) => entries.filter((each) => each.outcome === name).length;
  const outcomes = ["failed", "partial", "ok"].filter(having);
  const told = [
    [entries.length, t("documents"), ""],
    ...outcomes.map((name) => [having(name), word("values", name), `outcome-${name}`]),
    ...DATASETS.map((key, place) => [sum(entries.map((each) => each.rows[place])), t(key), ""]),
  ];
  put(byId("sums"), told.map(([count, what, kind]) => el("li", { class: kind }, el("b", {}, number(count)), ` ${what}`)));
}

function sortBy(key) {
  const { first } = COLUMNS.find((each) => each.key === key);
  sorting = { key, direction: sorting.key === key ? -sorting.direction : first };
  refresh();
}

// ---------------------------------------------------------------- the address
function refresh() {
  filters.sort.value = sorting.key;
  drawHead();
  drawRows();
  const state = { ...wish(), sort: `${sorting.key} ${sorting.direction}` };
  const told = new URLSearchParams(Object.entries(state).filter(([, value]) => value));
  history.replaceState(null, "", `#${told}`);
}

function restore() {
  const told = new URLSearchParams(location.hash.slice(1));
  const [key, direction] = (told.get("sort") ?? "").split(" ");
  if (COLUMNS.some((each) => each.key === key)) sorting = { key, direction: direction === "1" ? 1 : -1 };
  for (const name of ["words", "outcome", "municipality", "code"]) filters[name].value = told.get(name) ?? "";
  filters.changed.checked = told.has("changed");
}

// ---------------------------------------------------------------- keys
function step(by) {
  const links = [...document.querySelectorAll("#documents tbody a")];
  const now = links.indexOf(document.activeElement);
  links[Math.min(Math.max(now + by, 0), links.length - 1)]?.focus();
}

const KEYS = { j: () => step(1), k: () => step(-1), "/": () => filters.words.focus(), "?": () => byId("keys").showModal() };
const ARROWS = { ArrowDown: KEYS.j, ArrowUp: KEYS.k };

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && event.target === filters.words) step(0);
  if (isTyped(event)) return;
  const does = KEYS[event.key] ?? (event.target.closest("tbody") ? ARROWS[event.key] : null);
  if (does) { event.preventDefault(); does(); }
});

filters.addEventListener("input", (event) => (event.target.name === "sort" ? sortBy(event.target.value) : refresh()));
filters.addEventListener("reset", () => setTimeout(refresh));
filters.addEventListener("submit", (event) => event.preventDefault());

for (const each of entries) {
  const codes = each.codes.flatMap((code) => [code, ...(WORDS.labels.codes[code] ?? [])]);
  each.haystack = [each.path, each.title, each.municipalities, each.parties, codes].flat().join(" ").toLowerCase();
}
let isRestored = false;
start(() => {
  drawFilters();
  if (!isRestored) { restore(); isRestored = true; }
  drawSums();
  refresh();
});
