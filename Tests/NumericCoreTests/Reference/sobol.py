"""Writes sobol.csv: unscrambled Sobol' points near and far, over 2^32, from SciPy's own generator and direction numbers.

    python3 Tests/NumericCoreTests/Reference/sobol.py      # needs SciPy (made with 1.17.1)

Points of the sequence up to 2^20 + 2 come from scipy.stats.qmc.Sobol; farther ones, which it would take hours to walk to, are sums modulo 2
of its direction numbers over the digits of the index's Gray code, a formula that is checked here against the walked points.
"""

from pathlib import Path

import numpy as np
from scipy.stats import qmc

DIMENSIONS = 1111
SELECTED = [1, 2, 3, 10, 43, 120, 500, 1000, 1111]
WALKED = [0, 1, 2, 3, 5, 1000, 1023, 4096, 65_535, 2**20 - 1, 2**20, 2**20 + 1, 2**20 + 2]
FAR = [2**24 + 12_345, 2**29 - 1, 2**30, 2**30 + 999, 2**31 - 1, 2**31, 2**31 + 77_777, 2**32 - 1]
# Its Gray code has every digit set: the sum of all direction numbers.
EVERY_DIRECTION = 0xAAAAAAAA


def point(index, directions):
    gray, x = index ^ (index >> 1), np.zeros(len(directions), dtype=np.uint64)
    for digit in range(32):
        if gray >> digit & 1:
            x ^= directions[:, digit]
    return x


def main():
    directions = qmc.Sobol(DIMENSIONS, scramble=False, bits=32)._sv.astype(np.uint64)
    rows = []
    for index in WALKED:
        generator = qmc.Sobol(DIMENSIONS, scramble=False, bits=32)
        if index:
            generator.fast_forward(index)
        walked = (generator.random(1)[0] * 2**32).astype(np.uint64)
        assert (walked == point(index, directions)).all(), index
        rows += [(d, index, walked[d - 1]) for d in SELECTED]
    for index in FAR:
        rows += [(d, index, x) for d, x in zip(SELECTED, point(index, directions)[np.array(SELECTED) - 1])]
    rows += [(d + 1, EVERY_DIRECTION, x) for d, x in enumerate(point(EVERY_DIRECTION, directions))]
    text = "dimension,index,point\n" + "".join(f"{d},{i},{int(x)}\n" for d, i, x in rows)
    Path(__file__).with_name("sobol.csv").write_text(text)


main()
