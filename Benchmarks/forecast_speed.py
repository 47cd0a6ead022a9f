#!/usr/bin/env python3
"""Times forecasts with intervals of every series of a folder, one thread each: crossroads against statsforecast's AutoETS.

  forecast_speed.py FOLDER [--crossroads PATH] [--every K]

FOLDER holds yearly_train.csv.gz. AutoETS runs on every K-th series (default 10) and its time is multiplied by K. The time of crossroads
includes starting, reading the packed table and writing the forecasts; the best of five runs counts. Needs statsforecast.
"""
import argparse, csv, gzip, os, subprocess, time

for name in ("OMP_NUM_THREADS", "NUMBA_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
    os.environ[name] = "1"
import numpy as np


def main():
    here = os.path.dirname(os.path.abspath(__file__))
    arguments = argparse.ArgumentParser()
    arguments.add_argument("folder")
    arguments.add_argument("--crossroads", default=os.path.join(here, "..", ".build", "release", "crossroads"))
    arguments.add_argument("--every", type=int, default=10)
    a = arguments.parse_args()
    path = os.path.join(a.folder, "yearly_train.csv.gz")
    ours, cpu = [], []
    for _ in range(5):
        before, start = os.times(), time.perf_counter()
        subprocess.run([a.crossroads, "forecast", path, "--horizon", "6", "--format", "csv", "--threads", "1"], check=True, stdout=subprocess.DEVNULL)
        ours.append(time.perf_counter() - start)
        after = os.times()
        cpu.append(after.children_user + after.children_system - before.children_user - before.children_system)
    from statsforecast.models import AutoETS
    with gzip.open(path, "rt", newline="") as f:
        series = [np.array(r["values"].split(), float) for r in csv.DictReader(f)]
    chosen = series[:: a.every]
    AutoETS(model="ZZN").forecast(y=series[0], h=6, level=[95])  # compiles
    before, start = os.times(), time.perf_counter()
    for y in chosen:
        AutoETS(model="ZZN").forecast(y=y, h=6, level=[95])
    theirs = (time.perf_counter() - start) * len(series) / len(chosen)
    after = os.times()
    theirs_cpu = (after.user - before.user) * len(series) / len(chosen)
    print(f"{len(series)} series: crossroads {min(ours):.3f} s (processor {min(cpu):.3f} s), AutoETS {theirs:.1f} s (processor {theirs_cpu:.1f} s), ratio {theirs / min(ours):.0f} (processor {theirs_cpu / min(cpu):.0f})")


if __name__ == "__main__":
    main()
