#!/usr/bin/env bash
# Brings a Flink cluster of one JobManager and two TaskManagers up on this
# machine, runs twosource on it, compares every byte with the local program, and
# takes it down again: all processes are children of the test and end with it.
#
#   flink/run.sh                                    2,000 generated articles
#   FLINK_ARTICLES=20000 FLINK_HOT=100000 flink/run.sh
#
# Needs java and javac 17, Go, and pip to fetch Flink by its package name; what
# is missing is said and the leg skipped. FLINK_LIB names Flink's lib folder where
# there is one.
set -euo pipefail
cd "$(dirname "$0")"

for tool in java javac jar; do
  command -v $tool >/dev/null || { echo "skipped: no $tool"; exit 0; }
done
if [ -z "${FLINK_LIB:-}" ]; then
  python=$(command -v python3 || true)
  [ -n "$python" ] || { echo 'skipped: no python3 to fetch Flink with'; exit 0; }
  cache=${XDG_CACHE_HOME:-$HOME/.cache}/twosource-flink-2.0
  export FLINK_LIB=$cache/lib
  if [ ! -d "$FLINK_LIB" ]; then
    fetched=$(mktemp -d)
    trap 'rm -rf "$fetched"' EXIT
    if ! "$python" -m pip download -q --no-deps -d "$fetched" 'apache-flink-libraries==2.0.*' >&2; then
      echo 'skipped: Flink could not be fetched'
      exit 0
    fi
    tar xzf "$fetched"/*.tar.gz -C "$fetched" --wildcards '*/deps/lib/*'
    mkdir -p "$cache"
    mv "$fetched"/*/deps/lib "$cache/lib.new"
    mv "$cache/lib.new" "$FLINK_LIB"
  fi
fi
go test -count 1 -timeout "${FLINK_TIMEOUT:-20m}" -v . "$@"
