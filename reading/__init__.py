"""Reading: from a document's text to claims that cite it."""
