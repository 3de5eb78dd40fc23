"""Every error that a user can meet.

The tree; two errors differ where the caller's next act differs::

    PolicyGraphError              one line for the person: what was asked, what stood in the way, what to do
    ├── SettingsError             a setting or option cannot be used
    ├── UnreadableDocument        this file gives no document; go on with the next
    │   └── UnknownFormat         no reader for this kind of file
    ├── StoreError                the store cannot be used
    │   └── StoreLocked           another process writes to it
    ├── QueryError                a SPARQL text or its parameters cannot be run
    │   └── QuestionError         no such question, or a parameter that does not fit
    ├── NotFound                  no such thing, document or graph
    ├── DecisionsInvalid          a decision of a review, or the file of them, cannot be used
    ├── GraphInvalid              claims that may not enter the store (no evidence, a quote that does not stand there)
    └── SourceUnavailable         a server or program that was asked for does not answer
"""

from __future__ import annotations


class PolicyGraphError(Exception):
    """An error told in one line; the command line prints it and exits with 1."""


class SettingsError(PolicyGraphError):
    """A setting or option cannot be used."""


class UnreadableDocument(PolicyGraphError):
    """This file gives no document."""


class UnknownFormat(UnreadableDocument):
    """There is no reader for this kind of file."""


class StoreError(PolicyGraphError):
    """The store cannot be used."""


class StoreLocked(StoreError):
    """Another process writes to the store."""


class QueryError(PolicyGraphError):
    """A SPARQL text or its parameters cannot be run."""


class QuestionError(QueryError):
    """There is no such question, or a parameter does not fit it."""


class NotFound(PolicyGraphError):
    """There is no such thing, document or graph."""


class DecisionsInvalid(PolicyGraphError):
    """A decision of a review, or the file of them, cannot be used."""


class GraphInvalid(PolicyGraphError):
    """Claims that may not enter the store."""


class SourceUnavailable(PolicyGraphError):
    """A server or program that was asked for does not answer."""
