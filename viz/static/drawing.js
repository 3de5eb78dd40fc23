// The picture: one thing in focus, or the whole map. vis-network draws signs and arrows, we write the labels.
const FONT = 'system-ui,"Segoe UI","Noto Sans KR","Noto Sans CJK KR","Malgun Gothic",sans-serif';
const LINE = 15;
const SIDE = 14;
const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
const faded = (hex, share) => hex + Math.round(share * 255).toString(16).padStart(2, "0");
const drawnNodes = readJson("drawn-nodes");
const drawnEdges = readJson("drawn-edges");
const UNRELATED = RELATIONS.filter((links) => !links.length).length;
const picture = { network: null, scene: null, ink: {}, labels: [], over: null };
const inFocus = () => state.view === "focus" && state.chosen !== null;

function wrap(text, width) {
  const lines = [""];
  for (const word of text.split(/[ \n\t]+/)) {
    const last = lines.length - 1;
    if (lines[last] && lines[last].length + 1 + word.length > width) lines.push(word);
    else lines[last] = `${lines[last]} ${word}`.trim();
  }
  return lines;
}

/** Words of a relation with its direction, which never stands on a line of its own. */
const arrowWord = (relation, outward) => (outward ? `${predicateName(relation)}\u00a0▸` : `◂\u00a0${predicateName(relation)}`);

/** The lines of a thing's label: relation words first, then its name. */
function labelLines(id, words, width) {
  const first = words ? wrap(words.slice(0, 2).join(", "), width) : [];
  return { first: first.length, lines: [...first, ...wrap(nameOf(PAGE.things[id]), width)] };
}

/** Who points here stands left, where it points stands right, both grouped by relation. */
function focusScene() {
  const centre = state.chosen;
  const sides = new Map();
  for (const links of relationGroups(centre).values())
    for (const { relation, other, outward } of links) {
      if (!shown(other) || !drawable(relation) || relation.tentative || other === centre) continue;
      const seen = sides.get(other) ?? { words: [], outward, edges: [] };
      const word = arrowWord(relation, outward);
      if (!seen.words.includes(word)) seen.words.push(word);
      seen.edges.push(outward ? [centre, other] : [other, centre]);
      sides.set(other, seen);
    }
  const { clientWidth: wide, clientHeight: high } = state.asTable ? { clientWidth: 900, clientHeight: 720 } : at("stage");
  const reach = Math.max(60, Math.min(230, wide * 0.24));
  const width = Math.max(10, Math.floor((wide / 2 - reach - 24) / 7));
  const tallest = Math.max(0, ...[...sides].map(([other, link]) => labelLines(other, link.words, width).lines.length));
  const row = Math.max(48, tallest * LINE + 8);
  const most = Math.max(3, Math.min(SIDE, Math.floor((high - 30) / row)));
  const nodes = new Map([[centre, { x: 0, y: 0, size: 18, side: 0 }]]);
  const edges = [];
  let left = 0;
  for (const outward of [false, true]) {
    const column = [...sides].filter(([, link]) => link.outward === outward);
    left += Math.max(0, column.length - most);
    const kept = column.slice(0, most);
    kept.forEach(([other, link], i) => {
      const y = (i - (kept.length - 1) / 2) * row;
      const bend = kept.length > 1 ? (2 * y) / (kept.length * row) : 0;
      nodes.set(other, { x: (outward ? 1 : -1) * reach * (1 - 0.28 * bend * bend), y, size: 9, side: outward ? 1 : -1, words: link.words });
      edges.push(...link.edges);
    });
  }
  return { nodes, edges: [...new Map(edges.map((edge) => [edge.join(), edge])).values()], left, width };
}

function wholeScene() {
  const nodes = new Map(drawnNodes.filter((node) => shown(node.id)).map((node) => [node.id, { x: node.x, y: node.y, size: node.size, side: 0 }]));
  const edges = drawnEdges.filter((edge) => known(PAGE.relations[edge.id].p) && drawable(PAGE.relations[edge.id]) && nodes.has(edge.from) && nodes.has(edge.to)).map((edge) => [edge.from, edge.to]);
  if (state.chosen !== null && nodes.has(state.chosen))
    for (const { relation, other, outward } of linksOf(state.chosen).filter((link) => drawable(link.relation))) {
      const node = nodes.get(other);
      if (node && other !== state.chosen) (node.words ??= []).push(arrowWord(relation, outward));
    }
  return { nodes, edges, left: 0 };
}

function readInk() {
  picture.ink = Object.fromEntries(["bg", "ink", "mute", "edge", "acc"].map((name) => [name, colour(name)]));
  for (const sign of Object.keys(PAGE.signs)) picture.ink[sign] = colour(`sign-${sign}`);
}

const dimmed = (index) => {
  const { scene } = picture;
  return !inFocus() && state.chosen !== null && scene.nodes.has(state.chosen) && index !== state.chosen && !scene.nodes.get(index).words;
};

function visData() {
  const { scene, ink } = picture;
  const nodes = [...scene.nodes].map(([id, { x, y, size }]) => {
    const { sign } = PAGE.things[id];
    const fill = dimmed(id) ? faded(ink[sign], 0.22) : ink[sign];
    const line = id === state.chosen ? ink.acc : fill;
    const look = { background: fill, border: line };
    return { id, x, y, size, shape: PAGE.signs[sign].shape, borderWidth: id === state.chosen ? 4 : 0, borderWidthSelected: 4,
      color: { ...look, highlight: { background: fill, border: ink.acc }, hover: { background: fill, border: ink.acc } } };
  });
  const edges = scene.edges.map(([from, to], id) => {
    const near = inFocus() || state.chosen === null || !scene.nodes.has(state.chosen) || from === state.chosen || to === state.chosen;
    return { id, from, to, width: near && state.chosen !== null ? 1.8 : 1.1,
      color: { color: near ? ink.edge : faded(ink.edge, 0.25), hover: ink.acc, highlight: ink.acc } };
  });
  return { nodes: new vis.DataSet(nodes), edges: new vis.DataSet(edges) };
}

function fit(animate = false) {
  const { network, scene } = picture;
  const stage = at("stage");
  const animation = animate && !matchMedia("(prefers-reduced-motion:reduce)").matches ? { duration: 300, easingFunction: "easeInOutQuad" } : false;
  if (!network || !scene.nodes.size) return;
  if (inFocus()) {
    network.moveTo({ position: { x: 0, y: 0 }, scale: 1, animation });
    return;
  }
  const places = [...scene.nodes.values()];
  const span = (axis) => [Math.min(...places.map((p) => p[axis])), Math.max(...places.map((p) => p[axis]))];
  const [x0, x1] = span("x");
  const [y0, y1] = span("y");
  const scale = Math.min(1.3, (stage.clientWidth - 110) / Math.max(1, x1 - x0), (stage.clientHeight - 70) / Math.max(1, y1 - y0));
  network.moveTo({ position: { x: (x0 + x1) / 2, y: (y0 + y1) / 2 + 8 / scale }, scale, animation });
}

/* Labels keep their size on the screen and never overlap; what has most facts is named first. */
function writeLabels(ctx) {
  const { network, scene, ink } = picture;
  const scale = network.getScale();
  const ratio = ctx.canvas.width / ctx.canvas.clientWidth;
  const { clientWidth: wide, clientHeight: high } = ctx.canvas;
  const focus = inFocus();
  const taken = [];
  const free = (box) => taken.every((b) => box[0] >= b[2] || box[2] <= b[0] || box[1] >= b[3] || box[3] <= b[1]);
  const spots = [...scene.nodes].map(([id, node]) => ({ id, node, ...network.canvasToDOM({ x: node.x, y: node.y }), r: node.size * scale + 2 }))
    .filter((spot) => spot.x > -40 && spot.y > -40 && spot.x < wide + 40 && spot.y < high + 40);
  const rank = ({ id, node }) => (id === picture.over || id === state.chosen ? 2e6 : node.words ? 1e6 : 0) + PAGE.things[id].w;
  spots.sort((a, b) => rank(b) - rank(a) || a.id - b.id);
  for (const { x, y, r } of spots) taken.push([x - r, y - r, x + r, y + r]);
  picture.labels = [];
  ctx.save();
  ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
  Object.assign(ctx, { textBaseline: "top", lineJoin: "round", lineWidth: 4, strokeStyle: ink.bg });
  for (const { id, node, x, y, r } of spots) {
    const size = id === state.chosen ? 14 : 12.5;
    ctx.font = `${id === state.chosen || PAGE.things[id].w > 8 ? 600 : 400} ${size}px ${FONT}`;
    const { first, lines } = labelLines(id, node.words, focus && node.side ? scene.width : 18);
    const w = Math.max(...lines.map((line) => ctx.measureText(line).width));
    const h = lines.length * (LINE);
    const below = [-w / 2, r + 1];
    const right = [r + 4, -h / 2];
    const left = [-w - r - 4, -h / 2];
    const offers = focus && node.side ? [node.side > 0 ? right : left] : [below, right, left, [-w / 2, -h - r - 1]];
    const box = ([dx, dy]) => [x + dx, y + dy, x + dx + w, y + dy + h];
    const must = id === picture.over || id === state.chosen || focus;
    const inside = (b) => b[0] >= 2 && b[2] <= wide - 2;
    const offer = offers.find((o) => free(box(o)) && inside(box(o))) ?? (must ? offers[0] : null);
    if (!offer) continue;
    taken.push(box(offer));
    picture.labels.push({ id, box: box(offer) });
    ctx.globalAlpha = dimmed(id) && id !== picture.over ? 0.45 : 1;
    ctx.textAlign = offer === right ? "left" : offer === left ? "right" : "center";
    const anchor = offer === right ? x + offer[0] : offer === left ? x + offer[0] + w : x;
    lines.forEach((line, i) => {
      ctx.fillStyle = i < first ? ink.mute : ink.ink;
      ctx.strokeText(line, anchor, y + offer[1] + i * (LINE));
      ctx.fillText(line, anchor, y + offer[1] + i * (LINE));
    });
  }
  ctx.restore();
}

function thingAt(point) {
  const inside = ({ box }) => point.x >= box[0] && point.x <= box[2] && point.y >= box[1] && point.y <= box[3];
  return picture.network.getNodeAt(point) ?? picture.labels.find(inside)?.id ?? null;
}

function startNetwork() {
  const looks = {
    nodes: { label: undefined },
    edges: { smooth: false, arrows: { to: { enabled: true, scaleFactor: 0.5 } }, arrowStrikethrough: false, hoverWidth: 0.6, selectionWidth: 0.6 },
  };
  picture.network = new vis.Network(at("picture"), visData(), { ...JSON.parse(readJson("drawn-options")), ...looks });
  for (const part of at("picture").querySelectorAll("[tabindex]")) part.tabIndex = -1;
  picture.network.on("afterDrawing", writeLabels);
  picture.network.on("resize", () => requestAnimationFrame(() => drawPicture()));
  picture.network.on("click", ({ pointer }) => {
    const index = thingAt(pointer.DOM);
    if (index !== null) choose(index, "map");
    else if (!inFocus() && state.chosen !== null) choose(null, "map");
  });
  const hover = (index) => { picture.over = index; picture.network.redraw(); };
  picture.network.on("hoverNode", ({ node }) => hover(node));
  picture.network.on("blurNode", () => hover(null));
}

function drawPicture(animate = false) {
  if (state.tab !== "map") return;
  picture.scene = inFocus() ? focusScene() : wholeScene();
  picture.over = null;
  if (state.asTable) return;
  readInk();
  if (picture.network) picture.network.setData(visData());
  else startNetwork();
  fit(animate);
  picture.network.redraw();
}

/* ---- the same as a table ---- */
function tellTable() {
  const { scene } = picture;
  const pairs = new Set(scene.edges.map((edge) => edge.join()));
  const citations = new Citations("table");
  const rows = PAGE.relations.filter((relation) => !relation.tentative && drawable(relation) && known(relation.p) && pairs.has([relation.a, relation.b].join()));
  const body = rows.map((relation) => el("tr", {}, el("td", {}, thingLink(relation.a)), el("td", {}, predicateName(relation)),
    el("td", {}, thingLink(relation.b)), el("td", {}, ...citations.marks(relation.p))));
  at("table").replaceChildren(
    el("table", {}, el("thead", {}, el("tr", {}, ...["from", "relation", "to", "sentences"].map((key) => el("th", { scope: "col" }, say(key))))), el("tbody", {}, ...body)),
    ...citations.blocks());
}

function tellMap(animate = false) {
  at("stage").hidden = state.asTable;
  at("table").hidden = !state.asTable;
  at("aside").hidden = state.chosen === null;
  at("aside").replaceChildren(...(state.chosen === null ? [] : thingFacts(state.chosen, "aside")));
  drawPicture(animate);
  at("view-focus").setAttribute("aria-pressed", String(inFocus()));
  at("view-focus").disabled = state.chosen === null;
  at("view-whole").setAttribute("aria-pressed", String(!inFocus()));
  at("view-table").setAttribute("aria-pressed", String(state.asTable));
  const { nodes, edges, left } = picture.scene;
  at("caption").textContent = [
    inFocus() && nodes.size === 1 ? say("nothingAround") : say("mapCaption", { nodes: nodes.size, edges: edges.length }),
    left ? say("moreAround", { n: left }) : "",
    !inFocus() && UNRELATED ? say("unrelated", { n: UNRELATED }) : "",
  ].filter(Boolean).join(" · ");
  if (state.asTable) tellTable();
}

function nextThing(dx, dy) {
  const { scene } = picture;
  const here = scene.nodes.get(state.chosen) ?? picture.network.getViewPosition();
  let best = null;
  let least = Infinity;
  for (const [id, node] of scene.nodes) {
    const x = node.x - here.x;
    const y = node.y - here.y;
    const along = x * dx + y * dy;
    const cost = along + 2.2 * (Math.abs(x * dy) + Math.abs(y * dx));
    if (id !== state.chosen && along > 2 && cost < least) [best, least] = [id, cost];
  }
  return best;
}
