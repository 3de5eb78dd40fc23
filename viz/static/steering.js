// State, address, and everything a reader does.
const TABS = ["promises", "facts", "list", "map"];
const RELATION_KINDS = new Map();
for (const relation of PAGE.relations.filter((each) => !each.tentative))
  RELATION_KINDS.set(relationKey(relation), [...(RELATION_KINDS.get(relationKey(relation)) ?? []), relation]);
const BY_KEY = new Map(PAGE.things.map((thing, index) => [thing.key, index]));

/* ---- the address holds what is shown ---- */
function addressOf(changes = {}) {
  const now = { ...state, ...changes };
  const parts = new URLSearchParams();
  if (now.tab !== "promises") parts.set("tab", now.tab);
  if (now.chosen !== null) parts.set("e", PAGE.things[now.chosen].key);
  if (now.view === "whole") parts.set("view", "whole");
  if (now.asTable) parts.set("as", "table");
  if (now.hidden.size) parts.set("hide", [...now.hidden].sort().join(","));
  if (now.without.size) parts.set("without", [...now.without].sort().join("|"));
  if (now.by) parts.set("by", now.by);
  if (now.embed) parts.set("embed", "1");
  if (now.status) parts.set("status", now.status);
  if (now.language !== PAGE.language) parts.set("lang", now.language);
  if (now.theme !== "auto") parts.set("theme", now.theme);
  return `#${parts}`;
}

function remember(replace = false) {
  const address = addressOf();
  if (location.protocol === "about:" || address === (location.hash || "#")) return; // a notebook's frame has no address
  history[replace ? "replaceState" : "pushState"](null, "", address);
}

function readAddress() {
  const parts = new URLSearchParams(location.hash.slice(1));
  const among = (key, allowed, otherwise) => (allowed.includes(parts.get(key)) ? parts.get(key) : otherwise);
  state.chosen = BY_KEY.get(parts.get("e")) ?? null;
  state.tab = among("tab", TABS, "promises");
  state.view = among("view", ["whole"], "focus");
  state.asTable = parts.get("as") === "table";
  state.language = among("lang", ["en", "ko"], PAGE.language);
  state.theme = among("theme", ["light", "dark"], "auto");
  state.status = among("status", PAGE.statuses, "");
  state.hidden = new Set((parts.get("hide") ?? "").split(",").filter((sign) => Object.hasOwn(PAGE.signs, sign)));
  state.without = new Set((parts.get("without") ?? "").split("|").filter((key) => RELATION_KINDS.has(key)));
  state.by = among("by", DATES.slice(0, -1), "");
  state.embed = parts.get("embed") === "1";
}

/* ---- showing ---- */
const TELL = { promises: tellPromises, facts: tellFacts, list: tellList, map: () => tellMap() };

function showTab() {
  for (const name of TABS) {
    const tab = at(`tab-${name}`);
    tab.setAttribute("aria-selected", String(name === state.tab));
    tab.tabIndex = name === state.tab ? 0 : -1;
    at(name).hidden = name !== state.tab;
  }
  TELL[state.tab]();
  tellTaking();
}

function openTab(name) {
  state.tab = name;
  remember();
  showTab();
}

/** Show a thing (or none) on a tab; ``moveFocus`` brings keyboard and screen reader to its heading. */
function choose(index, tab, moveFocus = false) {
  state.chosen = index;
  state.tab = tab;
  if (index !== null && !shown(index)) {
    state.hidden.delete(PAGE.things[index].sign);
    if (!thingKnown(index)) state.by = "";
    setLegend();
    tellDate();
  }
  remember();
  showTab();
  at("main").scrollTop = 0;
  at(tab).scrollTop = 0;
  if (index === null) return;
  if (tab === "map") at("spoken").textContent = `${nameOf(PAGE.things[index])}, ${at("caption").textContent}`;
  if (moveFocus) at(tab === "map" ? "aside" : tab).querySelector("h2")?.focus({ preventScroll: true });
}

function setLegend() {
  for (const box of at("legend").querySelectorAll("input")) {
    box.checked = !state.hidden.has(box.value);
    box.parentElement.querySelector(".word").textContent = signName(box.value);
  }
  for (const box of at("relation-legend").querySelectorAll("input")) {
    box.checked = !state.without.has(box.value);
    box.parentElement.querySelector(".word").textContent = predicateName(RELATION_KINDS.get(box.value)[0]);
  }
}

function makeLegend() {
  const counts = new Map();
  for (const thing of PAGE.things) counts.set(thing.sign, (counts.get(thing.sign) ?? 0) + 1);
  const change = ({ target }) => {
    state.hidden[target.checked ? "delete" : "add"](target.value);
    remember(true);
    if (state.tab === "list" || state.tab === "map") showTab();
  };
  const changeRelation = ({ target }) => {
    state.without[target.checked ? "delete" : "add"](target.value);
    remember(true);
    if (state.tab === "map" || state.tab === "list") showTab();
  };
  const kinds = [...RELATION_KINDS].sort(([a, some], [b, others]) => others.length - some.length || (a < b ? -1 : 1));
  for (const [kind, relations] of kinds)
    at("relation-legend").append(el("label", {}, el("input", { type: "checkbox", value: kind, on: { change: changeRelation } }),
      el("span", { class: "word" }), el("small", {}, String(relations.length))));
  at("relation-filters").hidden = !RELATION_KINDS.size;
  for (const sign of Object.keys(PAGE.signs).filter((key) => counts.has(key)))
    at("legend").append(el("label", {}, el("input", { type: "checkbox", value: sign, on: { change } }), signIcon(sign),
      el("span", { class: "word" }), el("small", {}, String(counts.get(sign)))));
}

function refresh() {
  document.documentElement.lang = state.language;
  document.documentElement.dataset.theme = state.theme;
  document.documentElement.toggleAttribute("data-embed", state.embed);
  at("link-told").textContent = "";
  for (const part of document.querySelectorAll("[data-say]")) part.textContent = say(part.dataset.say);
  for (const part of document.querySelectorAll("[data-label]")) part.setAttribute("aria-label", say(part.dataset.label));
  const title = PAGE.title || say("title");
  at("title").textContent = title;
  document.title = title;
  at("language").lang = state.language === "en" ? "ko" : "en";
  const theme = say({ auto: "themeAuto", dark: "themeDark", light: "themeLight" }[state.theme]);
  at("theme").setAttribute("aria-label", say("theme", { theme }));
  at("theme").title = say("theme", { theme });
  at("query").placeholder = say("findHint");
  at("counts").textContent = say("counts", { things: PAGE.things.length, figures: PAGE.figures.length, relations: PAGE.relations.length, documents: PAGE.documents.length });
  at("notes").replaceChildren(...PAGE.notes.map((note) => el("p", { class: "note" }, say(note.key, note))));
  setLegend();
  tellDate();
  showTab();
}

/* ---- search ---- */
const search = { hits: [], on: -1 };

function point(to) {
  search.on = to;
  [...at("hits").children].forEach((hit, i) => hit.setAttribute("aria-selected", String(i === to)));
  if (to >= 0) {
    at("query").setAttribute("aria-activedescendant", `hit-${to}`);
    at("hits").children[to].scrollIntoView({ block: "nearest" });
  } else at("query").removeAttribute("aria-activedescendant");
}

function closeHits() {
  at("hits").hidden = true;
  at("query").setAttribute("aria-expanded", "false");
  point(-1);
}

function takeHit(index) {
  closeHits();
  at("query").value = "";
  choose(index, state.tab === "map" ? "map" : "facts", true);
}

function lookUp() {
  const asked = at("query").value;
  search.hits = find(asked);
  at("hits").replaceChildren(...search.hits.map((index, i) => {
    const thing = PAGE.things[index];
    const pick = (event) => { event.preventDefault(); takeHit(index); };
    return el("li", { role: "option", id: `hit-${i}`, "aria-selected": "false", on: { mousedown: pick } },
      signIcon(thing.sign), named(thing), el("small", {}, otherName(thing) ?? signName(thing.sign)));
  }));
  at("hits").hidden = !search.hits.length;
  at("query").setAttribute("aria-expanded", String(search.hits.length > 0));
  at("found").textContent = asked ? (search.hits.length ? say("matchCount", { n: search.hits.length }) : say("noMatch")) : "";
  point(search.hits.length ? 0 : -1);
}

at("query").addEventListener("input", lookUp);
at("query").addEventListener("blur", closeHits);
at("query").addEventListener("keydown", (event) => {
  if (event.isComposing) return;
  const many = search.hits.length;
  if ((event.key === "ArrowDown" || event.key === "ArrowUp") && many) {
    event.preventDefault();
    if (at("hits").hidden) lookUp();
    else point((search.on + (event.key === "ArrowDown" ? 1 : many - 1)) % many);
  } else if (event.key === "Enter" && search.on >= 0) {
    event.preventDefault();
    takeHit(search.hits[search.on]);
  } else if (event.key === "Escape") {
    at("query").value = "";
    lookUp();
  }
});

/* ---- buttons and keys ---- */
for (const name of TABS) at(`tab-${name}`).addEventListener("click", () => openTab(name));
at("tabs").addEventListener("keydown", (event) => {
  const step = { ArrowRight: 1, ArrowLeft: TABS.length - 1 }[event.key];
  const to = event.key === "Home" ? 0 : event.key === "End" ? TABS.length - 1 : step && (TABS.indexOf(state.tab) + step) % TABS.length;
  if (to === undefined) return;
  event.preventDefault();
  openTab(TABS[to]);
  at(`tab-${TABS[to]}`).focus();
});
at("language").addEventListener("click", () => { state.language = state.language === "en" ? "ko" : "en"; remember(true); refresh(); });
at("theme").addEventListener("click", () => { state.theme = { auto: "dark", dark: "light", light: "auto" }[state.theme]; remember(true); refresh(); });
at("print").addEventListener("click", () => window.print());
at("help").addEventListener("click", () => at("keys").showModal());

function setView(changes) {
  Object.assign(state, changes);
  remember();
  tellMap(true);
  tellTaking();
}
at("view-focus").addEventListener("click", () => setView({ view: "focus" }));
at("view-whole").addEventListener("click", () => setView({ view: "whole" }));
at("view-table").addEventListener("click", () => setView({ asTable: !state.asTable }));
const zoom = (by) => picture.network.moveTo({ scale: picture.network.getScale() * by });
at("zoom-in").addEventListener("click", () => zoom(1.25));
at("zoom-out").addEventListener("click", () => zoom(0.8));
at("zoom-fit").addEventListener("click", () => fit(true));

at("picture").addEventListener("keydown", (event) => {
  const ways = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
  const acts = {
    "+": () => zoom(1.25), "=": () => zoom(1.25), "-": () => zoom(0.8), 0: () => fit(true),
    Enter: () => { if (state.chosen !== null) choose(state.chosen, "facts", true); },
    Escape: () => (inFocus() ? setView({ view: "whole" }) : choose(null, "map")),
  };
  const way = ways[event.key];
  if (!way && !acts[event.key]) return;
  event.preventDefault();
  if (acts[event.key]) return void acts[event.key]();
  const next = nextThing(...way);
  if (next !== null) choose(next, "map");
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || /^(INPUT|TEXTAREA|SELECT)$/.test(document.activeElement.tagName)) return;
  event.preventDefault();
  at("query").focus();
});

/* ---- the window ---- */
matchMedia("(prefers-color-scheme:dark)").addEventListener("change", () => drawPicture());
const goBack = () => { readAddress(); refresh(); };
addEventListener("popstate", goBack);
matchMedia("print").addEventListener("change", () => { if (state.tab === "promises" || state.tab === "list") showTab(); });
addEventListener("beforeprint", () => { document.documentElement.dataset.theme = "light"; drawPicture(); });
addEventListener("afterprint", () => { document.documentElement.dataset.theme = state.theme; drawPicture(); });

if (matchMedia("(max-width:900px)").matches) for (const part of ["filters", "documents"]) at(part).open = false;
makeLegend();
startDating();
readAddress();
refresh();
window.policygraph = { find, cell, labels: () => picture.labels, view: () => ({ ...state, scene: picture.scene }), readyAfter: performance.now() };
