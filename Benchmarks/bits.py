#!/usr/bin/env python3
"""Do all builds and numbers of threads give the same bits? Compares summary.csv of the three roads, byte by byte.

  bits.py [--paths N] [--scenarios NAME ...]

Builds the program for AVX2 (x86-64-v3) and, where this machine can run it, for AVX-512 (x86-64-v4), each in a folder of its own, runs it on
one thread and on two and exits 1 if a byte differs.
"""
import argparse
import hashlib
import os
import pathlib
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
WIDE = {"avx512f", "avx512bw", "avx512cd", "avx512dq", "avx512vl"}


def processors():
    """What this machine can run of the two."""
    try:
        text = pathlib.Path("/proc/cpuinfo").read_text()
        flags = set(next(line for line in text.splitlines() if line.startswith("flags")).split())
    except (OSError, StopIteration):
        sys.exit("This check needs Linux on x86-64.")
    return ["x86-64-v3", "x86-64-v4"] if WIDE <= flags else ["x86-64-v3"]


def build(processor):
    folder = ROOT / ".build" / processor
    print(f"Building for {processor} …", flush=True)
    subprocess.run(["swift", "build", "-c", "release", "--product", "crossroads", "--scratch-path", folder], cwd=ROOT, check=True,
                   stdout=subprocess.DEVNULL, env={**os.environ, "CROSSROADS_PROCESSOR": processor})
    return folder / "release/crossroads"


def tables(program, scenarios, paths, threads):
    """Hash of each scenario's summary.csv."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([program, "run", *scenarios, "--paths", str(paths), "--threads", str(threads), "--quiet", "--out", folder], cwd=ROOT,
                       check=True)
        return {name: hashlib.sha256((pathlib.Path(folder) / name / "summary.csv").read_bytes()).hexdigest() for name in scenarios}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--paths", type=int, default=65536)
    parser.add_argument("--scenarios", nargs="+", default=["ban", "divestiture", "joint-venture"])
    options = parser.parse_args()
    found = {}
    for processor in processors():
        program = build(processor)
        for threads in (1, 2):
            found[processor, threads] = tables(program, options.scenarios, options.paths, threads)
    first = next(iter(found.values()))
    fine = True
    for (processor, threads), hashes in found.items():
        different = [name for name in options.scenarios if hashes[name] != first[name]]
        fine &= not different
        print(f"  {processor}, {threads} thread{'s' if threads > 1 else ' '}: " + (f"other bits: {', '.join(different)}" if different else "the same bytes"))
    if len(processors()) == 1:
        print("This machine has no AVX-512, so only threads were compared.")
    sys.exit(0 if fine else 1)


if __name__ == "__main__":
    main()
