#!/bin/sh
# Runs the workflow with small numbers, kills a shard's job on the way, and checks that the job was tried again, that merged tables have the bytes of a
# single run, and that a lost shard is made again without the others.
#
#   workflows/test.sh local     on the processors of this computer
#   workflows/test.sh slurm     through a Slurm of this computer, which it starts and stops
#
# CROSSROADS names the program, if it is not .build/release/crossroads.
set -eu

cd "$(dirname "$0")/.."
project=$PWD
mode=${1:-}
program=${CROSSROADS:-$project/.build/release/crossroads}
venv=$project/.build/workflow/venv
scratch=$project/.build/workflow/test-$mode
paths=20000 shards=3
victim=joint-venture victim_seed=2 victim_shard=2/$shards

missing() { echo "test.sh: $*" >&2; exit 2; }
failed() { echo "FAILED: $*" >&2; echo "Logs: $scratch" >&2; exit 1; }
passed() { echo "passed: $*"; }

case $mode in local | slurm) ;; *) missing "say where to run: workflows/test.sh local, or slurm." ;; esac
[ -x "$program" ] || missing "$program is missing. Type: make build"
command -v python3 >/dev/null || missing "there is no python3, which Snakemake needs (3.11 or newer)."
if [ "$mode" = slurm ]; then
  for tool in munged slurmctld slurmd sbatch; do
    PATH=$PATH:/usr/sbin command -v $tool >/dev/null || missing "$tool is missing, so there is no Slurm to try. On Debian: apt-get install slurmctld slurmd slurm-client munge"
  done
fi
if ! cmp -s workflows/requirements.txt "$venv/requirements.txt"; then
  python3 -c 'import sys; sys.exit(sys.version_info < (3, 11))' || missing "Snakemake needs Python 3.11 or newer; this is $(python3 --version)."
  mkdir -p "$project/.build/workflow"
  { python3 -m venv --clear "$venv" && "$venv/bin/python" -m pip install -q -r workflows/requirements.txt; } >"$project/.build/workflow/venv.log" 2>&1 \
    || missing "the packages of workflows/requirements.txt could not be installed; see $project/.build/workflow/venv.log."
  cp workflows/requirements.txt "$venv/requirements.txt"
fi
PATH=$venv/bin:$PATH

snakemake_process=
end() {
  # The workflow and all that it started, which are a session of their own.
  if [ -n "$snakemake_process" ]; then
    session=$(pgrep -P "$snakemake_process") && kill -TERM -- "-$session" 2>/dev/null || true
    wait "$snakemake_process" 2>/dev/null || true
  fi
  if [ "$mode" = slurm ]; then workflows/slurm-node.sh stop "$scratch/slurm"; fi
}

if [ -d "$scratch/slurm" ]; then workflows/slurm-node.sh stop "$scratch/slurm"; fi
rm -rf "$scratch"
mkdir -p "$scratch"
trap end EXIT
trap 'exit 130' INT TERM
options=
if [ "$mode" = slurm ]; then
  workflows/slurm-node.sh start "$scratch/slurm"
  . "$scratch/slurm/environment"
  # This Slurm keeps no accounts, and its jobs are over in ten seconds; each look that finds nothing new puts off the next by ten more.
  options='--slurm-status-command squeue --slurm-no-account --slurm-init-seconds-before-status-checks 10 --latency-wait 5'
fi

# The program, with a list of its calls. The first call for the victim's shard computes ten thousand times as much, so that it is still at it when it is killed.
cat >"$scratch/program" <<PROGRAM
#!/bin/sh
echo "\$*" >>'$scratch/calls'
case "\$*" in "run $victim "*"--seed $victim_seed "*"--shard $victim_shard "*)
  if mkdir '$scratch/victim' 2>/dev/null; then
    echo "\$\$ \${SLURM_JOB_ID:-}" >'$scratch/victim/new' && mv '$scratch/victim/new' '$scratch/victim/process'
    exec '$program' "\$@" --paths ${paths}0000
  fi
esac
exec '$program' "\$@"
PROGRAM
chmod +x "$scratch/program"
cat >"$scratch/config.yaml" <<CONFIGURATION
scenarios: [ban, joint-venture]
seeds: [1, 2]
paths: $paths
shards: $shards
program: $scratch/program
out: $scratch/results
memory_mb: 500
CONFIGURATION

# A run of the workflow: the name of its log, and a word to start it with.
workflow() {
  : >"$scratch/calls"
  # shellcheck disable=SC2086
  ${2:-} snakemake --profile "workflows/profiles/$mode" --directory "$scratch" --configfile "$scratch/config.yaml" $options >"$scratch/$1.log" 2>&1
}

# What the program was called for, a line for each shard, merge and comparison.
calls() {
  sed -E 's#^run ([^ ]+) .*--seed ([0-9]+) .*--shard ([0-9]+/[0-9]+) .*#shard \1 seed \2 \3#
    s#^merge .*seed-([0-9]+)/([^/]+)/shard.*#merge \2 seed \1#
    s#^compare .*seed-([0-9]+)/.*#compare seed \1#' "$scratch/calls" | sort
}

workflow first setsid &
snakemake_process=$!
for _ in $(seq 240); do
  [ -e "$scratch/victim/process" ] && break
  kill -0 $snakemake_process 2>/dev/null || { tail -n 30 "$scratch/first.log" >&2; failed "the workflow ended before its shard could be killed"; }
  sleep 0.5
done
[ -e "$scratch/victim/process" ] || failed "shard $victim_shard did not begin within two minutes"
read -r process job <"$scratch/victim/process"
sleep 1
if [ "$mode" = slurm ]; then
  scancel "$job"
  echo "cancelled: job $job of Slurm, shard $victim_shard of $victim"
else
  kill -9 "$process" || failed "the shard ended before it could be killed"
  echo "killed: process $process, shard $victim_shard of $victim"
fi
wait $snakemake_process || { tail -n 30 "$scratch/first.log" >&2; failed "the workflow did not get over the killed job"; }
snakemake_process=

grep -q 'Trying to restart job' "$scratch/first.log" || failed "first.log tells of no job that was tried again"
[ "$(calls | grep -c "^shard $victim seed $victim_seed $victim_shard\$")" = 2 ] || failed "the killed shard was not called twice"
grep "run $victim .*--seed $victim_seed .*--shard $victim_shard .*--resume" "$scratch/calls" >/dev/null || failed "the second call did not ask to go on where the first had stopped"
[ "$(calls | grep -c '^shard')" = $((2 * 2 * shards + 1)) ] || failed "other shards were called more than once"
if [ "$mode" = slurm ]; then
  grep -q "^JobId=$job .*JobState=CANCELLED" "$scratch/slurm/log/jobs" || failed "Slurm's own list does not say that job $job was cancelled"
fi
passed "the killed shard was tried again, and nothing else"

for seed in 1 2; do
  results=$scratch/results/paths-$paths-seed-$seed
  "$program" run ban joint-venture --paths $paths --seed $seed --out "$scratch/single/$seed" --project "$project" --quiet
  for name in ban joint-venture; do
    for file in summary.csv run.json; do
      cmp "$scratch/single/$seed/$name/$file" "$results/$name/$file" || failed "merged and single $file of $name, seed $seed, differ"
    done
  done
  "$program" compare ban joint-venture --paths $paths --seed $seed --format csv --project "$project" >"$scratch/single/$seed/differences.csv"
  cmp "$scratch/single/$seed/differences.csv" "$results/differences.csv" || failed "the comparison of seed $seed differs from that of a single run"
done
passed "merged tables, records and comparisons have the bytes of single runs"

workflow second || failed "the second time, with nothing to do"
[ ! -s "$scratch/calls" ] || failed "the second time, with nothing to do, the program was called"
rm "$scratch/results/paths-$paths-seed-1/ban/shard-3-of-$shards.partial"
workflow third || { tail -n 30 "$scratch/third.log" >&2; failed "the workflow after a shard was lost"; }
calls >"$scratch/third.calls"
printf 'compare seed 1\nmerge ban seed 1\nshard ban seed 1 3/%s\n' $shards | cmp - "$scratch/third.calls" \
  || failed "after a shard was lost, $(tr '\n' ',' <"$scratch/third.calls") was made"
cmp "$scratch/single/1/ban/summary.csv" "$scratch/results/paths-$paths-seed-1/ban/summary.csv" || failed "the table merged anew differs"
passed "a lost shard is made again, its run merged and compared anew, and nothing else"
