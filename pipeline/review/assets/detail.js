"use strict";
// Below the list: the chosen row with its words, issues, parts and every column, and the form to correct it.

/** What is most often wrong in a row of its kind. */
const FIRST = {
  observations: BOTH, deadlines: "ends_on", commitments: "kind", responsibilities: "party", tables: "kind",
  documents: "title",
};

function button(kind, words, onclick, told = null) {
  return el("button", { type: "button", class: kind, "aria-label": told, onclick }, words);
}

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
      el("span", { class: `kind kind-${row.dataset}` }, t(names.find((name) => VIEWS[name].dataset === row.dataset))),
      el("span", {}, place), sureness(row.confidence),
      row.rule ? el("span", {}, `${t("rule")} ${row.rule}`) : "",
      el("code", { title: t("row_id") }, row.id),
      FIRST[row.dataset] ? button("correct", t("correct"), () => openForm(row, FIRST[row.dataset])) : "",
      button("close", "×", () => choose(null), t("close"))),
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
    el("dd", {}, el("span", {}, name in row.values ? value(name, row) : "–"),
      row.corrected?.includes(name) ? chip(t("corrected"), "new") : "",
      button("quiet", t("correct"), () => openForm(row, name), `${t("correct")}: ${word("columns", name)}`)));
  const [known, empty] = [true, false].map((isKnown) => columns.filter((name) => (name in row.values) === isKnown));
  return [
    el("dl", { class: "values" }, known.map(line)),
    empty.length
      ? el("details", {}, el("summary", {}, t("other_columns")), el("dl", { class: "values" }, empty.map(line)))
      : "",
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

/** Who answers for a commitment and by when; of a deadline its commitment, of a number its table. */
function drawParts(row) {
  const link = (target, words) => button(`link kind-${target.dataset}`, words, () => choose(target, { focus: true }));
  const party = (part) => [
    el("span", { class: `chip party ${part.values.role}` }, part.values.party),
    muted(value("role", part)), part.quote ? muted(`“${part.quote}”`) : "", sureness(part.confidence),
    button("quiet", t("correct"), () => openForm(part, FIRST.responsibilities)),
  ];
  const home = row.of === undefined ? null : rows[row.of];
  const shown = [
    ...partsOf(row, "responsibilities").map(party),
    ...partsOf(row, "deadlines").map((part) => link(part, `${due(part)} “${part.values.expression}”`)),
    ...(home ? [link(home, home.values.title ?? home.values.text ?? t("table"))] : []),
  ];
  return shown.length ? el("ul", { class: "parts" }, shown.map((each) => el("li", {}, each))) : "";
}

function drawGrid(row) {
  const heads = Number(row.values.header_rows);
  const lines = new Map();
  for (const [line, , down, across, text, box] of row.cells) {
    const spans = { rowspan: down > 1 ? down : null, colspan: across > 1 ? across : null };
    const cell = el(line < heads ? "th" : "td", { ...spans, onclick: box ? () => point(row, box) : null }, text);
    lines.set(line, [...(lines.get(line) ?? []), cell]);
  }
  return el("div", { class: "frame" }, el("table", { class: "grid" }, [...lines].map(([, cells]) => el("tr", {}, cells))));
}

function point(row, box) {
  for (const each of sheets.querySelectorAll(".is-pointed")) each.remove();
  drawBox(row, box, "is-pointed");
  sheets.querySelector(".is-pointed")?.scrollIntoView({ block: "nearest", inline: "nearest" });
}
