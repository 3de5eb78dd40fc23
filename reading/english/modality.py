"""How an English sentence puts a statement: promised, done, under way, expected or merely stated."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...graph.values import Modality
from .words import word_set

if TYPE_CHECKING:
    from spacy.tokens import Token


def _auxiliaries(verb: Token) -> list[Token]:
    return [c for c in verb.children if c.dep_ in ("aux", "auxpass")]


def verb_modality(verb: Token) -> Modality | None:
    """The modality of what a verb says; ``None`` where its form leaves it open (a bare noun phrase, a gerund).

    Follows the chain of governing verbs: "decided to invest" is a promise, "helped conclude" a result.
    """
    committing = word_set("modality", "committing")
    expecting = word_set("modality", "expecting")
    auxiliaries = _auxiliaries(verb)
    lower = {a.lower_ for a in auxiliaries}
    if any(c.lower_ in ("likely", "expected") for c in verb.children):
        return Modality.EXPECTED
    if lower & {"will", "shall", "'ll", "’ll", "wo"}:
        return Modality.COMMITTED
    if lower & {"would", "could", "may", "might", "can", "should", "must"}:
        return Modality.EXPECTED if lower & {"would", "could", "may", "might"} else Modality.STATED
    if "to" in lower:
        above = verb.head
        if above.pos_ == "ADJ" and above.lemma_ in ("able", "free", "ready") and above.head.pos_ in ("VERB", "AUX"):
            return verb_modality(above.head)
        if verb.dep_ in ("xcomp", "ccomp", "acl", "advcl", "relcl", "conj", "ROOT") and above.i != verb.i:
            if above.lemma_ in expecting:
                return Modality.EXPECTED
            if above.lemma_ in committing:
                return Modality.COMMITTED
            if above.lemma_ in word_set("modality", "done_after") or verb.dep_ in ("conj", "advcl", "xcomp"):
                inherited = verb_modality(above) if above.pos_ in ("VERB", "AUX") else None
                helped = {above.lemma_, verb.lemma_} & word_set("modality", "done_after")
                if inherited is Modality.ACHIEVED and verb.dep_ == "advcl" and not helped:
                    return Modality.COMMITTED
                return inherited or Modality.COMMITTED
        return Modality.COMMITTED
    perfect = "have" in {a.lemma_ for a in auxiliaries if a.i < verb.i and a.dep_ == "aux"}
    being = "being" in lower or (verb.tag_ == "VBG" and lower & {"is", "are", "'s", "’s"})
    if being and verb.lemma_ == "go" and any(c.dep_ == "xcomp" for c in verb.children):
        return Modality.COMMITTED
    if being:
        return Modality.ONGOING
    if perfect or lower & {"was", "were", "been", "had", "did"}:
        if verb.tag_ == "VBG":
            return Modality.ONGOING
        return Modality.ACHIEVED
    if verb.tag_ == "VBD" and verb.lemma_ in ("promise", "plan", "pledge", "target", "schedule", "foresee"):
        return Modality.COMMITTED if not any(c.dep_ == "dobj" for c in verb.children) else Modality.ACHIEVED
    if verb.tag_ == "VBD":
        return (
            Modality.STATED
            if verb.lemma_
            in ("include", "comprise", "contain", "consist", "be", "have", "select", "present", "designate")
            else Modality.ACHIEVED
        )
    if lower & {"is", "are"} and verb.tag_ == "VBN":
        if verb.lemma_ in expecting:
            return Modality.EXPECTED
        if verb.lemma_ in ("schedule", "plan", "set", "slate", "due", "design", "intend"):
            return Modality.COMMITTED
        return Modality.STATED
    if verb.tag_ in ("VBP", "VBZ"):
        return Modality.STATED
    if verb.tag_ == "VBN":
        if verb.lemma_ in (
            "plan",
            "promise",
            "pledge",
            "target",
            "schedule",
            "propose",
            "intend",
            "foresee",
            "slate",
            "envisage",
        ):
            return Modality.COMMITTED
        if verb.lemma_ in expecting:
            return Modality.EXPECTED
        if verb.dep_ in ("acl", "amod", "relcl", "advcl") and verb.head.i != verb.i:
            return Modality.ACHIEVED
        return Modality.ACHIEVED if verb.dep_ == "ROOT" else None
    if verb.tag_ == "VB" and verb.dep_ in ("ROOT", "conj", "ccomp", "xcomp"):
        if verb.head.i != verb.i and verb.head.pos_ in ("VERB", "AUX"):
            return verb_modality(verb.head)
        return Modality.COMMITTED
    if verb.tag_ == "VBG" and verb.dep_ in ("conj", "advcl", "xcomp", "pcomp"):
        governing = next((a for a in verb.ancestors if a.pos_ in ("VERB", "AUX")), None)
        return verb_modality(governing) if governing is not None else None
    if verb.dep_ in ("conj", "xcomp", "ccomp") and verb.head.pos_ in ("VERB", "AUX") and verb.head.i != verb.i:
        return verb_modality(verb.head)
    return None
