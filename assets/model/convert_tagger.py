#!/usr/bin/env python3
"""Packs the weights of an averaged-perceptron part-of-speech tagger into `tagger.bin`.

Origin: `trontagger-0.1.0.pickle` of the Python package textblob-aptagger 0.2.0, trained on the Wall Street Journal part of
the Penn Treebank and published by Matthew Honnibal under the MIT licence (see NOTICE).

usage: convert_tagger.py trontagger-0.1.0.pickle tagger.bin

Layout, little endian: "DLT1"; u8 number of tags, each as u8 length and bytes, in alphabetical order; f32 scale of a weight;
u32 number of words with one tag, each as u8 length, bytes, u8 tag; u32 number of features, sorted by hash, each as
u32 hash (FNV-1a over the feature's string, 64 bits, folded to 32 by h >> 31 ^ h, which keeps them apart), u8 number of weights, then as many pairs of u8 tag
and i16 weight.
"""
import pickle, struct, sys


class Plain(pickle.Unpickler):
    """Only containers of plain values; a pickle may otherwise run code."""

    def find_class(self, module, name):
        if (module, name) in {("builtins", "set"), ("__builtin__", "set"), ("collections", "defaultdict")}:
            return {"set": set, "defaultdict": dict}[name]
        raise pickle.UnpicklingError(f"{module}.{name} is not allowed")


def fnv(text):
    h = 0xCBF29CE484222325
    for byte in text.encode("utf-8"):
        h = ((h ^ byte) * 0x100000001B3) & 0xFFFFFFFFFFFFFFFF
    return ((h >> 31) ^ h) & 0xFFFFFFFF


def main(source, target):
    weights, words, tags = Plain(open(source, "rb"), encoding="latin-1").load()
    tags = sorted(tags)
    number = {tag: i for i, tag in enumerate(tags)}
    top = max(abs(w) for ws in weights.values() for w in ws.values())
    scale = top / 32767
    out = bytearray(b"DLT1")
    out.append(len(tags))
    for tag in tags:
        out += bytes([len(tag)]) + tag.encode()
    out += struct.pack("<f", scale)
    words = {w: t for w, t in words.items() if len(w.encode("utf-8")) < 256}
    out += struct.pack("<I", len(words))
    for word, tag in sorted(words.items()):
        raw = word.encode("utf-8")
        out += bytes([len(raw)]) + raw + bytes([number[tag]])
    rows = {}
    for feature, ws in weights.items():
        pairs = [(number[t], round(w / scale)) for t, w in sorted(ws.items())]
        pairs = [(t, w) for t, w in pairs if w]
        if pairs:
            h = fnv(feature)
            if h in rows:
                sys.exit(f"two features share the hash {h}")
            rows[h] = pairs
    out += struct.pack("<I", len(rows))
    for h, pairs in sorted(rows.items()):
        out += struct.pack("<IB", h, len(pairs)) + b"".join(struct.pack("<Bh", t, w) for t, w in pairs)
    open(target, "wb").write(out)
    print(f"{len(rows)} features, {len(words)} words, {len(tags)} tags, largest weight {top}, {len(out)} bytes")


main(*sys.argv[1:])
