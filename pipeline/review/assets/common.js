"use strict";
// What every page of the report needs: language, theme, small pieces of HTML. Words from documents only ever
// become text, never HTML.

const store = {
  get(key) {
    try { return localStorage.getItem(`afspraken.${key}`); } catch { return null; }
  },
  set(key, value) {
    try { localStorage.setItem(`afspraken.${key}`, value); } catch { /* a browser that keeps nothing */ }
  },
};

const DARK = matchMedia("(prefers-color-scheme: dark)");
const root = document.documentElement;
let language = store.get("language") ?? WORDS.languages[0];

function setTheme() {
  root.dataset.theme = store.get("theme") ?? (DARK.matches ? "dark" : "light");
}
setTheme();  // before anything is painted
DARK.addEventListener("change", setTheme);

// ---------------------------------------------------------------- words
function fill(text, values) {
  return text.replace(/\{(\d)\}/g, (_, place) => values[Number(place)] ?? "");
}

/** A label of a section of labels.toml; a key without one stands for itself. */
function word(section, key, ...values) {
  const texts = WORDS.labels[section]?.[key];
  return texts ? fill(texts[WORDS.languages.indexOf(language)], values) : key;
}

const t = (key, ...values) => word("ui", key, ...values);

const number = (value) => new Intl.NumberFormat(language, { maximumFractionDigits: 2 }).format(value);
const percent = (share) => `${Math.round(share * 100)}%`;

function date(iso) {
  const parsed = new Date(`${iso}T00:00:00Z`);
  if (Number.isNaN(parsed.getTime())) return iso;
  const parts = { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" };
  return new Intl.DateTimeFormat(language === "en" ? "en-GB" : language, parts).format(parsed);
}

// ---------------------------------------------------------------- pieces of HTML
/** An element; `on…` are listeners, other attributes are set where they are not false or null. */
function el(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else made.setAttribute(name, value === true ? "" : value);
  }
  return put(made, ...children);
}

/** The element with these children in place of those it had; lists are taken apart, empty ones left out. */
function put(parent, ...children) {
  parent.replaceChildren(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== ""));
  return parent;
}

const byId = (id) => document.getElementById(id);

/** How sure: a number to read, and a bar to see. */
function sureness(share) {
  if (share === null || share === undefined) return "";
  const meter = el("span", { class: share < WORDS.doubtful ? "sure is-low" : "sure" }, percent(share));
  meter.style.setProperty("--share", share);
  return meter;
}

// ---------------------------------------------------------------- the whole page in the chosen language
let whenRelabelled = () => {};

function relabel() {
  root.lang = language;
  for (const each of document.querySelectorAll("[data-label]")) {
    each.textContent = t(each.dataset.label, ...JSON.parse(each.dataset.values ?? "[]"));
  }
  for (const each of document.querySelectorAll("[data-value]")) each.textContent = word("values", each.dataset.value);
  for (const each of document.querySelectorAll("[data-name]")) each.setAttribute("aria-label", t(each.dataset.name));
  for (const each of document.querySelectorAll("[data-title]")) {
    each.title = t(each.dataset.title);
    each.setAttribute("aria-label", each.title);
  }
  for (const each of document.querySelectorAll("[data-placeholder]")) {
    each.placeholder = t(each.dataset.placeholder);
    each.setAttribute("aria-label", each.placeholder);
  }
  byId("language").textContent = WORDS.languages.find((each) => each !== language).toUpperCase();
  whenRelabelled();
  labelTheme();
}

function labelTheme() {
  byId("theme").title = t(root.dataset.theme === "dark" ? "light" : "dark");
  byId("theme").setAttribute("aria-label", byId("theme").title);
}

function start(draw) {
  whenRelabelled = draw;
  byId("language").addEventListener("click", () => {
    language = WORDS.languages.find((each) => each !== language);
    store.set("language", language);
    relabel();
  });
  byId("theme").addEventListener("click", () => {
    store.set("theme", root.dataset.theme === "dark" ? "light" : "dark");
    setTheme();
    labelTheme();
  });
  byId("help").addEventListener("click", () => byId("keys").showModal());
  relabel();
}

/** Whether a key is typed into a field, or belongs to the browser. */
function isTyped(event) {
  return event.ctrlKey || event.metaKey || event.altKey || byId("keys").open
    || event.target.matches("input:not([type=checkbox]), select, textarea");
}
