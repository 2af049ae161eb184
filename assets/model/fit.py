#!/usr/bin/env python3
"""Fits the weights of `worth.tsv` (would an editor list it?) and `same.tsv` (is it the same event?) by logistic regression.

usage: cargo run --release --no-default-features --example model_examples GOLD_DIR... | fit.py [--write]

What an example is, `examples.rs` says. Ten-fold cross-validation by article tells how well such weights do on articles that
they have not seen; `--write` puts weights fitted to all examples, and these figures, into the tables. Needs Python 3 with
numpy and scikit-learn.
"""
import os, random, sys
import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score, roc_auc_score

FOLDER = os.path.dirname(os.path.abspath(__file__))
STRENGTH = 0.1  # the inverse of the penalty; 0.03 to 0.3 do equally well
RARE = 20  # a sign that fewer examples have gets no weight; the program ignores a sign that its table lacks
HEAD = {
    "worth": "# Would an editor list it? Weights of the signs of a mention, in log-odds.",
    "same": "# Do two mentions tell the same event? Weights of the signs of a pair, in log-odds.",
}


def main():
    tables = {name: ([], [], [], []) for name in HEAD}
    for line in sys.stdin:
        table, article, label, weight, *signs = line.rstrip("\n").split("\t")
        for column, value in zip(tables[table], (article, int(label), float(weight), signs)):
            column.append(value)
    for table, (articles, labels, weights, signs) in tables.items():
        counts = {}
        for some in signs:
            for sign in some:
                counts[sign] = counts.get(sign, 0) + 1
        number = {sign: i for i, sign in enumerate(sorted(s for s, n in counts.items() if n >= RARE))}
        x = np.zeros((len(signs), len(number)), dtype=np.float32)
        for row, some in zip(x, signs):
            row[[number[s] for s in some if s in number]] = 1
        y, weights, articles = np.array(labels), np.array(weights), np.array(articles)
        fit = lambda rows: LogisticRegression(C=STRENGTH, max_iter=5000).fit(x[rows], y[rows], sample_weight=weights[rows])
        unseen, names = np.zeros(len(y)), sorted(set(articles))
        random.Random(1).shuffle(names)
        for fold in range(10):
            test = np.isin(articles, names[fold::10])
            unseen[test] = fit(~test).decision_function(x[test])
        auc = roc_auc_score(y, unseen, sample_weight=weights)
        precision = average_precision_score(y, unseen, sample_weight=weights)
        told = f"{len(names)} articles, {len(y)} examples, {int(y.sum())} of them positive; unseen: AUC {auc:.3f}, average precision {precision:.3f}"
        print(f"{table}: {told}")
        if "--write" in sys.argv:
            model = fit(np.full(len(y), True))
            weight = {sign: model.coef_[0][i] for sign, i in number.items()} | {"bias": model.intercept_[0]}
            path = os.path.join(FOLDER, f"{table}.tsv")
            known = [line.split("\t")[0] for line in open(path, encoding="utf-8") if line.strip() and not line.startswith("#")]
            rows = [f"{sign}\t{weight.get(sign, 0):.2f}" for sign in sorted({*weight, *(k for k in known if not k.startswith("kinds "))})]
            head = [HEAD[table], "# Own work, licence as the project; fitted by fit.py to timelines of articles, made by an editor and by language models.", f"# {told}.", "# Columns: sign, weight."]
            with open(path, "w", encoding="utf-8") as out:
                out.write("\n".join(head + rows) + "\n")


main()
