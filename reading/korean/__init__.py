"""Reading Korean: the lexicons and the grammars over them."""
