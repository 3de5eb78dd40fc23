// Search: English and Korean names, initial consonants, acronyms.
const INITIALS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ";
const SMALL_WORDS = new Set(["of", "and", "the", "for", "in", "on", "to", "a", "an", "by"]);

/** NFC (NFKC would turn single consonants into others), lower case, without spaces and points. */
const fold = (text) =>
  text.normalize("NFC").toLowerCase()
    .replace(/[\u1100-\u1112]/g, (jamo) => INITIALS[jamo.charCodeAt(0) - 0x1100])
    .replace(/[\s·.\-–‘’“”'"()]/g, "");

const initialOf = (letter) => {
  const code = letter.charCodeAt(0) - 0xac00;
  return code >= 0 && code < 11172 ? INITIALS[Math.floor(code / 588)] : letter;
};

/** Where a query with single consonants in it fits a text, or -1: ㅅ스ㅁㅌ fits no text, ㅅ마트 fits 스마트. */
function initialsAt(query, text) {
  for (let start = 0; start + query.length <= text.length; start++) {
    let fits = true;
    for (let i = 0; i < query.length && fits; i++)
      fits = query[i] === text[start + i] || (INITIALS.includes(query[i]) && query[i] === initialOf(text[start + i]));
    if (fits) return start;
  }
  return -1;
}

const acronymsOf = (name) => {
  const words = name.split(/[\s\-–/·]+/).filter(Boolean);
  const letters = (kept) => fold(kept.map((word) => word[0]).join(""));
  return [letters(words), letters(words.filter((word) => !SMALL_WORDS.has(word.toLowerCase())))];
};

const INDEX = PAGE.things.map((thing, index) => {
  const names = [...new Set([thing.en, thing.ko, ...(thing.others ?? [])].filter(Boolean))];
  return {
    index, weight: thing.w,
    names: names.map(fold),
    words: names.map((name) => name.split(/\s+/).map(fold)),
    acronyms: names.flatMap(acronymsOf).filter((letters) => letters.length > 1),
  };
});

function rate(entry, query) {
  let best = 0;
  const single = [...query].some((letter) => INITIALS.includes(letter));
  entry.names.forEach((name, i) => {
    if (name === query) best = Math.max(best, 100);
    else if (name.startsWith(query)) best = Math.max(best, 80);
    else if (entry.words[i].some((word) => word.startsWith(query))) best = Math.max(best, 60);
    else if (query.length > 1 && name.includes(query)) best = Math.max(best, 40);
    if (single) {
      const place = initialsAt(query, name);
      if (place === 0) best = Math.max(best, name.length === query.length ? 75 : 55);
      else if (place > 0 && query.length > 1) best = Math.max(best, 30);
    }
  });
  if (entry.acronyms.includes(query)) best = Math.max(best, 70);
  return best;
}

/** Numbers of the things that fit, best first. */
function find(text, most = 9) {
  const query = fold(text);
  if (!query) return [];
  return INDEX.map((entry) => [rate(entry, query), entry])
    .filter(([rating]) => rating > 0)
    .sort(([a, one], [b, other]) => b - a || other.weight - one.weight || one.index - other.index)
    .slice(0, most)
    .map(([, entry]) => entry.index);
}
