// Words, names, numbers and times in the reader's language.
const readJson = (id) => JSON.parse(document.getElementById(id).textContent);
const PAGE = readJson("page-data");
const state = {
  tab: "promises", chosen: null, view: "focus", language: PAGE.language, theme: "auto",
  hidden: new Set(), without: new Set(), by: "", status: "", asTable: false, sort: "w", embed: false,
};

const say = (key, values = {}) =>
  (PAGE.words[state.language][key] ?? key).replace(/\{(\w+)\}/g, (_, name) => String(values[name] ?? ""));
const nameOf = (names) => names[state.language] ?? names.en ?? names.ko ?? names.others?.[0] ?? "";
/** The language a name is in, when it is not the reader's. */
const foreign = (names) => (names[state.language] ? null : names.en ? "en" : names.ko ? "ko" : null);
const otherName = (names) => names[state.language === "en" ? "ko" : "en"];
const signName = (sign) => PAGE.signs[sign][state.language];

const CURRENCIES = {
  KRW: ["won", "원"], USD: ["US dollars", "달러"], EUR: ["euros", "유로"], GBP: ["pounds", "파운드"],
  JPY: ["yen", "엔"], CNY: ["yuan", "위안"],
};
const decimals = (number, most) => number.toLocaleString("en-US", { maximumFractionDigits: most });

function moneyAmount(number) {
  if (state.language === "ko") {
    const steps = [[1e12, "조"], [1e8, "억"], [1e4, "만"]];
    const parts = [];
    let rest = Math.abs(number);
    for (const [size, word] of steps) {
      const whole = Math.floor(rest / size + 1e-9);
      if (whole) parts.push(decimals(whole, 0) + word);
      rest = Math.max(0, rest - whole * size);
    }
    if (rest >= 1 || !parts.length) parts.push(decimals(rest, 2));
    return (number < 0 ? "−" : "") + parts.join(" ");
  }
  for (const [size, word] of [[1e12, "trillion"], [1e9, "billion"], [1e6, "million"]])
    if (Math.abs(number) >= size) return `${decimals(number / size, 4)} ${word}`;
  return decimals(number, 2);
}

const plural = (noun) =>
  /(s|people|data|software|personnel)$|[^a-z]$/i.test(noun) ? noun
    : /(x|ch|sh)$/.test(noun) ? noun + "es"
      : /[^aeiou]y$/.test(noun) ? noun.slice(0, -1) + "ies"
        : /person$/.test(noun) ? noun.replace(/person$/, "people") : noun + "s";

function ordinal(number) {
  if (state.language === "ko") return `${number}위`;
  const teens = number % 100 > 10 && number % 100 < 14;
  return number + (teens ? "th" : ["th", "st", "nd", "rd"][number % 10] ?? "th");
}

function amount(value, unit, statistic) {
  const number = Number(value);
  const sign = ["change", "percentChange"].includes(statistic) && number > 0 ? "+" : "";
  if (!unit) return sign + decimals(number, 6);
  const korean = state.language === "ko";
  if (unit.code in CURRENCIES) return sign + moneyAmount(number) + (korean ? CURRENCIES[unit.code][1] : ` ${CURRENCIES[unit.code][0]}`);
  switch (unit.code) {
    case "percent": return `${sign}${decimals(number, 4)}%`;
    case "percentage-point": return `${sign}${decimals(number, 4)}${korean ? "%p" : " percentage points"}`;
    case "rank": return ordinal(number);
    case "times": return decimals(number, 4) + (korean ? "배" : " times");
  }
  const name = nameOf(unit);
  if (korean && /^[가-힣]{1,2}$/.test(name)) return sign + decimals(number, 6) + name;
  return `${sign}${decimals(number, 6)} ${!korean && number !== 1 ? plural(name) : name}`;
}

/** The number with its bound: "at least 49 trillion won", "49조원 이상". */
function figureText(figure) {
  const unit = figure.unit === undefined ? null : PAGE.labels[figure.unit];
  let text = amount(figure.value, unit, figure.statistic);
  if (figure.max) text += ` – ${amount(figure.max, unit, figure.statistic)}`;
  if (!["atLeast", "approximately", "atMost"].includes(figure.bound)) return text;
  const before = state.language === "en" || figure.bound === "approximately";
  return before ? `${say(figure.bound)} ${text}` : `${text} ${say(figure.bound)}`;
}

function momentText(iso) {
  const parts = iso.split("-");
  const year = parts[0];
  if (iso.endsWith("0s")) return say("decade", { year: year.slice(0, 4) });
  if (parts.length === 1) return say("onlyYear", { year });
  if (parts[1].startsWith("H")) return say(parts[1] === "H1" ? "firstHalf" : "secondHalf", { year });
  if (parts[1].startsWith("Q")) return say("quarter", { year, n: parts[1].slice(1) });
  const date = new Date(Date.UTC(Number(year), Number(parts[1]) - 1, Number(parts[2] ?? 1)));
  if (Number.isNaN(date.getTime())) return iso;
  const shape = { year: "numeric", month: "long", timeZone: "UTC", ...(parts[2] ? { day: "numeric" } : {}) };
  return date.toLocaleDateString(state.language === "ko" ? "ko-KR" : "en-GB", shape);
}

function whenText(when) {
  if (!when) return say("dateUnstated");
  if (when.role === "text") return when.text;
  return say(when.role, { start: when.start ? momentText(when.start) : "", end: when.end ? momentText(when.end) : "" });
}

/** Everything that limits what a number means; for money, also what the text does not say. */
function limits(figure) {
  const unit = figure.unit === undefined ? null : PAGE.labels[figure.unit];
  const money = Boolean(unit && unit.code in CURRENCIES);
  return [
    figure.bound === "exactly" || !figure.bound ? say(figure.bound ?? "boundUnstated") : null,
    figure.statistic && !["level", "rank"].includes(figure.statistic) ? say(figure.statistic) : null,
    money || figure.scope ? say(figure.scope ?? "scopeUnstated") : null,
    money || figure.stage ? say(figure.stage ?? "stageUnstated") : null,
    whenText(figure.when),
    figure.population === undefined ? null : say("among", { who: nameOf(PAGE.labels[figure.population]) }),
    figure.area === undefined ? null : say("inArea", { where: nameOf(PAGE.labels[figure.area]) }),
    figure.modality === "expected" || figure.modality === "ongoing" ? say(figure.modality) : null,
    figure.sure === undefined ? null : say("sureness", { n: figure.sure }),
  ].filter(Boolean);
}
