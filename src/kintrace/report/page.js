"use strict";
// Everything shown is already in the page as HTML. This script translates, filters and searches it,
// draws the bars, and never builds markup from text: values are only ever moved as text nodes.
(() => {
  const words = JSON.parse(document.getElementById("words").textContent);
  const byId = (id) => document.getElementById(id);
  const root = document.documentElement;
  const pairs = [...document.querySelectorAll("details.pair")];
  const WEIGHTS = "tbody td:nth-child(4)";
  const MINUS = "\u2212";
  let language = root.lang;

  // ---- words -------------------------------------------------------------------------------------------
  const cut = (number) => words.texts[language][number].split(/\{(left|right|x|y|z)\}/);
  const localised = (text) => text.replace(/(\d)[.,](\d)/g, `$1${words.decimal[language]}$2`);

  function say(element) {
    element.textContent = cut(+element.dataset.t)
      .map((part, place) => (place % 2 ? localised(element.dataset[part] ?? "") : part))
      .join("");
  }

  function sayReason(row) {
    const cells = row.cells;
    const value = { left: cells[1].textContent, right: cells[2].textContent };
    cells[4].replaceChildren(
      ...cut(+row.dataset.s).map((part, place) => {
        if (place % 2 === 0) return part;
        const isolated = document.createElement("bdi");
        isolated.textContent = value[part] ?? "";
        return isolated;
      }),
    );
  }

  const written = new WeakMap(); // pair -> language its table is in

  function translatePair(pair) {
    if (written.get(pair) === language) return;
    written.set(pair, language);
    pair.querySelectorAll("table [data-t]").forEach(say);
    pair.querySelectorAll("tr[data-s]").forEach(sayReason);
    pair.querySelectorAll("td:nth-child(4)").forEach((cell) => {
      if (cell.firstChild) cell.firstChild.data = localised(cell.firstChild.data);
    });
  }

  function speak(chosen) {
    language = root.lang = chosen;
    for (const button of byId("languages").children) {
      button.setAttribute("aria-pressed", String(button.value === chosen));
    }
    document.querySelectorAll("[data-l]").forEach((element) => {
      element.setAttribute("aria-label", words.texts[language][+element.dataset.l]);
    });
    document.querySelectorAll("[data-t]:not(.pair table [data-t])").forEach(say);
    document.querySelectorAll(".n").forEach((element) => {
      element.textContent = localised(element.textContent);
    });
    nameChoices();
    pairs.filter((pair) => pair.open).forEach(complete);
  }

  // ---- bars: where each reason starts and ends on one scale for the whole page --------------------------
  const bits = (cell) => Number(cell.textContent.replace(MINUS, "-").replace(",", ".").replace(/\s/g, "")) || 0;
  const SVG = "http://www.w3.org/2000/svg";
  let scale = null;

  function measure() {
    let low = 0;
    let high = 0;
    for (const pair of pairs) {
      let sum = 0;
      for (const cell of pair.querySelectorAll(WEIGHTS)) {
        sum += bits(cell);
        low = Math.min(low, sum);
        high = Math.max(high, sum);
      }
    }
    const width = high - low || 1;
    scale = (value) => ((value - low) / width) * 100;
  }

  function bar(from, to, kind) {
    const svg = document.createElementNS(SVG, "svg");
    svg.setAttribute("viewBox", "0 0 100 10");
    svg.setAttribute("preserveAspectRatio", "none");
    svg.setAttribute("aria-hidden", "true");
    const draw = (name, settings) => {
      const shape = document.createElementNS(SVG, name);
      for (const [key, value] of Object.entries(settings)) shape.setAttribute(key, value);
      svg.append(shape);
    };
    draw("path", { class: "zero", d: `M${scale(0)} 0V10` });
    const [start, end] = [Math.min(from, to), Math.max(from, to)].map(scale);
    draw("rect", { class: kind, x: start, y: 1, width: Math.max(end - start, 0.6), height: 8 });
    return svg;
  }

  function drawBars(pair) {
    if (pair.querySelector("td svg")) return;
    if (!scale) measure();
    let sum = 0;
    for (const cell of pair.querySelectorAll(WEIGHTS)) {
      if (cell.textContent === "") continue;
      const next = sum + bits(cell);
      cell.append(bar(sum, next, next < sum ? "against" : "for"));
      sum = next;
    }
    const total = pair.querySelector("tfoot td:nth-child(4)");
    total.append(bar(0, bits(total), "sum"));
  }

  function complete(pair) {
    translatePair(pair);
    drawBars(pair);
  }

  // ---- search and filter -------------------------------------------------------------------------------
  const folded = (text) =>
    text.normalize("NFD").replace(/[\p{M}'’ʼ`ʹ]/gu, "").toLowerCase().replace(/\s+/g, " ");
  const recordText = new WeakMap();

  function textOf(pair) {
    if (!recordText.has(pair)) {
      const cells = pair.querySelectorAll("summary bdi, th bdi, tbody td:nth-child(2), tbody td:nth-child(3)");
      recordText.set(pair, folded([...cells].map((cell) => cell.textContent).join(" \u2016 ")));
    }
    return recordText.get(pair);
  }

  // A label is the number of its words, or, for a column that only this list has, ":" and its own name.
  const label = (row) => row.cells[0].dataset.t ?? `:${row.cells[0].textContent}`;
  const labelText = (chosen) => (chosen[0] === ":" ? chosen.slice(1) : words.texts[language][+chosen]);

  // An alteration's sentence without its values names its kind.
  const kind = (number) => words.texts[language][+number].replace(/\s*[:({].*/, "");

  function offer(select, rows, name, text) {
    const choices = new Set([...document.querySelectorAll(rows)].map(name));
    for (const choice of choices) select.add(new Option(text(choice), choice));
    select.dataset.own = choices.size;
    select.parentElement.hidden = choices.size === 0;
  }

  function nameChoices() {
    for (const [select, text] of [[byId("differs"), labelText], [byId("alteration"), kind]]) {
      [...select.options].slice(-select.dataset.own || Infinity).forEach((option) => (option.text = text(option.value)));
    }
  }

  function fits(pair, wanted) {
    if (wanted.assigned && !("a" in pair.dataset)) return false;
    if (+pair.dataset.p < wanted.minimum) return false;
    if (wanted.differs && ![...pair.querySelectorAll("tr.near, tr.apart")].some((row) => label(row) === wanted.differs)) {
      return false;
    }
    if (wanted.alteration) {
      const rows = [...pair.querySelectorAll("tr.alteration")];
      if (!rows.some((row) => wanted.alteration === "any" || row.dataset.s === wanted.alteration)) return false;
    }
    return wanted.terms.every((term) => textOf(pair).includes(term));
  }

  function filter() {
    const wanted = {
      assigned: byId("assigned").checked,
      minimum: +byId("minimum").value,
      differs: byId("differs").value,
      alteration: byId("alteration").value,
      terms: folded(byId("search").value).split(" ").filter(Boolean),
    };
    let shown = 0;
    for (const pair of pairs) {
      pair.hidden = !fits(pair, wanted);
      shown += !pair.hidden;
    }
    byId("nothing").hidden = shown > 0 || pairs.length === 0;
    byId("shown").dataset.x = String(shown).replace(/\B(?=(\d{3})+$)/g, "\u202f");
    say(byId("shown"));
  }

  // ---- keys, by their place on the keyboard so that any layout works ------------------------------------
  const visible = () => pairs.filter((pair) => !pair.hidden);

  function step(by) {
    const shown = visible();
    if (!shown.length) return;
    const here = shown.indexOf(document.activeElement?.closest?.("details.pair"));
    const next = shown[Math.min(Math.max(here < 0 ? 0 : here + by, 0), shown.length - 1)];
    const summary = next.querySelector("summary");
    summary.focus({ preventScroll: true });
    next.scrollIntoView({ block: next.offsetHeight > innerHeight ? "start" : "nearest" });
  }

  function expandAll() {
    const shown = visible();
    const open = shown.some((pair) => !pair.open);
    shown.forEach((pair) => (pair.open = open));
  }

  const acts = {
    KeyJ: () => step(1),
    KeyK: () => step(-1),
    KeyE: expandAll,
    "/": () => byId("search").focus(),
    "?": () => byId("keys").showModal(),
  };

  function press(event) {
    const inField = event.target.matches?.("input:not([type=checkbox]), select, textarea");
    if (event.key === "Escape" && event.target === byId("search")) byId("search").blur();
    if (event.ctrlKey || event.altKey || event.metaKey || inField || byId("keys").open) return;
    if (!byId("shortcuts").checked) return;
    const slash = event.code === "Slash" ? (event.shiftKey ? "?" : "/") : event.key;
    const act = acts[slash] ?? (event.shiftKey ? undefined : acts[event.code]);
    if (!act) return;
    event.preventDefault();
    act();
  }

  // ---- printing opens what the filter shows ------------------------------------------------------------
  let closed = [];
  addEventListener("beforeprint", () => {
    closed = visible().filter((pair) => !pair.open);
    closed.forEach((pair) => (pair.open = true));
    visible().forEach(complete);
  });
  addEventListener("afterprint", () => closed.forEach((pair) => (pair.open = false)));

  // ---- begin -------------------------------------------------------------------------------------------
  byId("list").addEventListener("toggle", (event) => event.target.open && complete(event.target), true);
  byId("languages").addEventListener("click", (event) => event.target.value && speak(event.target.value));
  byId("filter").addEventListener("submit", (event) => event.preventDefault());
  byId("filter").addEventListener("input", filter);
  byId("filter").addEventListener("reset", () => setTimeout(filter));
  byId("help").addEventListener("click", acts["?"]);
  addEventListener("keydown", press);
  byId("languages").hidden = false;
  byId("filter").hidden = pairs.length === 0;
  offer(byId("differs"), "tr.near, tr.apart", label, labelText);
  offer(byId("alteration"), "tr.alteration", (row) => row.dataset.s, kind);
  pairs.filter((pair) => pair.open).forEach(complete);
})();
