"""The ontology's terms by name; a misspelt one fails at once.

``term`` needs nothing imported; ``PG`` is the same list as a namespace for scripts that use rdflib, which is imported
only when ``PG`` is asked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .namespace import PG as PG

NS = "https://w3id.org/policygraph/ns#"
"""The ontology's namespace; it names terms and does not resolve."""

_NAMES = """
    Alliance Bound Claim ClaimKind Deliverable DigitalService Document Extraction FinancialInstrument Forecast
    FundingScope Index Infrastructure Judgement Law Metric Ministry Modality MoneyStage Passage Plan PolicyEvent
    PolicyInstrument PolicyItem PolicyMatter Precision Programme Progress PublicBody QuantityClaim Quotation
    RegulatoryRelief RelationClaim Result Sector Statistic Target TargetGroup Technology TechnologyGroup
    UnclaimedNumeral Unit Verdict about accepted achieved amends announced announcedAt approximately asOf
    assertedBy atLeast atMost attainment basedOn baseline benefits bound budgetFigure budgeted byResult change
    claimKind claimable committed comparisonFigure comparisonKey compiledBy componentOf concerns confidence
    conflictsWith content contracted corrects corroborates countFigure country day deadline decade deliveredBy
    delivers directPartOf enacts entityType evidence evolvesInto exactly executed expected financedBy focusesOn
    fundingScope halfYear hasPart hasTechnology hostedBy inArea inSector investmentFigure involvesTechnology
    issuedText joins judges keepsApart level localFunds lowerIsBetter mediaType memberOf mentionedIn mentions
    metric modality moneyStage month multiple nationalFunds notSame object ofIndex ofTarget ongoing partOf
    participant participatesIn percentChange periodEnd periodStart planned population precision predicate
    privateFunds progressStatus quarter rankFigure reason referenceTime rejected respondsTo responsibleBody
    responsibleFor resultFigure revises rule same section sha256 share shareFigure softwareVersion speaker
    stated statedIn statistic succeededBy succeeds targetFigure timeText totalProjectCost translationOf unit
    usedIn usesTechnology value valueMax valueStart valueText verdict year
"""

TERMS = frozenset(_NAMES.split())
"""The local name of every class, property and individual that the ontology declares."""


def term(name: str) -> str:
    """The IRI of a term.

    >>> term("about")
    'https://w3id.org/policygraph/ns#about'
    >>> term("abuot")
    Traceback (most recent call last):
    ...
    AttributeError: the ontology has no term "abuot"
    """
    if name not in TERMS:
        raise AttributeError(f'the ontology has no term "{name}"')
    return NS + name


def __getattr__(name: str) -> Any:
    if name == "PG":
        from .namespace import PG

        return PG
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
