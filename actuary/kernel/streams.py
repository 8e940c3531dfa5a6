"""Random numbers that are asked for by name, draw and year, never in turn.

Threefry4x64-20 (Salmon, Moraes, Dror, Shaw 2011, "Parallel random numbers: as easy as 1, 2, 3") scrambles a counter: key =
(seed, the stream's name, 0, 0), counter = (draw, four years, 0, 0); its four words are the numbers of four years. So a draw
is the same among ten and a million, alone or beside others, whoever computes it. Words are unsigned numbers of 64 bits:
eight side by side, or arrays of numpy.
"""

import numpy as np

from actuary.kernel.compiler import inlined, part
from actuary.kernel.lanes import log, polynomial, root, some, where

YEARS_A_COUNTER = 4
PARITY = np.uint64(0x1BD11BDAA9FC1A22)
CENTRE = polynomial(
    -3.6444120640178196996e-21, -1.685059138182016589e-19, 1.2858480715256400167e-18, 1.115787767802518096e-17,
    -1.333171662854620906e-16, 2.0972767875968561637e-17, 6.6376381343583238325e-15, -4.0545662729752068639e-14,
    -8.1519341976054721522e-14, 2.6335093153082322977e-12, -1.2975133253453532498e-11, -5.4154120542946279317e-11,
    1.051212273321532285e-09, -4.1126339803469836976e-09, -2.9070369957882005086e-08, 4.2347877827932403518e-07,
    -1.3654692000834678645e-06, -1.3882523362786468719e-05, 0.0001867342080340571352, -0.00074070253416626697512,
    -0.0060336708714301490533, 0.24015818242558961693, 1.6536545626831027356,
)  # fmt: skip
"""Of the inverse error function, M. Giles 2010, "Approximating the erfinv function", in powers of w - 3.125 for w to 6.25."""
TAIL = polynomial(
    2.2137376921775787049e-09, 9.0756561938885390979e-08, -2.7517406297064545428e-07, 1.8239629214389227755e-08,
    1.5027403968909827627e-06, -4.013867526981545969e-06, 2.9234449089955446044e-06, 1.2475304481671778723e-05,
    -4.7318229009055733981e-05, 6.8284851459573175448e-05, 2.4031110387097893999e-05, -0.0003550375203628474796,
    0.00095328937973738049703, -0.0016882755560235047313, 0.0024914420961078508066, -0.0037512085075692412107,
    0.005370914553590063617, 1.0052589676941592334, 3.0838856104922207635,
)  # fmt: skip
"""In powers of sqrt(w) - 3.25 for w to 16."""
FAR_TAIL = polynomial(
    -2.7109920616438573243e-11, -2.5556418169965252055e-10, 1.5076572693500548083e-09, -3.7894654401267369937e-09,
    7.6157012080783393804e-09, -1.4960026627149240478e-08, 2.9147953450901080826e-08, -6.7711997758452339498e-08,
    2.2900482228026654717e-07, -9.9298272942317002539e-07, 4.5260625972231537039e-06, -1.9681778105531670567e-05,
    7.5995277030017761139e-05, -0.00021503011930044477347, -0.00013871931833623122026, 1.0103004648645343977,
    4.8499064014085844221,
)  # fmt: skip
"""In powers of sqrt(w) - 5 beyond."""


@inlined
def turned(word, by):
    """The bits of a word, `by` places to the left and round."""
    return (word << np.uint64(by)) | (word >> np.uint64(64 - by))


@inlined
def mixed(one, other, by):
    """Threefry's round on two words."""
    one = one + other
    return one, turned(other, by) ^ one


@inlined
def rounds(x0, x1, x2, x3, turns):
    """Four rounds on four words."""
    x0, x1 = mixed(x0, x1, turns[0])
    x2, x3 = mixed(x2, x3, turns[1])
    x0, x3 = mixed(x0, x3, turns[2])
    x2, x1 = mixed(x2, x1, turns[3])
    x0, x1 = mixed(x0, x1, turns[4])
    x2, x3 = mixed(x2, x3, turns[5])
    x0, x3 = mixed(x0, x3, turns[6])
    x2, x1 = mixed(x2, x1, turns[7])
    return x0, x1, x2, x3


EVEN = (14, 16, 52, 57, 23, 40, 5, 37)
ODD = (25, 33, 46, 12, 58, 22, 32, 32)


@part
def scrambled(draw, place, seed, name):
    """The four words of a counter (draw, place, 0, 0) under the key (seed, name, 0, 0)."""
    zero = np.uint64(0)
    last = seed ^ name ^ PARITY
    x0, x1, x2, x3 = draw + seed, draw * zero + place + name, draw * zero, draw * zero
    x0, x1, x2, x3 = rounds(x0, x1, x2, x3, EVEN)
    x0, x1, x2, x3 = x0 + name, x1, x2, x3 + last + np.uint64(1)
    x0, x1, x2, x3 = rounds(x0, x1, x2, x3, ODD)
    x0, x1, x2, x3 = x0, x1, x2 + last, x3 + seed + np.uint64(2)
    x0, x1, x2, x3 = rounds(x0, x1, x2, x3, EVEN)
    x0, x1, x2, x3 = x0, x1 + last, x2 + seed, x3 + name + np.uint64(3)
    x0, x1, x2, x3 = rounds(x0, x1, x2, x3, ODD)
    x0, x1, x2, x3 = x0 + last, x1 + seed, x2 + name, x3 + np.uint64(4)
    x0, x1, x2, x3 = rounds(x0, x1, x2, x3, EVEN)
    return x0 + seed, x1 + name, x2, x3 + np.uint64(5)


@part
def normal(u):
    """The standard normal number below which the share u lies: sqrt(2) x inverse error function of 2 u - 1."""
    w = -log(4.0 * u * (1.0 - u))
    result = CENTRE(w - 3.125)
    if some(w > 6.25):
        r = root(w)
        result = where(w > 6.25, where(w > 16.0, FAR_TAIL(r - 5.0), TAIL(r - 3.25)), result)
    return 1.4142135623730951 * (u + u - 1.0) * result
