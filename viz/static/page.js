// The page's parts. Texts become text nodes; nothing that comes from data is ever parsed as HTML.
const at = (id) => document.getElementById(id);

function el(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name === "on") for (const [event, act] of Object.entries(value)) made.addEventListener(event, act);
    else if (value !== null && value !== undefined && value !== false) made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...children.filter((child) => child !== null && child !== undefined));
  return made;
}

function svg(tag, attributes, ...children) {
  const made = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

const SHAPES = {
  dot: () => svg("circle", { cx: 9, cy: 9, r: 7 }),
  square: () => svg("rect", { x: 2.5, y: 2.5, width: 13, height: 13 }),
  triangle: () => svg("path", { d: "M9 2 16.5 15.500H1.500z" }),
  triangleDown: () => svg("path", { d: "M9 16 1.500 2.500H16.500z" }),
  hexagon: () => svg("path", { d: "M5 2.500h8L17 9l-4 6.500H5L1 9z" }),
  diamond: () => svg("path", { d: "M9 1 17 9 9 17 1 9z" }),
  star: () => svg("path", { d: "M9 1l2.300 5.400 5.800.5-4.400 3.800 1.400 5.700L9 13.400l-5.100 3 1.400-5.700L.9 6.900l5.800-.5z" }),
};
const signIcon = (sign) =>
  svg("svg", { viewBox: "0 0 18 18", class: `sign sign-${sign}`, "aria-hidden": "true" }, SHAPES[PAGE.signs[sign].shape]());

const named = (names) => el("span", { lang: foreign(names) }, nameOf(names));

function thingLink(index) {
  const thing = PAGE.things[index];
  const open = (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    choose(index, state.tab === "map" ? "map" : "facts", true);
  };
  return el("a", { class: "thing", href: addressOf({ chosen: index, tab: "facts" }), lang: foreign(thing), on: { click: open } }, nameOf(thing));
}

/** Numbers for the passages cited in one place, and the passages themselves. */
class Citations {
  constructor(place, reveal = () => {}) {
    this.place = place;
    this.reveal = reveal;
    this.passages = [];
  }

  number(passage) {
    if (!this.passages.includes(passage)) this.passages.push(passage);
    return this.passages.indexOf(passage) + 1;
  }

  /** Small buttons that lead to the sentences. */
  marks(passages) {
    return (passages ?? []).filter(passageKnown).map((passage) => {
      const number = this.number(passage);
      const show = () => {
        this.reveal();
        const block = at(`${this.place}-${passage}`);
        document.querySelectorAll(".quote.lit").forEach((other) => other.classList.remove("lit"));
        block.classList.add("lit");
        block.focus({ preventScroll: true });
        block.scrollIntoView({ block: "nearest" });
      };
      return el("button", { type: "button", class: "cite", "aria-label": say("sentence", { n: number }), on: { click: show } }, String(number));
    });
  }

  blocks() {
    return this.passages.map((passage, i) => quote(passage, i + 1, `${this.place}-${passage}`));
  }
}

const documentLine = (document) =>
  [document.by === undefined ? null : nameOf(PAGE.labels[document.by]), document.issued ? momentText(document.issued) : say("dateUnstated")]
    .filter(Boolean).join(", ");

function documentLink(document) {
  const language = document.language ?? null;
  if (!document.url) return el("cite", { lang: language }, document.title);
  return el("cite", { lang: language }, el("a", { href: document.url, rel: "noopener noreferrer external", target: "_blank" }, document.title));
}

/** A sentence, marked in what stands around it, with its document and place. */
function quote(index, number, id) {
  const passage = PAGE.passages[index];
  const document = PAGE.documents[passage.d];
  const place = say("characters", { start: decimals(passage.start, 0), end: decimals(passage.end, 0) });
  return el("figure", { class: "quote", id, tabindex: "-1" },
    el("blockquote", { lang: document.language ?? null },
      el("b", {}, `${number} `),
      passage.before ? el("span", { class: "around" }, passage.before) : null,
      el("mark", {}, passage.quote),
      passage.after ? el("span", { class: "around" }, passage.after) : null),
    el("figcaption", {}, documentLink(document), ` · ${documentLine(document)} · ${place}`,
      passage.section ? el("span", { class: "section", lang: document.language ?? null }, passage.section) : null));
}

const limitList = (figure) => el("ul", { class: "limits" }, ...limits(figure).map((limit) => el("li", {}, limit)));
