#!/usr/bin/env python3
"""Times the program against its peers on the yardstick, after asserting that all of them compute the same numbers.

  run.py [--quick] [--rounds N] [--skip-plots] [--skip-whole-model]

Needs the built program (`make build`), Python 3.10 or later and a C++ compiler; other Python packages go to a virtual environment under
Benchmarks/.build/bench. Where this machine has AVX-512 the program and the C++ code are built for AVX2 too, in folders of their own. Everything
is run in rounds, one program after the other, so that a busy minute hits all of them; what is printed are medians over the rounds, and
medians of the ratios within a round. Exits 1 if the numbers of two programs do not agree.
"""
import argparse
import csv
import hashlib
import math
import os
import pathlib
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import venv

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent
BUILD = HERE / ".build/bench"
PROGRAM = ROOT / ".build/release/crossroads"
STAGES = HERE / ".build/release/stages"
YARDSTICK = HERE / "yardstick.yaml"
# The peers are written for this file.
FROZEN = "36151818a3be28e8bee39ea7b6c83ed92107694f7ab7e0d3764c6a1a0737f83a"
MONTHS = 72
FLOWS = ["ownership.cash_to_owner", "ownership.operating_contribution", "ad_revenue.revenue", "engagement.user_hours", "user_growth.monthly_users"]
ONCE = ["ownership.value_to_owner", "ownership.value_of_us_business", "ownership.terminal_value_to_owner",
        "ownership.terminal_value_of_us_business", "regulation.time_to_resolution"]
NARROW = " AVX2"
SLOW_STARTERS = {"numba", "JAX"}
QUARTERS = ["2026-Q1", "2026-Q2", "2026-Q3", "2026-Q4"]


# ---- building -----------------------------------------------------------------------------------------------------------------------

def enter_environment():
    """Goes on inside the virtual environment, made at the first call."""
    home = BUILD / "venv"
    python = home / "bin/python"
    stamp = home / "requirements.sha256"
    wanted = hashlib.sha256((HERE / "requirements.txt").read_bytes()).hexdigest()
    if not stamp.exists() or stamp.read_text() != wanted:
        print("Making the peers' Python environment …", flush=True)
        venv.create(home, with_pip=True, clear=True)
        subprocess.run([python, "-m", "pip", "install", "-q", "-r", HERE / "requirements.txt"], check=True)
        stamp.write_text(wanted)
    if pathlib.Path(sys.prefix).resolve() != home.resolve():
        os.execv(python, [str(python), __file__, *sys.argv[1:]])


def compiler():
    """clang++ beside the Swift compiler, else one of the system."""
    swift = shutil.which("swift")
    beside = pathlib.Path(swift).resolve().parent / "clang++" if swift else None
    for candidate in (os.environ.get("CXX"), beside if beside and beside.exists() else None, shutil.which("clang++"), shutil.which("g++")):
        if candidate:
            return str(candidate)
    sys.exit("No C++ compiler was found. Install clang++ or g++, or name one in CXX.")


def build_cpp(is_wide):
    """The yardstick for this very processor, and for AVX2 if it has more."""
    BUILD.mkdir(parents=True, exist_ok=True)
    built = {}
    for name, architecture in (("C++", "native"), *([("C++" + NARROW, "x86-64-v3")] if is_wide else [])):
        built[name] = BUILD / ("yardstick-" + architecture)
        subprocess.run([compiler(), "-std=c++20", "-O3", "-march=" + architecture, "-ffp-contract=fast", "-Wall", "-Wextra", "-Wno-psabi",
                        str(HERE / "peers/yardstick.cpp"), "-o", str(built[name]), "-lpthread"], check=True)
    return built


# ---- running ------------------------------------------------------------------------------------------------------------------------

def execute(command, watch=False):
    """Standard output, and the peak resident memory in MB if watched (a look into /proc now and then, which costs a little time)."""
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as messages:
        process = subprocess.Popen([str(c) for c in command], stdout=out, stderr=messages, cwd=ROOT)
        peak = math.nan
        while watch and process.poll() is None:
            try:
                status = pathlib.Path(f"/proc/{process.pid}/status").read_text()
                peak = int(status.split("VmHWM:")[1].split()[0]) / 1024
            except (OSError, IndexError):
                pass
            time.sleep(0.01)
        process.wait()
        out.seek(0)
        messages.seek(0)
        if process.returncode:
            sys.exit(f"{' '.join(map(str, command))} failed:\n{messages.read().decode()}")
        return out.read().decode(), peak


def selection(months, outputs):
    """Options of the program for the first columns of the yardstick: 1, a multiple of 11, or all 60."""
    years = [str(2025 + y) for y in range(months // 12)]
    periods = years + (QUARTERS if months >= 24 else []) + ["total"]
    if outputs == 1:
        names, periods = [ONCE[0]], ["total"]
    else:
        names = FLOWS[: outputs // 11] if outputs < 60 else FLOWS + ONCE
    chosen = ["--outputs", ",".join(names), "--periods", ",".join(periods), "--by", "quarter"]
    return chosen if months == MONTHS else chosen + ["--end", f"{2024 + months // 12}-12"]


class Program:
    """The Swift program, from its own wall time of a run: drawing, simulation, reduction, tables written."""

    def __init__(self, name="Crossroads", path=PROGRAM):
        self.name, self.path = name, path

    def seconds(self, paths, threads, months=MONTHS, outputs=60, out=None, scenario=YARDSTICK, watch=False):
        with tempfile.TemporaryDirectory() as folder:
            timing = pathlib.Path(folder) / "timing.csv"
            what = selection(months, outputs) if scenario == YARDSTICK else []
            _, self.memory = execute([self.path, "run", scenario, "--paths", paths, "--threads", threads, "--quiet", "--out", folder,
                                      "--timing", timing, *what], watch)
            if out:
                (table,) = pathlib.Path(folder).glob("*/summary.csv")
                shutil.copy(table, out)
            with open(timing, newline="") as file:
                (row,) = csv.DictReader(file)
        self.stages = {k: float(v) for k, v in row.items() if k not in ("scenario", "paths", "seconds")}
        return float(row["seconds"])

    def least(self, rounds, *arguments, **options):
        return min(self.seconds(*arguments, **options) for _ in range(rounds))


class Peer:
    """A peer, from its own wall time of a run; compilation in Python is not counted."""

    def __init__(self, name, command):
        self.name, self.command = name, command

    def seconds(self, paths, threads, months=MONTHS, outputs=60, out=None, simulate_only=False, watch=False, repeat=1):
        command = [*self.command, "--paths", paths, "--threads", threads, "--months", months, "--outputs", outputs, "--repeat", repeat]
        with tempfile.TemporaryDirectory() as folder:
            if not simulate_only:
                command += ["--out", out or pathlib.Path(folder) / "table.csv"]
            else:
                command += ["--simulate-only"]
            text, self.memory = execute(command, watch)
        return min(float(line.split(",")[5]) for line in text.strip().splitlines())

    def least(self, rounds, *arguments, **options):
        """In one process, which compiles once."""
        return self.seconds(*arguments, repeat=rounds, **options)


def median(values):
    return statistics.median(values)


# ---- what is done -------------------------------------------------------------------------------------------------------------------

def check_agreement(programs, paths):
    """Every peer against the program and against the C++ code; exits 1 where two do not agree."""
    import agreement

    print(f"\nAgreement on the yardstick, {paths:,} paths each: mean, sd and 23 quantiles of 60 columns")
    tables = {}
    with tempfile.TemporaryDirectory() as folder:
        for program in programs:
            file = pathlib.Path(folder) / "table.csv"
            program.seconds(paths, os.cpu_count() if program.name == "NumPy" else 1, out=file)
            tables[program.name] = agreement.read(file)
    fine = True
    for program in programs[1:]:
        comparisons = agreement.compare(tables["Crossroads"], tables[program.name], paths)
        fine &= agreement.report(f"  Crossroads and {program.name}", comparisons, required=1500)
    if not fine:
        sys.exit(1)


def check_whole_model(paths):
    print(f"\nAgreement of the whole model, {paths:,} paths: mean, 5, 50 and 95 % of every output, every probability", flush=True)
    if subprocess.run([sys.executable, HERE / "peers/whole_model_numpy.py", "--paths", str(paths)]).returncode:
        sys.exit(1)


def compare(programs, paths, rounds):
    """Nanoseconds per path: {(program, threads, mode): {round: value}}. What starts slowly, for it compiles first, skips rounds."""
    found = {}

    def add(program, threads, mode, round, **options):
        n = paths[program.name]
        found.setdefault((program.name, threads, mode), {})[round] = program.seconds(n, threads, **options) / n * 1e9

    for round in range(rounds):
        for threads in (1, 2):
            for program in programs:
                if program.name in SLOW_STARTERS and round % 2:
                    continue
                add(program, threads, "all", round)
                add(program, threads, "one", round, outputs=1)
                if isinstance(program, Peer) and program.name not in SLOW_STARTERS:
                    add(program, threads, "simulation", round, simulate_only=True)
        print(f"  round {round + 1} of {rounds}, load {os.getloadavg()[0]:.1f}", flush=True)
    return found


def show_comparison(programs, found):
    print("\nNanoseconds per path (72 months), medians; × is the median ratio to Crossroads in the same round")
    print(f"{'':16}" + "".join(f"{title:>22}" for title in ("60 columns, 1 thread", "60 columns, 2", "one column, 1", "one column, 2")) + f"{'simulation alone':>20}")
    ours = programs[0].name
    for program in programs:
        line = f"{program.name:16}"
        for mode in ("all", "one"):
            for threads in (1, 2):
                values, own = found[program.name, threads, mode], found[ours, threads, mode]
                ratio = median([value / own[round] for round, value in values.items()])
                line += f"{median(values.values()):>12,.0f} {f'× {ratio:.2f}':>9}"
        if (program.name, 1, "simulation") in found:
            line += "".join(f"{separator}{median(found[program.name, threads, 'simulation'].values()):,.0f}"
                            for threads, separator in ((1, "        "), (2, " / ")))
        print(line)
    for suffix in ("", NARROW):
        own, peer = programs[0].name + suffix, "C++" + suffix
        if (own, 1, "all") not in found:
            continue
        ratios = {(threads, mode): median([value / found[peer, threads, mode][round] for round, value in found[own, threads, mode].items()])
                  for mode in ("all", "one") for threads in (1, 2)}
        print(f"  {own} against {peer}, the same instructions: 60 columns {ratios[1, 'all']:.2f} and {ratios[2, 'all']:.2f}, "
              f"one column {ratios[1, 'one']:.2f} and {ratios[2, 'one']:.2f}")
    for program in programs:
        both = [found[program.name, threads, "all"] for threads in (1, 2)]
        speedup = median([value / both[1][round] for round, value in both[0].items()])
        print(f"  {program.name}: two threads are {speedup:.2f} times as fast as one")
    print("60 columns: mean, sd, 23 quantiles and standard errors of each, table written. One column: the same of one, so nearly simulation alone.")


def show_baseline(program, paths, rounds):
    months = 63
    print(f"\nThe shipped baseline, every output, {paths:,} paths")
    for threads in (1, 2):
        times = [program.seconds(paths, threads, scenario="baseline") for _ in range(rounds)]
        each = median(times) / paths
        print(f"  {threads} thread{'s' if threads > 1 else ''}: {each * 1e9 / months:.1f} ns per path-month, {each * 1e6:.2f} s per million paths")
    if program.stages:
        print("  stages of the last run, seconds: " + ", ".join(f"{k} {v:.3f}" for k, v in program.stages.items()))


def show_stages(quick):
    """What each stage costs by itself, from the program's own modules."""
    if not STAGES.exists():
        print("\nThe stages were not built: swift build -c release --package-path Benchmarks --product stages")
        return
    for scenario in (str(YARDSTICK), "baseline"):
        print(f"\nStages of {pathlib.Path(scenario).stem}, processor time on one thread, least of some rounds")
        text, _ = execute([STAGES, ROOT, scenario, 2**15 if quick else 2**17, 3 if quick else 5])
        for row in csv.DictReader(text.splitlines()):
            print(f"  {row['stage']:22}{float(row['nanoseconds']):10.2f} ns per {row['per']}")


def show_memory(programs, paths):
    print(f"\nPeak memory at {paths:,} paths, 60 columns, 2 threads, MB")
    for program in programs:
        program.seconds(paths, 2, watch=True)
        print(f"  {program.name:16}{program.memory:8.0f}" + ("  (of its first process)" if program.name == "NumPy" else ""))


def plots(programs, paths, rounds, quick):
    """Cost against paths, months and columns."""
    import matplotlib

    matplotlib.use("Agg")
    import matplotlib.pyplot as plt

    largest = 18 if quick else 20
    figure, axes = plt.subplots(1, 3, figsize=(13, 4.2), layout="constrained")
    for program in programs:
        n = paths[program.name]
        counts = [2**k for k in range(12, largest + 1, 2) if 2**k <= 4 * n]
        months = [12, 36, 72] if quick or program.name in SLOW_STARTERS else [12, 24, 36, 48, 60, 72]
        columns = [1, 22, 60] if quick or program.name in SLOW_STARTERS else [1, 11, 22, 33, 44, 55, 60]
        style = {"marker": "o", "markersize": 3, "label": program.name}
        axes[0].loglog(counts, [program.least(rounds, k, 1) for k in counts], **style)
        axes[1].plot(months, [program.least(rounds, n, 1, months=m, outputs=1) / n * 1e9 for m in months], **style)
        axes[2].plot(columns, [program.least(rounds, n, 1, outputs=c) / n * 1e9 for c in columns], **style)
    axes[0].set(xlabel="paths", ylabel="seconds, 60 columns, one thread", title="Cost against paths")
    axes[0].legend(frameon=False)
    axes[1].set(xlabel="months", ylabel="ns per path, one column", title="Cost against months", yscale="log")
    axes[2].set(xlabel="columns", ylabel="ns per path, 72 months", title="Cost against columns", yscale="log")
    folder = HERE / "plots"
    folder.mkdir(exist_ok=True)
    figure.savefig(folder / "cost.svg")
    print(f"\nPlots: {folder.relative_to(ROOT)}/cost.svg")


def machine():
    processor = platform.processor()
    try:
        text = pathlib.Path("/proc/cpuinfo").read_text()
        names = [line.split(":")[1].strip() for line in text.splitlines() if line.startswith("model name")]
        vectors = "AVX-512" if " avx512f " in text else "AVX2" if " avx2 " in text else "no AVX2"
        processor = f"{names[0]}, {len(names)} cores, {vectors}"
    except (OSError, IndexError):
        pass
    version = lambda command: subprocess.run(command, capture_output=True, text=True).stdout.splitlines()[0].strip()
    import importlib.metadata as metadata

    print(f"Machine: {processor}; load {', '.join(f'{x:.1f}' for x in os.getloadavg())}")
    print(f"Program: {version([str(PROGRAM), '--version'])}; {version(['swift', '--version'])}")
    print(f"C++: {version([compiler(), '--version'])}")
    print(f"Python {platform.python_version()}; " + ", ".join(f"{name} {metadata.version(name)}" for name in ("numpy", "numba", "jax", "scipy")))
    if os.getloadavg()[0] > 1:
        print("The machine is busy: take the ratios, not the times.")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="fewer paths and rounds")
    parser.add_argument("--rounds", type=int)
    parser.add_argument("--skip-plots", action="store_true")
    parser.add_argument("--skip-whole-model", action="store_true")
    options = parser.parse_args()
    enter_environment()
    sys.path.insert(0, str(HERE))
    if not PROGRAM.exists():
        sys.exit("The program is not built. Type:  make build")
    if hashlib.sha256(YARDSTICK.read_bytes()).hexdigest() != FROZEN:
        sys.exit("Benchmarks/yardstick.yaml has changed, but the peers are written for the frozen one.")
    machine()
    python = lambda name: [sys.executable, HERE / "peers" / name]
    import bits

    is_wide = platform.machine() == "x86_64" and len(bits.processors()) > 1
    narrow = [Program("Crossroads" + NARROW, bits.build("x86-64-v3"))] if is_wide else []
    programs = [Program(), *narrow, *(Peer(name, [path]) for name, path in build_cpp(is_wide).items()), Peer("numba", python("yardstick_numba.py")),
                Peer("JAX", python("yardstick_jax.py")), Peer("NumPy", python("yardstick_numpy.py"))]
    scale = 4 if options.quick else 1
    paths = {program.name: 2**{"numba": 18, "JAX": 17, "NumPy": 17}.get(program.name, 20) // scale for program in programs}
    rounds = options.rounds or (3 if options.quick else 5)

    check_agreement(programs, 2**17 if options.quick else 2**18)
    if not options.skip_whole_model:
        check_whole_model(2**14 if options.quick else 2**16)
    print("\nTiming", flush=True)
    show_comparison(programs, compare(programs, paths, rounds))
    show_baseline(programs[0], paths["Crossroads"], rounds)
    show_stages(options.quick)
    show_memory(programs[:3] if options.quick else programs, 2**18 if options.quick else 2**20)
    if not options.skip_plots:
        plots(programs, paths, 1 if options.quick else 2, options.quick)


if __name__ == "__main__":
    main()
