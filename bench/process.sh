#!/usr/bin/env bash
# How long `assent decide` of one request takes as a process, reading and checking the program folder
# included, and `assent check`: the mean of 100 runs, with that of a process that does nothing beside it.
#
#   bench/process.sh [ASSENT]    the program to run; build-bench/assent when none is named
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

assent=${1:-build-bench/assent}
program=programs/mo-healthnet/complementary-therapy
runs=100

request=$(mktemp)
trap 'rm -f "$request"' EXIT
cat >"$request" <<'JSON'
{"member": {"birth_date": "1975-06-30", "eligible": true},
 "request": {"start": "2026-11-28", "diagnoses": ["M54.50"], "discipline": "chiropractic"},
 "plan_of_care": {"services": ["chiropractic"]},
 "lines": [{"code": "98941", "units": 4}],
 "ledger": {"therapy units": {"used": 96}}}
JSON

mean_of() {
  local begin end run
  "$@" <"$request" >/dev/null # a mistake shows here, and the files are in memory
  begin=$(date +%s%N)
  for ((run = 0; run < runs; run++)); do "$@" <"$request" >/dev/null; done
  end=$(date +%s%N)
  awk -v nanoseconds=$(((end - begin) / runs)) -v what="$*" \
    'BEGIN { printf "%6.2f ms  %s\n", nanoseconds / 1e6, what }'
}

mean_of "$assent" decide "$program"
mean_of "$assent" decide --json "$program"
mean_of "$assent" check "$program"
mean_of /bin/true
