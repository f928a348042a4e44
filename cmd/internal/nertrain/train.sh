#!/bin/bash
# usage: cmd/internal/nertrain/train.sh TRAIN GUM DOCRED MEASURE OUT, from the root of the repository
#   TRAIN    folder of the .tsv files named in extractors/entity/MODEL.md
#   GUM      folder of GUM's dep/*.conllu
#   DOCRED   folder of Re-DocRED's dev_revised.json and test_revised.json
#   MEASURE  folder of the .jsonl that the model is measured on: articles that quote them are left out
#   OUT      the weights to write; the same inputs give the same bytes
set -euo pipefail
export LC_ALL=C
T=$1 G=$2 D=$3 M=$4 OUT=$5
DIR=$(mktemp -d)
trap 'rm -rf "$DIR"' EXIT
go build -o "$DIR/nertrain" ./cmd/internal/nertrain
WITHOUT=()
for f in "$M"/*.jsonl; do WITHOUT+=(-without "$f"); done
"$DIR/nertrain" gum "$G" > "$DIR/gum.jsonl"
"$DIR/nertrain" docred "${WITHOUT[@]}" "$D"/{dev,test}_revised.json > "$DIR/docred.jsonl"
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
  with open=NORP,misc=PRODUCT+WORK,weight=1 "$DIR/gum.jsonl"
  with misc=PRODUCT+WORK+EVENT,weight=1 "$DIR/docred.jsonl"
  with weight=4 $(ls testdata/entities/*.txt | grep -v /test-)
)
"$DIR/nertrain" fit -norp cmd/internal/nertrain/peoples.txt -lexicon extractors/entity/model/lexicon.bin -runs 5 \
  -epochs 7 -tail 3 -rate 0.05 -drop 0.5 -hidden 0.4 -weight 0.1 -bytes 2180000 -out "$OUT" "${DATA[@]}"
