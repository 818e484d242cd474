"use strict";
// Below the list: the chosen row with its words, issues, parts and every column, and the form to correct it.

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
