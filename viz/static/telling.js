// Promises beside results, the facts of one thing, the list.
const RELATIONS = PAGE.things.map(() => []);
PAGE.relations.forEach((relation, index) => {
  RELATIONS[relation.a].push({ index, relation, other: relation.b, outward: true });
  if (relation.b !== relation.a) RELATIONS[relation.b].push({ index, relation, other: relation.a, outward: false });
});
const FIGURES = PAGE.things.map(() => []);
PAGE.figures.forEach((figure, index) => FIGURES[figure.a].push(index));
const predicateName = (relation) => nameOf(PAGE.predicates[relation.r]);
const relationKey = (relation) => PAGE.predicates[relation.r].en ?? relation.r;
const drawable = (relation) => !state.without.has(relationKey(relation));
const shown = (index) => !state.hidden.has(PAGE.things[index].sign) && thingKnown(index);

/* ---- promises and results ---- */
const measured = (status) => status === "met" || status === "partlyMet" || status === "onTheWay";

function progressBar(promise) {
  const share = Math.max(0, Math.min(1, (promise.percent ?? 0) / 100));
  const bar = svg("svg", { class: "bar", viewBox: "0 0 200 8", preserveAspectRatio: "none", "aria-hidden": "true" },
    svg("rect", { class: "track", width: 200, height: 8 }));
  if (promise.status === "met" || (measured(promise.status) && promise.percent !== undefined))
    bar.append(svg("rect", { class: "fill", width: promise.status === "met" ? 200 : Math.max(2, 200 * share), height: 8 }));
  else if (promise.status === "notComparable") for (let x = 6; x < 204; x += 9) bar.append(svg("line", { class: "hatch", x1: x, x2: x - 5, y1: 8, y2: 0 }));
  return bar;
}

function figureCell(index, citations, heading, withMetric) {
  const figure = PAGE.figures[index];
  return el("div", { class: "told" },
    el("span", { class: "cell-name" }, heading),
    el("p", { class: "value" }, el("strong", {}, figureText(figure)), ...citations.marks(figure.p)),
    withMetric && figure.metric !== undefined ? el("p", { class: "metric" }, named(PAGE.labels[figure.metric])) : null,
    limitList(figure),
    figure.by === undefined ? null : el("p", { class: "hint" }, say("saidBy", { who: nameOf(PAGE.labels[figure.by]) })));
}

const partsOf = (promise) => [promise.target, ...(promise.earlier ?? []), ...(promise.results ?? []), promise.nearest].filter((index) => index !== undefined);
/** Promises that were made by the chosen date, with their numbers; what came later is left out of them. */
const promisesKnown = () => PAGE.promises.map((promise, number) => [promise, number])
  .filter(([promise]) => [promise.target, ...(promise.earlier ?? [])].some(figureKnown));
const statusKnown = (promise) => (partsOf(promise).every(figureKnown) ? promise.status : "");
const promisesShown = () => promisesKnown().filter(([promise]) => !state.status || statusKnown(promise) === state.status);

/** How many rows and cells are written before the reader asks for more: thousands would make the page wait. */
const ROWS = { promises: 40, list: 200 };
const CELLS = 3;
const rowsOpen = { ...ROWS };
const printing = () => matchMedia("print").matches;

function moreCells(rest, make) {
  const show = ({ currentTarget }) => {
    const made = rest.map(make);
    currentTarget.replaceWith(...made);
    made[0].querySelector("button")?.focus();
  };
  return el("button", { type: "button", class: "open", on: { click: show } }, say("showMore", { n: decimals(rest.length, 0) }));
}

/** The first rows, and a button for the next ones where there are more; paper gets all. */
function someRows(tab, rows) {
  const some = printing() ? rows : rows.slice(0, rowsOpen[tab]);
  const show = () => {
    rowsOpen[tab] += ROWS[tab] * 2;
    TELL[tab]();
    at(tab).querySelectorAll("article, tbody tr")[some.length]?.querySelector("button, a")?.focus();
  };
  const left = rows.length - some.length;
  return [some, left ? el("p", {}, el("button", { type: "button", class: "more-rows", on: { click: show } }, say("showMore", { n: decimals(left, 0) }))) : null];
}

/** One entry of the ledger: what was promised, what came of it, how that stands; the sentences one click away. */
function promiseRow(promise, number) {
  const place = `row-${number}`;
  const target = PAGE.figures[promise.target];
  const metric = target.metric === undefined ? null : PAGE.labels[target.metric];
  const quotes = el("div", { class: "quotes", id: place, hidden: true });
  const toggle = el("button", { type: "button", class: "open", "aria-expanded": "false", "aria-controls": place, on: { click: () => reveal(quotes.hidden) } });
  const reveal = (open = true) => {
    if (open && quotes.childElementCount < citations.passages.length) quotes.replaceChildren(...citations.blocks());
    quotes.hidden = !open;
    toggle.setAttribute("aria-expanded", String(open));
  };
  const citations = new Citations(place, reveal);
  const cell = (index, heading) => figureCell(index, citations, heading, PAGE.figures[index].metric !== target.metric);
  const cells = (indexes, word) => {
    const told = (indexes ?? []).filter((index) => index !== undefined && figureKnown(index));
    const first = told.slice(0, CELLS).map((index) => cell(index, say(word)));
    return told.length > CELLS ? [...first, moreCells(told.slice(CELLS), (index) => cell(index, say(word)))] : first;
  };
  const promised = [...cells([promise.target], "promised"), ...cells(promise.earlier, "earlier")];
  const results = [...cells(promise.results, "result"), ...cells([promise.nearest], "nearest")];
  if (!results.length) results.push(el("span", { class: "cell-name" }, say("result")), el("p", { class: "value" }, "—"));
  if (printing()) reveal();
  toggle.append(`${say("sentences")} (${citations.passages.length})`);
  const later = !partsOf(promise).every(figureKnown);
  const percent = !later && measured(promise.status) && promise.percent !== undefined ? ` ${decimals(promise.percent, 1)}%` : "";
  const reasons = later ? [] : [promise.reason, ...(promise.remarks ?? [])].filter(Boolean);
  const outcome = later
    ? [el("p", { class: "reason" }, say("laterTold"))]
    : [progressBar(promise), el("p", {}, el("b", { class: "status" }, say(promise.status) + percent)), ...reasons.map((reason) => el("p", { class: "reason" }, nameOf(reason)))];
  return el("article", { class: `promise ${later ? "laterTold" : promise.status}`, "aria-labelledby": `promise-${number}` },
    el("h4", { id: `promise-${number}` }, metric ? named(metric) : say(target.kind), " · ", thingLink(target.a)),
    el("div", {}, ...promised),
    el("div", {}, ...results),
    el("div", { class: "outcome" }, el("span", { class: "cell-name" }, say("status")), ...outcome, toggle),
    quotes);
}

function tellPromises() {
  const counts = PAGE.statuses.map((status) => [status, promisesKnown().filter(([promise]) => statusKnown(promise) === status).length]);
  const tile = (status, count, word) =>
    el("li", { class: status }, el("button", { type: "button", "data-status": status, "aria-pressed": String(state.status === status),
      on: { click: () => { state.status = status; remember(true); showTab(); at("promises").querySelector(`[data-status="${status}"]`).focus(); } } },
      el("b", {}, String(count)), " ", el("span", {}, word)));
  const [rows, more] = someRows("promises", promisesShown());
  at("promises").replaceChildren(
    el("h2", { class: "unseen" }, say("promises")),
    promisesKnown().length
      ? el("ul", { class: "tiles" }, tile("", promisesKnown().length, say("all")),
        ...counts.filter(([, count]) => count).map(([status, count]) => tile(status, count, say(status))))
      : el("p", {}, say("noPromises")),
    ...rows.flatMap(([promise, number], i) => {
      const programme = nameOf(promise.programme);
      const first = i === 0 || nameOf(rows[i - 1][0].programme) !== programme;
      return [...(first ? [el("h3", {}, programme)] : []), promiseRow(promise, number)];
    }), more ?? "");
}

/* ---- facts of one thing ---- */
const KINDS = ["budget", "investment", "target", "result", "rank", "count", "share", "comparison"];

function figureLine(index, citations) {
  const figure = PAGE.figures[index];
  const base = figure.baseline === undefined || !figureKnown(figure.baseline) ? null : PAGE.figures[figure.baseline];
  return el("li", { class: "figure" },
    el("span", { class: "what" }, el("span", { class: "kind" }, say(figure.kind)), figure.metric === undefined ? null : named(PAGE.labels[figure.metric])),
    el("span", { class: "value" }, el("strong", {}, figureText(figure)), ...citations.marks(figure.p)),
    limitList(figure),
    base ? el("span", { class: "hint" }, `${say("comparedWith")} ${figureText(base)} (${limits(base).join(" · ")})`, ...citations.marks(base.p)) : null);
}

function relationGroups(index) {
  const groups = new Map();
  const sorted = linksOf(index).sort((a, b) => Number(b.outward) - Number(a.outward)
    || predicateName(a.relation).localeCompare(predicateName(b.relation), state.language)
    || PAGE.things[b.other].w - PAGE.things[a.other].w || a.other - b.other);
  for (const link of sorted) {
    const key = `${link.outward ? "→" : "←"} ${predicateName(link.relation)}`;
    if (!groups.has(key)) groups.set(key, []);
    groups.get(key).push(link);
  }
  return groups;
}

function thingFacts(index, place) {
  const thing = PAGE.things[index];
  const citations = new Citations(place);
  const others = [otherName(thing), ...(thing.others ?? [])].filter((name) => name && name !== nameOf(thing));
  const figures = figuresOf(index).sort((a, b) => KINDS.indexOf(PAGE.figures[a].kind) - KINDS.indexOf(PAGE.figures[b].kind) || a - b);
  const links = linksOf(index);
  const told = el("div", { class: "told-of" },
    el("h2", { tabindex: "-1", lang: foreign(thing) }, nameOf(thing)),
    el("p", { class: "chip" }, signIcon(thing.sign), signName(thing.sign)),
    others.length ? el("p", { class: "hint" }, `${say("alsoCalled")}: ${others.join(" · ")}`) : null);
  if (place !== "aside" && links.length)
    told.append(el("p", {}, el("button", { type: "button", on: { click: () => choose(index, "map", true) } }, say("onTheMap"))));
  if (figures.length) told.append(el("h3", {}, `${say("figures")} (${figures.length})`), el("ul", { class: "figures" }, ...figures.map((figure) => figureLine(figure, citations))));
  if (links.length) {
    const lines = [...relationGroups(index)].flatMap(([word, links]) => [
      el("dt", {}, word),
      el("dd", {}, el("ul", {}, ...links.map((link) => el("li", {}, thingLink(link.other),
        link.relation.tentative ? el("span", { class: "hint" }, ` (${say("tentative")})`) : null, ...citations.marks(link.relation.p))))),
    ]);
    told.append(el("h3", {}, `${say("relations")} (${links.length})`), el("dl", { class: "relations" }, ...lines));
  }
  if (!figures.length && !links.length) told.append(el("p", {}, say("nothingKnown")));
  if (thing.named !== undefined && passageKnown(thing.named)) told.append(el("p", { class: "hint" }, `${say("firstNamed")} `, ...citations.marks([thing.named])));
  return [told, el("div", { class: "evidence" }, el("h3", {}, say("sentences")), ...citations.blocks())];
}

function tellFacts() {
  if (state.chosen !== null) {
    at("facts").replaceChildren(...thingFacts(state.chosen, "facts"));
    return;
  }
  const first = PAGE.things.map((_, index) => [thingKnown(index) ? factCount(index) : 0, index]).filter(([weight]) => weight).sort(([a, i], [b, k]) => b - a || i - k).slice(0, 12);
  at("facts").replaceChildren(el("div", { class: "told-of" }, el("h2", { class: "unseen" }, say("facts")), el("p", {}, say("nothingChosen")),
    el("ul", { class: "starts" }, ...first.map(([, index]) => el("li", {}, signIcon(PAGE.things[index].sign), " ", thingLink(index))))));
}

/* ---- list ---- */
function tellList() {
  const order = {
    name: (a, b) => nameOf(PAGE.things[a]).localeCompare(nameOf(PAGE.things[b]), state.language),
    kind: (a, b) => signName(PAGE.things[a].sign).localeCompare(signName(PAGE.things[b].sign), state.language) || order.name(a, b),
    w: (a, b) => factCount(b) - factCount(a) || order.name(a, b),
  };
  const things = PAGE.things.map((_, index) => index).filter(shown).sort(order[state.sort]);
  const [some, more] = someRows("list", things);
  const head = (key, word) => el("th", { scope: "col", "aria-sort": state.sort === key ? (key === "w" ? "descending" : "ascending") : null },
    el("button", { type: "button", "data-sort": key, on: { click: () => { state.sort = key; tellList(); at("list").querySelector(`[data-sort="${key}"]`).focus(); } } }, word));
  at("list").replaceChildren(
    el("h2", { class: "unseen" }, say("list")),
    el("table", {},
      el("caption", {}, say("listCaption", { shown: things.length, all: PAGE.things.length })),
      el("thead", {}, el("tr", {}, head("name", say("name")), head("kind", say("kind")), head("w", say("factCount")))),
      el("tbody", {}, ...some.map((index) => el("tr", {},
        el("td", {}, thingLink(index)),
        el("td", { class: "chip" }, signIcon(PAGE.things[index].sign), signName(PAGE.things[index].sign)),
        el("td", { class: "number" }, String(factCount(index))))))), more ?? "");
}
