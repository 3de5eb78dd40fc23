"""How an English verb group puts a statement: promised, done, under way, expected or merely stated."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...graph.values import Modality
from .words import word_set

if TYPE_CHECKING:
    from spacy.tokens import Token

_WILL = frozenset({"will", "shall", "'ll", "’ll", "wo"})
_WOULD = frozenset({"would", "could", "may", "might"})
_CAN = frozenset({"can", "should", "must"})
_IS = frozenset({"is", "are"})
_BEING = frozenset({"is", "are", "'s", "’s"})
_WAS = frozenset({"was", "were", "been", "had", "did"})
_VERBAL = ("VERB", "AUX")
_CLAUSES = ("xcomp", "ccomp", "acl", "advcl", "relcl", "conj", "ROOT")


def verb_modality(verb: Token) -> Modality | None:
    """The modality of what a verb says; ``None`` where its form leaves it open (a bare noun phrase, a gerund).

    Follows the chain of governing verbs: "decided to invest" is a promise, "helped conclude" a result.
    """
    auxiliaries = [c for c in verb.children if c.dep_ in ("aux", "auxpass")]
    lower = {a.lower_ for a in auxiliaries}
    if any(c.lower_ in ("likely", "expected") for c in verb.children):
        return Modality.EXPECTED
    if lower & _WILL:
        foretold = verb.dep_ == "ccomp" and verb.head.lemma_ in word_set("modality", "expecting")
        return Modality.EXPECTED if foretold else Modality.COMMITTED
    if lower & _WOULD:
        return Modality.EXPECTED
    if lower & _CAN:
        return Modality.STATED
    if "to" in lower:
        return _infinitive(verb)
    done = any(a.dep_ == "aux" and a.i < verb.i and (a.lemma_ == "have" or a.tag_ == "VBD") for a in auxiliaries)
    return _with_auxiliary(verb, lower, done) or _by_form(verb)


def _infinitive(verb: Token) -> Modality:
    """An infinitive promises, unless the verb above says otherwise."""
    above = verb.head
    if above.pos_ == "ADJ" and above.lemma_ in ("able", "free", "ready") and above.head.pos_ in _VERBAL:
        return Modality.ACHIEVED if above.head.tag_ == "VBD" else verb_modality(above.head) or Modality.COMMITTED
    if above.pos_ == "ADJ" and above.lemma_ in ("likely", "expected", "projected", "poised", "bound", "forecast"):
        return Modality.EXPECTED
    if verb.dep_ not in _CLAUSES or above.i == verb.i:
        return Modality.COMMITTED
    if above.lemma_ in word_set("modality", "expecting"):
        return Modality.EXPECTED
    if above.lemma_ in word_set("modality", "committing"):
        return Modality.COMMITTED
    helped = bool({above.lemma_, verb.lemma_} & word_set("modality", "done_after"))
    if above.pos_ not in _VERBAL or not (helped or verb.dep_ in ("conj", "advcl", "xcomp")):
        return Modality.COMMITTED
    inherited = verb_modality(above)
    if inherited is Modality.ACHIEVED and verb.dep_ == "advcl" and not helped:
        return Modality.COMMITTED  # "set up a fund to build X": the fund is there, X is not
    return inherited or Modality.COMMITTED


def _with_auxiliary(verb: Token, lower: set[str], done: bool) -> Modality | None:
    """What forms of "be" and "have" beside a verb say."""
    if "being" in lower or (verb.tag_ == "VBG" and lower & _BEING):
        going_to = verb.lemma_ == "go" and any(c.dep_ == "xcomp" for c in verb.children)
        return Modality.COMMITTED if going_to else Modality.ONGOING
    if done or lower & _WAS:
        return Modality.ONGOING if verb.tag_ == "VBG" else Modality.ACHIEVED
    if lower & _IS and verb.tag_ == "VBN":
        if verb.lemma_ in word_set("modality", "expecting"):
            return Modality.EXPECTED
        return Modality.COMMITTED if verb.lemma_ in word_set("modality", "set_for_later") else Modality.STATED
    return None


def _by_form(verb: Token) -> Modality | None:
    """What the form of a verb says by itself, or that of the verb above."""
    governed = verb.head.i != verb.i and verb.head.pos_ in _VERBAL
    if verb.tag_ == "VBD":
        return _past(verb)
    if verb.tag_ in ("VBP", "VBZ"):
        return Modality.STATED
    if verb.tag_ == "VBN":
        return _participle(verb)
    if verb.tag_ == "VB" and verb.dep_ in ("ROOT", "conj", "ccomp", "xcomp"):
        return verb_modality(verb.head) if governed else Modality.COMMITTED
    if verb.tag_ == "VBG" and verb.dep_ in ("conj", "advcl", "xcomp", "pcomp"):
        above = next((a for a in verb.ancestors if a.pos_ in _VERBAL), None)
        return verb_modality(above) if above is not None else None
    return verb_modality(verb.head) if governed and verb.dep_ in ("conj", "xcomp", "ccomp") else None


def _past(verb: Token) -> Modality:
    if verb.lemma_ in word_set("modality", "promising"):
        return Modality.COMMITTED
    return Modality.STATED if verb.lemma_ in word_set("modality", "describing") else Modality.ACHIEVED


def _participle(verb: Token) -> Modality | None:
    if verb.lemma_ in word_set("modality", "promising"):
        return Modality.COMMITTED
    if verb.lemma_ in word_set("modality", "expecting"):
        return Modality.EXPECTED
    described = verb.dep_ in ("acl", "amod", "relcl", "advcl") and verb.head.i != verb.i
    return Modality.ACHIEVED if described or verb.dep_ == "ROOT" else None
