"""The index: what was read of the notes, kept in SQLite so that it need not be read again.

It is a cache and nothing else. ``schema`` says what is kept, ``rows`` makes it from a file,
``fingerprint`` says what the rows are made from beside the notes, ``refresh`` holds it current,
``stored`` makes entries from it again, ``narrow`` turns queries into SQL, ``search`` finds
words, and ``library`` is a ``Library`` that works from it.
"""
