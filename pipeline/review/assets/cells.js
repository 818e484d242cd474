"use strict";
// How the rows of each dataset are shown in a list: a view is a dataset and its columns.

/** What a column holds, in words. */
function value(name, row) {
  return row.values[name] === undefined ? "" : word(name === "unit" ? "units" : "values", row.values[name]);
}

const chip = (text, kind = "") => (text ? el("span", { class: `chip ${kind}` }, text) : "");
const muted = (...text) => el("small", {}, ...text);
const joined = (parts, by = ", ") => parts.filter((part) => part).join(by);
const list = (text) => (text ?? "").split(" | ").join(", ");

/** '1.250 woningen', 'minstens 120 woningen', '60–70%', '€ 760'. */
function amount({ values }) {
  const [min, max] = ["value_min", "value_max"].map((name) => (name in values ? Number(values[name]) : null));
  const [before, behind] = { eur: ["€ ", ""], percent: ["", "%"] }[values.unit] ?? ["", ""];
  const written = (figure) => before + number(figure) + behind;
  const unitBehind = before || behind ? "" : ` ${word("units", values.unit ?? "")}`;
  if (min === null && max === null) return t("to_be_determined");
  if (max === null) return t("minimum", written(min)) + unitBehind;
  if (min === null) return t("maximum", written(max)) + unitBehind;
  const whole = min === max ? written(min) : `${written(min)}–${written(max)}`;
  return (values.qualifier === "approx" ? t("about", whole) : whole) + unitBehind;
}

function time({ values }) {
  const period = joined([values.period_start_year, values.period_end_year], "–");
  const known = values.year ?? (values.reference_date ? date(values.reference_date) : "") ?? "";
  const rate = values.rate && values.rate !== "total" ? muted(value("rate", { values })) : "";
  return [known || period || values.reference || "", rate];
}

/** '31 dec 2025', '1 jul 2025 – 30 sep 2025', 'vanaf 1 jan 2026', '2 per jaar'. */
function due({ values }) {
  if (values.recurrence_period) {
    return t("recurring", `${number(values.recurrence_count ?? 1)}×`, word("units", values.recurrence_period));
  }
  if (values.due_on) return date(values.due_on);
  if (values.starts_on && !values.ends_on) return t("from_date", date(values.starts_on));
  return joined([values.starts_on, values.ends_on].map((day) => day && date(day)), " – ");
}

/** The parties of a commitment: who answers for it filled, who takes part outlined. */
function parties(row) {
  return partsOf(row, "responsibilities").map((part) => (
    el("span", { class: `chip party ${part.values.role}`, title: value("role", part) }, part.values.party)
  ));
}

/** What is the matter with a row, to be seen without opening it. */
function flags(row) {
  return [
    ...(row.issues ?? []).map((place) => {
      const { severity, code, message } = rows[place].values;
      return el("span", { class: `chip ${severity}`, title: message }, word("codes", code));
    }),
    row.change ? chip(t(row.change === "added" ? "new_row" : "changed_row"), "new") : "",
    row.corrected ? chip(t("corrected"), "new") : "",
  ];
}

// ---------------------------------------------------------------- cells of several parts
const told = (words) => el("span", { class: "clamped" }, words);

/** The amount, and the printed words where they are more than its digits. */
function figure(row) {
  const isMore = /[^\d.]/.test(row.values.raw ?? "");
  return [el("b", {}, amount(row)), isMore ? muted(`“${row.values.raw}”`) : ""];
}

function subject(row) {
  const counts = row.values.is_additive === "true" ? "" : t("not_additive");
  return [
    joined([value("indicator", row), value("segment", row), row.values.rent_band]),
    muted(joined([value("basis", row), counts], " · ")),
    flags(row),
  ];
}

function whose({ values }) {
  const names = [values.project, values.corporation, list(values.municipalities)];
  return [joined(names), values.group ? muted(values.group) : ""];
}

function promised(row) {
  const commitment = row.of === undefined ? null : rows[row.of];
  return [told(commitment?.values.text ?? row.values.sentence), muted(value("class", row)), flags(row)];
}

function agreed(row) {
  const number = row.values.number ? el("b", {}, `${row.values.number} `) : "";
  return [number, told(row.values.text), muted(row.values.theme ?? ""), flags(row)];
}

function added(row) {
  const { sums } = row.values;
  return sums === "none" ? "" : chip(value("sums", row), sums === "fail" ? "warning" : "ok");
}

function reported(row) {
  const { severity, code, message } = row.values;
  return [chip(word("values", severity), severity), el("b", {}, word("codes", code)), el("div", {}, message)];
}

function because({ values }) {
  const dataset = Object.keys(VIEWS).find((name) => VIEWS[name].dataset === values.what);
  return [chip(t(values.change), "new"), muted(joined([t(dataset ?? "parties"), word("values", values.cause)], " · "))];
}

function became({ quote, values }) {
  const column = values.column && `${word("columns", values.column)}: `;
  const both = column && [column, el("del", {}, values.was ?? "–"), " → ", el("ins", {}, values.now ?? "–")];
  return [told(quote), column ? el("div", {}, both) : ""];
}

function known(row) {
  const { title, period_start_year: first, period_end_year: last, municipalities, corporations } = row.values;
  const facts = [value("document_type", row), value("status", row), joined([first, last], "–")];
  return [el("b", {}, title ?? data.path), muted(joined([...facts, list(municipalities), list(corporations)], " · "))];
}

// ---------------------------------------------------------------- the views
const sure = { head: "confidence", class: "figure sureness", show: (row) => sureness(row.confidence) };
const VIEWS = {
  numbers: {
    dataset: "observations",
    columns: [
      { head: "value", class: "value", show: figure },
      { head: "what", show: subject },
      { head: "when", class: "tight", show: time },
      { head: "where", show: whose },
      sure,
    ],
  },
  deadlines: {
    dataset: "deadlines",
    columns: [
      { head: "due", class: "value", show: (row) => [el("b", {}, due(row)), muted(`“${row.values.expression}”`)] },
      { head: "commitment", show: promised },
      { head: "parties", show: (row) => (row.of === undefined ? "" : parties(rows[row.of])) },
      sure,
    ],
  },
  commitments: {
    dataset: "commitments",
    columns: [
      { head: "commitment", show: agreed },
      { head: "parties", show: parties },
      { head: "due", class: "tight", show: (row) => partsOf(row, "deadlines").map((part) => el("div", {}, due(part))) },
      sure,
    ],
  },
  tables: {
    dataset: "tables",
    columns: [
      { head: "table", show: (row) => [el("b", {}, row.values.title ?? t("table")), muted(value("method", row)), flags(row)] },
      { head: "what", show: (row) => value("kind", row) },
      { head: "size", class: "figure", show: (row) => `${row.values.row_count} × ${row.values.column_count}` },
      { head: "sums", show: added },
      sure,
    ],
  },
  issues: {
    dataset: "issues",
    columns: [
      { head: "issue", show: reported },
      { head: "page", class: "figure", show: (row) => row.page ?? "" },
    ],
  },
  changes: {
    dataset: "changes",
    columns: [
      { head: "change", show: because },
      { head: "what", show: became },
    ],
  },
  document: {
    dataset: "documents",
    columns: [{ head: "about_document", show: known }],
  },
};
