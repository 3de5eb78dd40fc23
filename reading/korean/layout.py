"""Lays Korean sentences out: finds the words, amounts, times and brackets of a scene in the text."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..document import Document, Sentence
from ..names import NameMention
from ..periods import PeriodMention
from ..quantities import QuantityMention
from .clauses import cut_clauses
from .morphology import tokens, word_of
from .scene import Item, Scene, Sort
from .words import Word, particles

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
        if char in "·‧∙ㆍ":
            if items and items[-1].sort is Sort.NOUN and not items[-1].role:
                items[-1].role = "와"
            elif items and items[-1].sort is Sort.BRACKET and len(items) > 1 and items[-2].sort is Sort.NOUN:
                items[-2].role = items[-2].role or "와"
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
