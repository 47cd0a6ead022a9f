#!/usr/bin/env python3
"""Makes arctangent.csv: arc tangents and cosines of doubles in 25 digits.

  python3 arctangent.py
"""
from pathlib import Path
from mpmath import mp, mpf, atan, cos

mp.dps = 40
rows = ["function,argument,value"]
points = [k / 64 * s for k in range(1, 200, 3) for s in (1, -1)] + [10.0**k for k in range(-12, 17)] + [0.9999999, 1.0, 1.0000001]
rows += [f"arctangent,{x!r},{mp.nstr(atan(mpf(x)), 25)}" for x in points]
rows += [f"cosine,{x!r},{mp.nstr(cos(mpf(x)), 25)}" for x in [k / 16 for k in range(-60, 61)] + [88.0, 1234.5, 99999.0]]
Path(__file__).with_name("arctangent.csv").write_text("\n".join(rows) + "\n")
