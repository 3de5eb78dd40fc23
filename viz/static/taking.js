// Take away what is shown: the facts with their sentences as CSV or JSON, and the address of the view.
/** The figures and relations on the screen: of the ledger's rows, of the thing that is read, or of all things listed. */
function factsShown() {
  if (state.tab === "promises") {
    const rows = promisesShown().map(([promise]) => promise);
    const figures = rows.flatMap((row) => [row.target, ...(row.earlier ?? []), ...(row.results ?? []), row.nearest]);
    return { figures: [...new Set(figures)].filter((index) => index !== undefined && figureKnown(index)), relations: [] };
  }
  const one = state.chosen !== null && (state.tab === "facts" || (state.tab === "map" && inFocus()));
  if (one) return { figures: figuresOf(state.chosen), relations: [...new Set(linksOf(state.chosen).map((link) => link.index))] };
  return {
    figures: PAGE.figures.map((_, index) => index).filter((index) => figureKnown(index) && shown(PAGE.figures[index].a)),
    relations: PAGE.relations.map((_, index) => index).filter((index) => {
      const relation = PAGE.relations[index];
      return known(relation.p) && drawable(relation) && shown(relation.a) && shown(relation.b);
    }),
  };
}

const labelOf = (index) => (index === undefined ? "" : nameOf(PAGE.labels[index]));

/** One row for each fact and each sentence that says it. */
function factRows() {
  const { figures, relations } = factsShown();
  const sentences = (passages) => (passages ?? []).filter(passageKnown).map((index) => {
    const passage = PAGE.passages[index];
    const document = PAGE.documents[passage.d];
    return { sentence: passage.quote, start: passage.start, end: passage.end, document: document.title, issued: document.issued ?? "", url: document.url ?? "" };
  });
  const rows = [];
  for (const index of figures) {
    const f = PAGE.figures[index];
    const fact = {
      thing: nameOf(PAGE.things[f.a]), id: PAGE.things[f.a].key, fact: f.kind, relation: "", other: "", other_id: "", metric: labelOf(f.metric),
      value: f.value ?? "", value_max: f.max ?? "", unit: labelOf(f.unit), words: f.text ?? "", bound: f.bound ?? "", statistic: f.statistic ?? "",
      scope: f.scope ?? "", stage: f.stage ?? "", population: labelOf(f.population), area: labelOf(f.area), time: f.when ? whenText(f.when) : "",
      time_start: f.when?.start ?? "", time_end: f.when?.end ?? "", modality: f.modality ?? "", confidence: f.sure ?? "",
    };
    for (const sentence of sentences(f.p)) rows.push({ ...fact, ...sentence });
  }
  for (const index of relations) {
    const r = PAGE.relations[index];
    const fact = {
      thing: nameOf(PAGE.things[r.a]), id: PAGE.things[r.a].key, fact: "relation", relation: predicateName(r), other: nameOf(PAGE.things[r.b]),
      other_id: PAGE.things[r.b].key, metric: "", value: "", value_max: "", unit: "", words: "", bound: "", statistic: "", scope: "", stage: "",
      population: "", area: "", time: "", time_start: "", time_end: "", modality: r.tentative ? "expected" : "", confidence: "",
    };
    for (const sentence of sentences(r.p)) rows.push({ ...fact, ...sentence });
  }
  return rows;
}

/** A cell after RFC 4180; what a spreadsheet would take for a formula gets an apostrophe, plain numbers do not. */
function cell(value) {
  const text = String(value);
  const safe = /^[=+\-@\t\r]/.test(text) && !/^-?\d+(\.\d+)?$/.test(text) ? `'${text}` : text;
  return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

function tableText(rows) {
  const names = Object.keys(rows[0] ?? { thing: "" });
  return `\ufeff${[names, ...rows.map((row) => names.map((name) => row[name]))].map((row) => row.map(cell).join(",")).join("\r\n")}\r\n`;
}

function save(text, type, name) {
  const address = URL.createObjectURL(new Blob([text], { type }));
  const link = el("a", { href: address, download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10000);
}

function tellTaking() {
  const { figures, relations } = factsShown();
  at("take-count").textContent = say("takeCount", { n: figures.length + relations.length });
  for (const id of ["take-csv", "take-json"]) at(id).disabled = figures.length + relations.length === 0;
  at("whole-page").href = addressOf({ embed: false });
}

at("take-csv").addEventListener("click", () => save(tableText(factRows()), "text/csv", "facts.csv"));
at("take-json").addEventListener("click", () => save(`${JSON.stringify(factRows(), null, 1)}\n`, "application/json", "facts.json"));
at("link").addEventListener("click", async () => {
  let word = "linkCopied";
  try {
    await navigator.clipboard.writeText(location.href);
  } catch {
    word = "linkByHand";
  }
  at("spoken").textContent = say(word);
  at("link-told").textContent = say(word);
});
