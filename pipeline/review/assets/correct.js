"use strict";
// A correction of one value as a line of corrections.csv, ready to be pasted.

const HEAD = ["row_id", "path", "page", "quote", "column", "was", "now", "who", "why"];
const BOTH = "value_min + value_max";  // a number that is no range has its value twice

const csv = (text) => (/[";\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** The lines for one value: one, or two where both ends of a number change. */
function correctionLines(row, { column, now, who, why }) {
  const quote = row.quote.replace(/\s+/g, " ").trim();
  const columns = column === BOTH ? BOTH.split(" + ") : [column];
  return columns.map((name) => (
    [row.id, data.path, String(row.page ?? ""), quote, name, row.values[name] ?? "", now, who, why].map(csv).join(";")
  )).join("\n");
}

function columnsOf(row) {
  const all = (WORDS.columns[row.dataset] ?? []).map(({ name }) => name);
  const isOneNumber = row.values.value_min !== undefined && row.values.value_min === row.values.value_max;
  return isOneNumber ? [BOTH, ...all] : all;
}

const columnName = (column) => (column === BOTH ? t("value") : word("columns", column));

/** The form for one row; the line below it is always what the fields say. */
function correctionForm(row, chosen) {
  const columns = columnsOf(row);
  const column = el("select", { name: "column" }, columns.map((name) => el("option", { value: name }, columnName(name))));
  column.value = columns.includes(chosen) ? chosen : columns[0];
  const was = el("output", { class: "was" });
  const line = el("textarea", { class: "line", readonly: true, rows: 3, "aria-label": t("line"), spellcheck: "false" });
  const field = (name, autocomplete) => el("input", { name, autocomplete });
  const fields = { now: field("now", "off"), who: field("who", "name"), why: field("why", "off") };
  const allowed = el("datalist", { id: "allowed" });
  const hint = el("small", {});
  const form = el("form", { class: "correction", "aria-label": t("correct_this") },
    el("label", {}, el("span", {}, t("column")), column),
    el("label", {}, el("span", {}, t("was")), was),
    Object.entries(fields).map(([name, input]) => el("label", {}, el("span", {}, t(name)), input)),
    allowed, hint, line,
    el("div", { class: "buttons" },
      el("button", { type: "submit", class: "main" }, t("copy")),
      el("button", { type: "button", onclick: (event) => copy(HEAD.join(";"), event.currentTarget) }, t("copy_head"))));
  fields.who.value = store.get("who") ?? "";
  fields.now.setAttribute("list", "allowed");
  function write() {
    const told = Object.fromEntries(Object.entries(fields).map(([name, input]) => [name, input.value.trim()]));
    line.value = correctionLines(row, { column: column.value, ...told });
  }
  function pick() {
    const name = column.value.split(" + ")[0];
    const declared = WORDS.columns[row.dataset].find((each) => each.name === name);
    was.textContent = row.values[name] ?? "–";
    put(allowed, declared.values.map((each) => el("option", { value: each }, word("values", each))));
    hint.textContent = [t("empty_now"), declared.several ? t("several") : ""].join(" ");
    write();
  }
  column.addEventListener("change", pick);
  form.addEventListener("input", write);
  fields.who.addEventListener("change", () => store.set("who", fields.who.value.trim()));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    copy(line.value, event.submitter ?? form.querySelector("button"), line);
  });
  pick();
  return form;
}

/** To the clipboard; where the browser does not allow that, the words are there to be copied by hand. */
async function copy(text, button, field) {
  let told = "copied";
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    field?.select();
    told = field && document.execCommand("copy") ? "copied" : "copy_by_hand";
  }
  const before = button.textContent;
  button.textContent = t(told);
  setTimeout(() => { button.textContent = before; }, 1500);
}
