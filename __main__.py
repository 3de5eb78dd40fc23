"""Lets ``python -m policygraph`` stand for the ``policygraph`` command."""

from .cli import main

if __name__ == "__main__":
    main()
