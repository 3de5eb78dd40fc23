// What was known by a date: only what documents issued on or before it say.
/** Sorts and compares issue dates as precise as they are: "2021" comes behind every day of 2021. */
const latest = (date) => date.padEnd(10, "~");
const DATES = [...new Set(PAGE.documents.map((document) => document.issued).filter(Boolean))]
  .sort((a, b) => (latest(a) < latest(b) ? -1 : 1));
const UNDATED = PAGE.documents.filter((document) => !document.issued).length;

const documentKnown = (document) => !state.by || Boolean(document.issued && latest(document.issued) <= latest(state.by));
const passageKnown = (passage) => documentKnown(PAGE.documents[PAGE.passages[passage].d]);
/** Whether one of these passages was there by the chosen date. */
const known = (passages) => !state.by || (passages ?? []).some(passageKnown);
const figureKnown = (index) => known(PAGE.figures[index].p);
const figuresOf = (index) => FIGURES[index].filter(figureKnown);
const linksOf = (index) => RELATIONS[index].filter((link) => known(link.relation.p));
const factCount = (index) => (state.by ? figuresOf(index).length + linksOf(index).length : PAGE.things[index].w);

const knownThings = { by: "", things: new Map() };
function thingKnown(index) {
  if (!state.by) return true;
  if (knownThings.by !== state.by) Object.assign(knownThings, { by: state.by, things: new Map() });
  const { things } = knownThings;
  if (!things.has(index)) {
    const { named } = PAGE.things[index];
    things.set(index, factCount(index) > 0 || (named !== undefined && passageKnown(named)));
  }
  return things.get(index);
}

/** How many facts each date brought first, as bars over the slider. */
function dateBars() {
  const counts = new Map(DATES.map((date) => [date, 0]));
  for (const { p } of [...PAGE.figures, ...PAGE.relations]) {
    const dates = (p ?? []).map((passage) => PAGE.documents[PAGE.passages[passage].d].issued).filter(Boolean);
    if (!dates.length) continue;
    const first = dates.reduce((a, b) => (latest(a) <= latest(b) ? a : b));
    counts.set(first, counts.get(first) + 1);
  }
  const most = Math.max(1, ...counts.values());
  const step = 200 / DATES.length;
  const bars = [...counts.values()].map((count, i) => {
    const high = count ? Math.max(2, (30 * count) / most) : 0;
    return `M${(i * step + step * 0.1).toFixed(2)} 32v${(-high).toFixed(2)}h${(step * 0.8).toFixed(2)}V32z`;
  });
  return svg("svg", { class: "bars", viewBox: "0 0 200 32", preserveAspectRatio: "none", "aria-hidden": "true" }, svg("path", { d: bars.join("") }));
}

function tellDate() {
  const date = momentText(state.by || DATES.at(-1) || "");
  at("dating").hidden = DATES.length < 2;
  at("by").value = String(state.by ? DATES.indexOf(state.by) : DATES.length - 1);
  at("by").setAttribute("aria-valuetext", date);
  at("by-date").textContent = date;
  at("sources").replaceChildren(...PAGE.documents.filter(documentKnown).map((document) => el("li", {}, documentLink(document), el("br"), el("small", {}, documentLine(document)))));
  at("by-left").textContent = state.by && UNDATED ? say("undatedLeft", { n: UNDATED }) : "";
}

function startDating() {
  if (DATES.length < 2) return;
  at("by").max = String(DATES.length - 1);
  at("by").before(dateBars());
  at("by").addEventListener("input", () => {
    const step = Number(at("by").value);
    state.by = step === DATES.length - 1 ? "" : DATES[step];
    remember(true);
    tellDate();
    showTab();
  });
}
