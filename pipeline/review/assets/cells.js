"use strict";
// How the rows of each dataset are shown in a list: a view is a dataset and its columns.

const value = (name, row) => (row.values[name] === undefined ? "" : word(name === "unit" ? "units" : "values", row.values[name]));
const chip = (text, kind = "") => (text ? el("span", { class: `chip ${kind}` }, text) : "");
const muted = (...text) => el("small", {}, ...text);
const joined = (parts, by = ", ") => parts.filter((part) => part).join(by);
const list = (text) => (text ?? "").split(" | ").join(", ");

/** '1.250 woningen', 'minstens 120 woningen', '60–70%', '€ 760'. */
function amount({ values }) {
  const [min, max] = ["value_min", "value_max"].map((name) => (name in values ? Number(values[name]) : null));
  const unit = word("units", values.unit ?? "");
  const written = (figure) => (values.unit === "eur" ? `€ ${number(figure)}` : values.unit === "percent" ? `${number(figure)}%` : number(figure));
  const unitBehind = ["eur", "percent"].includes(values.unit) ? "" : ` ${unit}`;
  if (min === null && max === null) return t("to_be_determined");
  if (max === null) return t("minimum", written(min)) + unitBehind;
  if (min === null) return t("maximum", written(max)) + unitBehind;
  const whole = min === max ? written(min) : `${written(min)}–${written(max)}`;
  return (values.qualifier === "approx" ? t("about", whole) : whole) + unitBehind;
}

function time({ values }) {
  const period = joined([values.period_start_year, values.period_end_year], "–");
  const known = values.year ?? (values.reference_date ? date(values.reference_date) : "") ?? "";
  return [known || period || values.reference || "", values.rate && values.rate !== "total" ? muted(value("rate", { values })) : ""];
}

/** '31 dec 2025', '1 jul 2025 – 30 sep 2025', 'vanaf 1 jan 2026', '2 per jaar'. */
function due({ values }) {
  if (values.due_on && !values.recurrence_period) return date(values.due_on);
  if (values.recurrence_period) return t("recurring", `${number(values.recurrence_count ?? 1)}×`, word("units", values.recurrence_period));
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

const sure = { head: "confidence", class: "figure sureness", show: (row) => sureness(row.confidence) };
const VIEWS = {
  numbers: {
    dataset: "observations",
    first: "value",
    columns: [
      { head: "value", class: "value", show: (row) => [el("b", {}, amount(row)), /[^\d.]/.test(row.values.raw ?? "") ? muted(`“${row.values.raw}”`) : ""] },
      { head: "what", show: (row) => [joined([value("indicator", row), value("segment", row), row.values.rent_band]), muted(joined([value("basis", row), row.values.is_additive === "true" ? "" : t("not_additive")], " · ")), flags(row)] },
      { head: "when", class: "tight", show: time },
      { head: "where", show: (row) => [joined([row.values.project, row.values.corporation, list(row.values.municipalities)]), row.values.group ? muted(row.values.group) : ""] },
      sure,
    ],
  },
  deadlines: {
    dataset: "deadlines",
    columns: [
      { head: "due", class: "value", show: (row) => [el("b", {}, due(row)), muted(`“${row.values.expression}”`)] },
      { head: "commitment", show: (row) => [el("span", { class: "clamped" }, row.of === undefined ? row.values.sentence : rows[row.of].values.text), muted(value("class", row)), flags(row)] },
      { head: "parties", show: (row) => (row.of === undefined ? "" : parties(rows[row.of])) },
      sure,
    ],
  },
  commitments: {
    dataset: "commitments",
    columns: [
      { head: "commitment", show: (row) => [row.values.number ? el("b", {}, `${row.values.number} `) : "", el("span", { class: "clamped" }, row.values.text), muted(row.values.theme ?? ""), flags(row)] },
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
      { head: "sums", show: (row) => (row.values.sums === "none" ? "" : chip(value("sums", row), row.values.sums === "fail" ? "warning" : "ok")) },
      sure,
    ],
  },
  issues: {
    dataset: "issues",
    columns: [
      { head: "issue", show: (row) => [chip(value("severity", row), row.values.severity), el("b", {}, word("codes", row.values.code)), el("div", {}, row.values.message)] },
      { head: "page", class: "figure", show: (row) => row.page ?? "" },
    ],
  },
  changes: {
    dataset: "changes",
    columns: [
      { head: "change", show: (row) => [chip(t(row.values.change), "new"), muted(joined([t(Object.keys(VIEWS).find((name) => VIEWS[name].dataset === row.values.what) ?? "parties"), word("values", row.values.cause)], " · "))] },
      { head: "what", show: (row) => [el("span", { class: "clamped" }, row.quote), row.values.column ? el("div", {}, `${word("columns", row.values.column)}: `, el("del", {}, row.values.was ?? "–"), " → ", el("ins", {}, row.values.now ?? "–")) : ""] },
    ],
  },
  document: {
    dataset: "documents",
    columns: [
      { head: "about_document", show: (row) => [el("b", {}, row.values.title ?? data.path), muted(joined([value("document_type", row), value("status", row), joined([row.values.period_start_year, row.values.period_end_year], "–"), list(row.values.municipalities), list(row.values.corporations)], " · "))] },
    ],
  },
};
