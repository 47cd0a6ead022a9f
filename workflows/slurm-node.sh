#!/bin/sh
# A Slurm of this one computer, to try a workflow as a cluster would run it: its own configuration, key, sockets and ports in a scratch folder, so
# that nothing of the system's Slurm is read or changed.
#
#   workflows/slurm-node.sh start [FOLDER]    start the daemons and wait until the node takes jobs (FOLDER: .build/workflow/slurm)
#   . FOLDER/environment                      let squeue, sbatch and snakemake find it
#   workflows/slurm-node.sh stop [FOLDER]     cancel what runs and stop the daemons
set -eu

cd "$(dirname "$0")/.."
action=${1:-}
folder=${2:-.build/workflow/slurm}
export PATH="$PATH:/usr/sbin:/sbin"

fail() { echo "slurm-node.sh: $*" >&2; exit 2; }

case $action in start | stop) ;; *) fail "the first word is $action. Type: workflows/slurm-node.sh start, or stop." ;; esac

mkdir -p "$folder"
folder=$(cd "$folder" && pwd)

# The process of a pid file, if it is still the daemon of that name.
daemon() {
  pid=$(cat "$folder/$1.pid" 2>/dev/null) || return 1
  [ "$(cat "/proc/$pid/comm" 2>/dev/null)" = "$1" ] && echo "$pid"
}

stop() {
  if daemon slurmctld >/dev/null; then
    SLURM_CONF=$folder/slurm.conf timeout 20 scancel --quiet --user "$(id -un)" 2>/dev/null || true
    for _ in 1 2 3 4 5 6 7 8 9 10; do
      [ -z "$(SLURM_CONF=$folder/slurm.conf timeout 10 squeue --noheader --states running,completing 2>/dev/null)" ] && break
      sleep 1
    done
  fi
  for name in slurmd slurmctld munged; do
    pid=$(daemon $name) || continue
    kill "$pid" 2>/dev/null || continue
    for _ in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
      kill -0 "$pid" 2>/dev/null || break
      sleep 0.5
    done
    kill -9 "$pid" 2>/dev/null || true
    rm -f "$folder/$name.pid"
  done
}

if [ "$action" = stop ]; then
  stop
  exit 0
fi

for program in munged slurmctld slurmd sbatch; do
  command -v $program >/dev/null || fail "$program is missing. On Debian: apt-get install slurmctld slurmd slurm-client munge"
done
daemon slurmctld >/dev/null && fail "a controller of $folder is running. Type: workflows/slurm-node.sh stop"

# What stands in the folder goes away, so it must be one of these.
if [ -n "$(ls -A "$folder")" ] && [ ! -e "$folder/slurm.conf" ]; then fail "$folder holds other files. Name an empty folder, or a new one."; fi

user=$(id -un)
host=$(hostname -s)
rm -rf "$folder"
# Munge refuses a key, and Slurm a state, in folders that others can write to.
(umask 077 && mkdir -p "$folder/munge" "$folder/state" "$folder/spool" "$folder/log")
chmod 755 "$folder" "$folder/munge"
(umask 077 && head -c 128 /dev/urandom >"$folder/munge/key")

cat >"$folder/slurm.conf" <<CONFIGURATION
ClusterName=one-node
SlurmctldHost=$host(127.0.0.1)
SlurmctldPort=$((20000 + $$ % 10000))
SlurmdPort=$((30000 + $$ % 10000))
SlurmUser=$user
SlurmdUser=$user
AuthType=auth/munge
AuthInfo=socket=$folder/munge/socket
CredType=cred/munge
StateSaveLocation=$folder/state
SlurmdSpoolDir=$folder/spool
SlurmctldPidFile=$folder/slurmctld.pid
SlurmdPidFile=$folder/slurmd.pid
SlurmctldLogFile=$folder/log/slurmctld.log
SlurmdLogFile=$folder/log/slurmd.log
# No control groups: they need privileges that a container has not.
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
JobAcctGatherType=jobacct_gather/none
AccountingStorageType=accounting_storage/none
JobCompType=jobcomp/filetxt
JobCompLoc=$folder/log/jobs
SchedulerType=sched/backfill
SchedulerParameters=batch_sched_delay=0,sched_interval=2
SelectType=select/cons_tres
SelectTypeParameters=CR_Core_Memory
MpiDefault=none
ReturnToService=2
MinJobAge=600
KillWait=2
NodeName=$host NodeAddr=127.0.0.1 $(slurmd -C | sed -n '1s/^NodeName=[^ ]* //p') State=UNKNOWN
PartitionName=all Nodes=$host Default=YES MaxTime=INFINITE State=UP
CONFIGURATION

# Inside a job Snakemake's Slurm plugin drops SLURM_CONF before it calls srun, so srun is told here where its configuration is.
mkdir "$folder/bin"
cat >"$folder/bin/srun" <<WRAPPER
#!/bin/sh
SLURM_CONF='$folder/slurm.conf' exec '$(command -v srun)' "\$@"
WRAPPER
chmod +x "$folder/bin/srun"
cat >"$folder/environment" <<ENVIRONMENT
export SLURM_CONF='$folder/slurm.conf'
export PATH='$folder/bin':"\$PATH"
ENVIRONMENT
. "$folder/environment"

give_up() {
  tail -n 5 "$folder"/log/*.log >&2 2>/dev/null || true
  stop
  fail "$*; its log is in $folder/log."
}

munged --key-file="$folder/munge/key" --socket="$folder/munge/socket" --pid-file="$folder/munged.pid" --seed-file="$folder/munge/seed" \
  --log-file="$folder/log/munged.log" || give_up "munged did not start"
slurmctld || give_up "slurmctld did not start"
slurmd -N "$host" || give_up "slurmd did not start"

for _ in $(seq 60); do
  case $(timeout 5 sinfo --noheader --format=%T 2>/dev/null) in idle | mixed | allocated)
    echo "Slurm of this computer runs. Next: . ${folder#"$PWD"/}/environment"
    exit 0
    ;;
  esac
  sleep 0.5
done
give_up "the node took no jobs within 30 seconds"
