#!/bin/bash
# usage: cmd/internal/nertrain/train.sh TRAIN GUM OUT, from the root of the repository
#   TRAIN  folder of the .tsv files named in extractors/entity/MODEL.md
#   GUM    folder of GUM's dep/*.conllu
#   OUT    the weights to write; the same inputs give the same bytes
set -euo pipefail
export LC_ALL=C
T=$1 G=$2 OUT=$3
GUM=$(mktemp -d)/gum.jsonl
trap 'rm -rf "$(dirname "$GUM")"' EXIT
go run ./cmd/internal/nertrain gum "$G" > "$GUM"
with() { local o=$1; shift; printf "%s,$o\n" "$@"; }
mapfile -t DATA < <(
  with open=NORP+PRODUCT+WORK,weight=0.3 "$T"/btc_{a,b,e,g,h}.tsv
  with open=NORP,misc=PRODUCT+WORK,weight=0.3 "$T"/wnut17_{train,dev}.tsv
  with open=NORP+PRODUCT+WORK,weight=1 "$T"/uner_{dev,test}.tsv
  with misc=PRODUCT+WORK,weight=1 "$T"/wikigold.tsv
  with misc=WORK,weight=3 "$T"/politics_train.tsv
  with misc=PRODUCT+WORK,weight=0.3 "$T"/cross_ai.tsv
  with misc=PRODUCT,weight=0.3 "$T"/cross_science.tsv
  with misc=WORK,weight=0.3 "$T"/cross_{literature,music}.tsv
  with open=NORP,misc=PRODUCT+WORK,weight=1 "$GUM"
  with weight=4 $(ls testdata/entities/*.txt | grep -v /test-)
)
go run ./cmd/internal/nertrain fit -norp cmd/internal/nertrain/peoples.txt -lexicon extractors/entity/model/lexicon.bin \
  -epochs 7 -tail 3 -rate 0.05 -drop 0.4 -hidden 0.4 -row 0.05 -weight 0.05 -bytes 2600000 -out "$OUT" "${DATA[@]}"
