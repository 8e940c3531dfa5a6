"""Random numbers that are asked for by name, draw and year, not in turn: threefry4x64 with 20 rounds, over arrays.

Salmon, Moraes, Dror, Shaw, "Parallel random numbers: as easy as 1, 2, 3" (2011): the words are a scrambled counter, so that
no number depends on how many were drawn before. key = (seed, the stream's name, 0, 0); counter = (draw, four years, 0, 0).
"""

from hashlib import sha256

import numpy as np
from scipy.special import ndtri

WORDS = 4
PARITY = np.uint64(0x1BD11BDAA9FC1A22)
TURNS = ((14, 16), (52, 57), (23, 40), (5, 37), (25, 33), (46, 12), (58, 22), (32, 32))
ROUNDS = 20


def threefry(key, counter):
    """The four words of a counter under a key; each of the eight numbers, or arrays of them, is a 64-bit integer."""
    with np.errstate(over="ignore"):
        keys = [np.asarray(word, np.uint64) for word in key]
        keys.append(keys[0] ^ keys[1] ^ keys[2] ^ keys[3] ^ PARITY)
        words = [np.asarray(word, np.uint64) + keys[i] for i, word in enumerate(counter)]
        for turn in range(ROUNDS):
            a, b = (0, 1), (2, 3)
            if turn % 2:
                a, b = (0, 3), (2, 1)
            for (to, of), by in zip((a, b), TURNS[turn % 8], strict=True):
                words[to] = words[to] + words[of]
                words[of] = (words[of] << np.uint64(by) | words[of] >> np.uint64(64 - by)) ^ words[to]
            if turn % 4 == 3:
                step = turn // 4 + 1
                for i in range(WORDS):
                    words[i] = words[i] + keys[(step + i) % (WORDS + 1)]
                words[3] = words[3] + np.uint64(step)
    return words


def number_of(name):
    """A stream's name as a 64-bit number: the first eight bytes of its SHA-256, the lowest first."""
    return int.from_bytes(sha256(name.encode()).digest()[:8], "little")


def uniforms(seed, name, draws, years):
    """Numbers between 0 and 1 of one stream, [year, draw]: never 0 and never 1."""
    found = np.empty((len(years), len(draws)))
    for i, year in enumerate(years):
        key = (seed, number_of(name), 0, 0)
        word = threefry(key, (draws, year // WORDS, 0, 0))[year % WORDS]
        found[i] = ((word >> np.uint64(12)).astype(float) + 0.5) / 2.0**52
    return found


def normals(seed, name, draws, years):
    """Standard normal numbers of one stream, [year, draw]."""
    return ndtri(uniforms(seed, name, draws, years))
