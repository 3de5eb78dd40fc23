"""One Korean sentence laid out: words, amounts, times and brackets in order, cut into clauses."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from ..document import Document, Sentence
from ..figures import Reference
from ..names import NameMention
from ..periods import PeriodMention
from ..quantities import QuantityMention
from .morphology import tokens, word_of
from .words import Word, lexicon, particles, word_set


class Sort(StrEnum):
    """What an item of a sentence is."""

    NOUN = "noun"
    VERB = "verb"
    FUNCTION = "function"
    """위한, 통해, 대한: what stands before is its object"""
    AMOUNT = "amount"
    TIME = "time"
    BRACKET = "bracket"
    BREAK = "break"
    """a comma, a plus or a stop"""
    ARROW = "arrow"


@dataclass(slots=True)
class Item:
    """One item; ``core`` is where its words end and its particle begins."""

    sort: Sort
    start: int
    end: int
    core: int
    role: str = ""
    stem: str = ""
    ending: str = ""
    tense: str = ""
    amount: QuantityMention | None = None
    time: PeriodMention | None = None
    inner: Scene | None = None
    sized: str = ""
    """a word behind an amount that says what sort of amount it is: 규모, 이상"""
    listed: bool = False
    """등 follows"""
    quoted: bool = False


@dataclass(slots=True)
class Clause:
    """Items ``first``:``last`` of a scene with the predicate that closes them."""

    first: int
    last: int
    verb: int | None
    """index of the predicate's item"""
    stem: str = ""
    inside: set[int] = field(default_factory=set)
    """items that belong to clauses in front of a noun, not to this one"""


@dataclass(slots=True)
class Scene:
    """A sentence, or what stands in a bracket of one."""

    text: str
    sentence: Sentence
    start: int
    end: int
    items: list[Item]
    names: list[NameMention]
    clauses: list[Clause] = field(default_factory=list)
    nested: list[tuple[int, int, int, str]] = field(default_factory=list)
    """clauses in front of a noun: (first item, verb item, first item of the noun, stem)"""
    parent: Scene | None = None
    host: int | None = None
    """the parent's item that the bracket follows"""

    def words(self, item: Item) -> str:
        """An item's words without its particle."""
        return self.text[item.start : item.core]

    def clause_of(self, index: int) -> Clause:
        """The clause in which an item stands."""
        return next((c for c in self.clauses if c.first <= index <= c.last), self.clauses[-1])

    def amounts(self) -> Iterator[tuple[int, Item]]:
        """The amounts with their item numbers."""
        for i, item in enumerate(self.items):
            if item.sort is Sort.AMOUNT:
                yield i, item

    def phrase_before(self, index: int, floor: int = 0) -> tuple[int, int] | None:
        """The bare noun phrase that ends right before an item: (first item, last item)."""
        last = index - 1
        while last >= floor and (
            self.items[last].sort is Sort.BRACKET
            or (self.items[last].sort is Sort.TIME and self.items[last].role != "보다")
        ):
            last -= 1
        if last < floor or self.items[last].sort is not Sort.NOUN or self.items[last].role or self.items[last].listed:
            return None
        if self.words(self.items[last]) in word_set("nouns", "", "leading") or _EACH.fullmatch(
            self.words(self.items[last])
        ):
            return self.phrase_before(last, floor)
        return self.phrase_ending(last, floor)

    def phrase_ending(self, last: int, floor: int = 0) -> tuple[int, int]:
        """The noun phrase whose last item is given."""
        first = last
        while first - 1 >= floor:
            before = self.items[first - 1]
            if before.sort is Sort.BRACKET and first - 2 >= floor and self._aside(before):
                first -= 1
                continue
            if before.sort is not Sort.NOUN or before.listed or before.role not in ("", "의", "와"):
                break
            if before.role == "와" and not self._coordinate(first - 1, last, floor):
                break
            first -= 1
        while first < last and (
            self.words(self.items[first]) in word_set("nouns", "", "leading") or self.items[first].sort is Sort.BRACKET
        ):
            first += 1
        return first, last

    def _aside(self, bracket: Item) -> bool:
        """Whether a bracket only spells a word: 인공지능(AI) 반도체."""
        return (
            bracket.inner is not None
            and all(i.sort is Sort.NOUN for i in bracket.inner.items)
            and bracket.end - bracket.start <= 14
        )

    def _coordinate(self, joint: int, last: int, floor: int) -> bool:
        """Whether 와 joins two nouns of one phrase: 기업과 기관, not 부처와 함께."""
        return self.words(self.items[joint + 1]) not in ("함께", "더불어", "같은", "같이", "달리")

    def phrase_after(self, index: int) -> tuple[int, int] | None:
        """The noun phrase that begins right behind an item."""
        first = index + 1
        while first < len(self.items) and self.items[first].sort is Sort.BRACKET:
            first += 1
        while (
            first + 1 < len(self.items)
            and self.items[first].sort is Sort.NOUN
            and not self.items[first].role
            and self.words(self.items[first]) in word_set("nouns", "", "leading")
        ):
            first += 1
        if first >= len(self.items) or self.items[first].sort is not Sort.NOUN:
            return None
        last = first
        while (
            last + 1 < len(self.items)
            and self.items[last].role in ("", "의", "와")
            and not self.items[last].listed
            and self.items[last + 1].sort is Sort.NOUN
        ):
            if self.items[last].role == "와" and self.words(self.items[last + 1]) in ("함께", "더불어"):
                break
            last += 1
        return first, last

    def refer(self, span: tuple[int, int]) -> Reference | None:
        """What a noun phrase stands for: a name where one covers it, else its words."""
        first, last = span
        while first < last and self.items[first].role == "의" and not self._whole_name(first, last):
            head = self.items[first + 1 : last + 1]
            words = self.text[head[0].start : head[-1].core]
            if words in word_set("nouns", "", "generic") or words in word_set("nouns", "", "money"):
                break
            first += 1
        start, end = self.items[first].start, self.items[last].core
        name = next((n for n in self.names if n.start <= start and n.end >= end - 1 and n.end <= end + 1), None)
        if name is None:
            inside = [n for n in self.names if n.start >= start - 1 and n.end == end]
            best = max(inside, key=lambda n: n.end - n.start, default=None)
            if best is not None and (
                best.end - best.start >= 0.6 * (end - start)
                or (best.iri and FULL.get(best.type.value) and best.end - best.start >= 4)
            ):
                name = best
        if name is not None:
            return Reference(name.name, name.start, name.end, name, self.words(self.items[last]))
        words = squeeze(self.text[start:end])
        words = re.sub(r"^(?:이들|이|동|해당|본)\s", "", words)
        if not re.search(r"[가-힣A-Za-z]", words):
            return None
        return Reference(words[:60], start, end, None, self.words(self.items[last]))

    def _whole_name(self, first: int, last: int) -> bool:
        start, end = self.items[first].start, self.items[last].core
        return any(n.start <= start and n.end >= end for n in self.names)


FULL = dict.fromkeys(
    (
        "programme",
        "project",
        "initiative",
        "law",
        "fund",
        "index",
        "service",
        "infrastructure",
        "platform",
        "plan",
        "strategy",
        "roadmap",
        "alliance",
        "ministry",
        "agency",
    ),
    True,
)
"""types of known names that stand for a phrase even where plain words precede them"""


def squeeze(words: str) -> str:
    """Words of a phrase on one line, without brackets, footnote marks and outer quotation marks.

    >>> squeeze("‘지능형(AI)  정부’*")
    '지능형(AI) 정부'
    """
    out = re.sub(r"\s+", " ", words).strip(" *·,‘’“”'\"「」『』<>〈〉")
    if out.count("(") != out.count(")"):
        out = out.split("(")[0].strip()
    return re.sub(r"\d」|[¹²³]$", "", out).strip(" ‘’“”'\"「」『』")


_EACH = re.compile(
    r"\d*(?:인|명|대|곳|개|호|사|건|회|톤|가구|기업|학교|지구|농가|개소|개사|마을|업체|과제|팀|세대|단위면적|시설|지역)당"
)
_SIZED = re.compile(
    r"\s?(?P<word>이상|이하|내외|안팎|가량|정도|수준|규모|미만|초과|한도|상당|어치|대|여)(?=[의을를이가은는에로으인]|\s|$|[,.()])"
)
_EXCEEDING = re.compile(r"(?:이|가|을|를|에)\s?(?:넘는|웃도는|상회하는|초과하는|달하는|이르는|육박하는)(?=\s)")
_TAIL = re.compile(r"[가-힣]+")
_MARK = re.compile(r"(?:\*{1,3}|\d{1,2}[」)]|[¹²³⁴⁵])")
_OPEN = {"(": ")", "（": "）", "[": "]", "【": "】"}
_QUOTES = {"‘": "’", "“": "”", "「": "」", "『": "』", "<": ">", "〈": "〉", "《": "》", "'": "'", '"': '"'}
_STOP = '… \t\n\u00a0,;:()（）[]【】→⇒➡‘’“”「」『』<>〈〉《》"|'


class Layout:
    """Lays sentences of one document out."""

    def __init__(
        self,
        document: Document,
        quantities: Sequence[QuantityMention],
        periods: Sequence[PeriodMention],
        names: Sequence[NameMention],
    ) -> None:
        self.text = document.text
        self.amounts = {q.start: q for q in quantities}
        self.bounds = {q.bound_start: q for q in quantities if q.bound_start < q.start}
        self.times = {p.start: p for p in periods}
        self.names = {n.start: n for n in names}
        self.all = list(names)

    def scene(self, sentence: Sentence) -> Scene:
        """A sentence with its clauses."""
        start, end = sentence.start, sentence.end
        fixed: list[tuple[int, int]] = []
        for a, b in sorted(
            [(q.start, q.end) for q in self.amounts.values() if start <= q.start < end]
            + [(n.start, n.end) for n in self.all if start <= n.start < end]
        ):
            if not fixed or a >= fixed[-1][1]:
                fixed.append((a, min(b, end)))
        text = self.text[start:end]
        self._tokens = tokens(text, [(a - start, b - start) for a, b in fixed if self._word_like(a, b)])
        self._shift = start
        return self._scene(sentence, start, end, None, None)

    def _word_like(self, a: int, b: int) -> bool:
        """A name that goes on in the same word ("기업" of 기업은행) is left to the analyser."""
        tail = _TAIL.match(self.text, b)
        return tail is None or tail.group() in particles()

    def _scene(self, sentence: Sentence, start: int, end: int, parent: Scene | None, host: int | None) -> Scene:
        names = [n for n in self.all if n.start < end and start < n.end]
        scene = Scene(self.text, sentence, start, end, [], names, parent=parent, host=host)
        at = start
        while at < end:
            at = self._next(scene, at, end)
        cut_clauses(scene)
        return scene

    def _next(self, scene: Scene, at: int, end: int) -> int:
        text, items = self.text, scene.items
        char = text[at]
        if char.isspace():
            return at + 1
        if (amount := self.bounds.get(at)) is not None and amount.end <= end:
            return amount.start
        if (amount := self.amounts.get(at)) is not None and amount.end <= end:
            return self._amount(scene, amount, end)
        if (time := self.times.get(at)) is not None and time.end <= end:
            tail = _TAIL.match(text, time.end, end)
            role = particles().get(tail.group(), "") if tail is not None else ""
            stop = tail.end() if tail is not None and role else time.end
            items.append(Item(Sort.TIME, at, stop, time.end, role, time=time))
            return stop
        if (name := self.names.get(at)) is not None and name.end <= end and self._stands_alone(name):
            return self._word(scene, at, name.end, end, quoted=name.quoted)
        if char in _OPEN:
            close = self._close(at, end, char, _OPEN[char])
            if close is not None:
                return self._bracket(scene, at, close)
            return at + 1
        if char in _QUOTES:
            close_at = text.find(_QUOTES[char], at + 1, end)
            if 1 < close_at - at <= 60 and not any(at < q < close_at for q in self.amounts):
                return self._word(scene, at + 1, close_at, end, quoted=True, after=close_at + 1)
            return at + 1
        if char in "→⇒➡" or text.startswith("->", at):
            items.append(Item(Sort.ARROW, at, at + 1, at + 1))
            return at + 1
        if (
            char in ",;:|…"
            or (char == "+" and text[at - 1 : at] in " )")
            or (char in "." and (at + 1 >= end or text[at + 1].isspace()))
        ):
            items.append(Item(Sort.BREAK, at, at + 1, at + 1, stem=char))
            return at + 1
        mark = _MARK.match(text, at)
        if mark is not None and at > scene.start and not text[at - 1].isspace():
            return mark.end()
        stop = at
        while (
            stop < end
            and text[stop] not in _STOP
            and (stop == at or (stop not in self.amounts and not (stop in self.times and not text[stop - 1].isalnum())))
        ):
            if text[stop] in "’'" and stop > at and text[stop - 1 : stop].isspace():
                break
            stop += 1
        if stop == at:
            return at + 1
        return self._word(scene, at, at, stop)

    def _stands_alone(self, name: NameMention) -> bool:
        """Whether a name is a word of its own here: 기업 in 기업과, not in 기업은행."""
        tail = _TAIL.match(self.text, name.end)
        return (tail is None and not self.text[name.end : name.end + 1].isalnum()) or (
            tail is not None and (tail.group() in particles() or " " in self.text[name.start : name.end])
        )

    def _close(self, at: int, end: int, opening: str, closing: str) -> int | None:
        depth = 0
        for i in range(at, end):
            depth += (self.text[i] == opening) - (self.text[i] == closing)
            if depth == 0:
                return i
        return None

    def _bracket(self, scene: Scene, at: int, close: int) -> int:
        host = len(scene.items) - 1
        inner = self._scene(scene.sentence, at + 1, close, scene, host if host >= 0 else None)
        scene.items.append(Item(Sort.BRACKET, at, close + 1, close + 1, inner=inner))
        stop = close + 1
        tail = _TAIL.match(self.text, stop, scene.end)
        if tail is None and host >= 0 and scene.items[host].sort is Sort.AMOUNT:
            sized = _SIZED.match(self.text, stop, scene.end)
            return self._sized(scene.items[host], sized) if sized is not None else stop
        if tail is not None and host >= 0:
            owner = scene.items[host]
            sized = _SIZED.match(self.text, stop, scene.end) if owner.sort is Sort.AMOUNT else None
            if sized is not None:
                return self._sized(owner, sized)
            if tail.group() in particles():
                owner.role = particles()[tail.group()]
                return tail.end()
            stem = tail.group()
            if stem in ("등", "등을", "등이", "등의", "등은", "등에"):
                owner.listed = True
                return tail.end()
        return stop

    def _sized(self, owner: Item, sized: re.Match[str]) -> int:
        """규모의, 이상을 behind the bracket of an amount belong to the amount."""
        owner.sized, stop = sized["word"], sized.end()
        tail = _TAIL.match(self.text, stop)
        if tail is not None and tail.group() in particles():
            owner.role, stop = particles()[tail.group()], tail.end()
        return stop

    def _amount(self, scene: Scene, amount: QuantityMention, end: int) -> int:
        text, at, sized = self.text, amount.end, ""
        item = Item(Sort.AMOUNT, amount.bound_start or amount.start, amount.end, amount.end, amount=amount)
        mark = _MARK.match(text, at)
        if mark is not None:
            at = mark.end()
        if found := _SIZED.match(text, at, end):
            at, sized = found.end(), found["word"]
        if found := _EXCEEDING.match(text, at, end):
            item.role, item.end, item.sized = "의", found.end(), sized or "이상"
            scene.items.append(item)
            return found.end()
        tail = _TAIL.match(text, at, end)
        if tail is not None and tail.group() in ("인", "이라는", "라는", "짜리"):
            item.role, at = "의", tail.end()
        elif tail is not None and tail.group() in particles():
            item.role, at = particles()[tail.group()], tail.end()
        elif tail is not None and re.match(r"(?:이다|입니다|이며|이고|이었|였|이라고)", tail.group()):
            item.role, at = "이다", tail.end()
        elif tail is not None and tail.group() == "씩":
            at = tail.end()
        item.end, item.sized = at, sized
        scene.items.append(item)
        return at

    def _word(
        self, scene: Scene, start: int, known_to: int, end: int, *, quoted: bool = False, after: int | None = None
    ) -> int:
        """A word from ``start``; up to ``known_to`` it is a name or quotation, which no particle begins in."""
        text = self.text
        if known_to > start:
            stop = after or known_to
            if text[stop : stop + 1] in _QUOTES.values() and stop < end:
                stop += 1
            if after is None and quoted is False:
                inner = _TAIL.match(text, stop, end)
                stop2 = inner.end() if inner else stop
            else:
                inner = _TAIL.match(text, stop, end)
                stop2 = inner.end() if inner else stop
            tail = text[stop:stop2]
            item = Item(Sort.NOUN, start, stop2, known_to, quoted=quoted)
            if tail in particles():
                item.role = particles()[tail]
            elif tail:
                word = word_of(text, stop, stop2, self._tokens, self._shift)
                if not word.stem:
                    item.core, item.role = word.core, word.role
                elif re.match(r"이다|이며|이고|입니다", tail):
                    item.role = "이다"
                else:
                    item.core, item.stem, item.ending, item.tense = word.core, word.stem, word.ending, word.tense
                    item.sort = Sort.VERB
            scene.items.append(item)
            return stop2
        stop = end
        while stop > start and text[stop - 1] in ".·*’'”":
            stop -= 1
        stop = max(stop, start + 1)
        mark = re.search(r"(?:\*+|(?<=[가-힣])\d{1,2}(?=$))$", text[start:stop])
        if mark is not None and mark.start() > 0:
            stop = start + mark.start()
        word = word_of(text, start, stop, self._tokens, self._shift)
        self._append(scene, word, text[start:stop])
        return end

    def _append(self, scene: Scene, word: Word, written: str) -> None:
        core = self.text[word.start : word.core]
        items = scene.items
        if core == "등" or written in (
            "등",
            "등이",
            "등을",
            "등의",
            "등은",
            "등에",
            "등에서",
            "등으로",
            "등이다",
            "등과",
        ):
            host = next((i for i in reversed(items) if i.sort is not Sort.BRACKET), None)
            if host is not None and host.sort in (Sort.NOUN, Sort.AMOUNT):
                host.listed = True
                host.role = word.role or host.role
                return
        if core in ("및", "또는", "혹은", "그리고") and items and items[-1].sort is Sort.NOUN and not items[-1].role:
            items[-1].role = "와"
            return
        if written in ("총", "약", "모두"):
            return
        if (
            word.ending == "function"
            or core.endswith("대비")
            or (core in ("가운데", "중심", "사이") and word.role != "를")
        ):
            items.append(Item(Sort.FUNCTION, word.start, word.end, word.core, stem=word.stem or core))
            return
        if word.stem:
            items.append(
                Item(Sort.VERB, word.start, word.end, word.core, word.role, word.stem, word.ending, word.tense)
            )
            return
        items.append(Item(Sort.NOUN, word.start, word.end, word.core, word.role, ending=word.ending, tense=word.tense))


def _is_action(word: str) -> bool:
    actions = lexicon("predicates")["actions"]
    return any(word in actions[k] for k in ("money_in", "raised", "change", "level", "made", "joined", "saying"))


def _trailing(word: str) -> bool:
    nominal = lexicon("predicates")["nominal"]
    return any(word in nominal[k] for k in ("committed", "achieved", "expected", "ongoing"))


def cut_clauses(scene: Scene) -> None:
    """Note where a scene's clauses end and which predicate closes each.

    A clause ends at a predicate that joins or closes, or at a verbal noun without particle before a comma or the end; a
    predicate in front of a noun makes a clause inside.
    """
    items = scene.items
    first = 0
    index = 0
    while index < len(items):
        item = items[index]
        if item.sort is Sort.VERB and item.ending == "before-noun":
            following = items[index + 1] if index + 1 < len(items) else None
            if (
                following is not None
                and following.sort is Sort.NOUN
                and (
                    scene.words(following)
                    in (
                        "계획",
                        "예정",
                        "방침",
                        "것",
                        "전망",
                        "목표",
                        "필요",
                        "수",
                        "바",
                        "예상",
                        "중",
                        "때",
                        "경우",
                        "데",
                    )
                )
            ):
                close = (
                    scene.words(following) not in ("데", "경우", "때", "바", "수") and following.role != "로"
                ) or index + 2 >= len(items)
                if close or scene.words(following) == "것":
                    last = _to_break(items, index + 1)
                    scene.clauses.append(Clause(first, last, index, item.stem))
                    first = index = last + 1
                    continue
            start = _reach_back(scene, index, first)
            scene.nested.append((start, index, index + 1, item.stem))
        elif item.sort is Sort.VERB and item.ending in ("joined", "final", "noun"):
            last = index
            while last + 1 < len(items) and (
                items[last + 1].sort is Sort.BREAK
                or items[last + 1].sort is Sort.BRACKET
                or (
                    items[last + 1].sort is Sort.VERB
                    and items[last + 1].stem in ("있", "하", "나가", "오", "가", "보", "결정", "않")
                )
            ):
                last += 1
            scene.clauses.append(Clause(first, last, index, item.stem))
            first = index = last + 1
            continue
        elif item.sort is Sort.NOUN and not item.role and not item.listed and _closes(scene, index):
            last = index
            while last + 1 < len(items) and items[last + 1].sort in (Sort.BREAK, Sort.BRACKET):
                last += 1
            verb = index
            while (
                verb > first
                and _trailing(scene.words(items[verb]))
                and items[verb - 1].sort is Sort.NOUN
                and not items[verb - 1].role
                and _is_action(_last_part(scene.words(items[verb - 1])))
            ):
                verb -= 1
            scene.clauses.append(Clause(first, last, verb, _last_part(scene.words(items[verb]))))
            first = index = last + 1
            continue
        index += 1
    if first < len(items):
        scene.clauses.append(Clause(first, len(items) - 1, None))
    for clause in scene.clauses:
        for start, verb, _, _ in scene.nested:
            if clause.first <= verb <= clause.last:
                clause.inside |= set(range(start, verb + 1))


def _last_part(words: str) -> str:
    return words.rsplit("·", 1)[-1] if "·" in words else words


def _to_break(items: list[Item], index: int) -> int:
    last = index
    while last + 1 < len(items) and items[last + 1].sort is not Sort.TIME and items[last].sort is not Sort.BREAK:
        if items[last + 1].sort in (Sort.AMOUNT,):
            break
        last += 1
        if items[last].sort is Sort.VERB and items[last].ending in ("joined", "final"):
            break
    return last


def _closes(scene: Scene, index: int) -> bool:
    """Whether a bare noun is a predicate: a verbal noun, or 계획 and the like, with nothing but a stop behind it."""
    items = scene.items
    word = _last_part(scene.words(items[index]))
    if not (_is_action(word) or _trailing(word)):
        return False
    following = next((i for i in items[index + 1 :] if i.sort is not Sort.BRACKET), None)
    before = items[index - 1] if index else None
    if following is not None and following.sort not in (Sort.BREAK, Sort.ARROW):
        return False
    if following is not None and following.sort is Sort.ARROW:
        return False
    if word == "중":
        return before is not None
    return before is not None and (
        before.sort in (Sort.AMOUNT, Sort.TIME, Sort.BRACKET)
        or bool(before.role)
        or following is None
        or _trailing(word)
        or any(i.sort is Sort.AMOUNT for i in items[max(0, index - 3) : index])
    )


def _reach_back(scene: Scene, verb: int, floor: int) -> int:
    """Where a clause in front of a noun begins: it reaches back over its object and companions to a topic or a stop."""
    items = scene.items
    at = verb
    seen = 0
    while at - 1 >= floor:
        before = items[at - 1]
        if before.sort in (Sort.BREAK, Sort.ARROW) or before.sort is Sort.VERB or before.role == "은":
            break
        if before.role in ("이", "에게", "에서", "를", "에", "로"):
            seen += 1
            if seen > 1 and before.role in ("이", "에"):
                break
        if before.sort is Sort.TIME and seen:
            break
        at -= 1
    return at
