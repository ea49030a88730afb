#!/bin/sh
# The main job on what the repository brings, each command shown before it runs. Writes only below a new temporary folder.
set -eu
licensectl=$1
here=$(dirname "$0")
out=$(mktemp -d "${TMPDIR:-/tmp}/licensectl-demo.XXXXXX")

run() {
    printf '\n$ licensectl %s\n\n' "$*"
    "$licensectl" "$@"
}

run compare programs box open csp --attribute status --attribute minimum_initial_purchase --attribute key_type --attribute returns --as-of 2026-11-23
run compare office --only-differences
run sku show DG7GMGF0PWHC:0003
run quote build "$here/request.yaml" --prices "$here/price-sheet-software-IT-2026-11.csv"
run quote build "$here/request.yaml" --prices "$here/price-sheet-software-IT-2026-11.csv" --view customer --lang it
run returns check --program csp --purchased 2026-11-02 --requested 2026-11-23 --quantity 10 --returned 10
run order export "$here/request.yaml" --prices "$here/price-sheet-software-IT-2026-11.csv" --target partner-center --as-of 2026-11-23 -o "$out/cart.json"
run order export "$here/request.yaml" --prices "$here/price-sheet-software-IT-2026-11.csv" --target csv --as-of 2026-11-23 --csv-dialect excel-it -o "$out/order.csv"
printf '\nOrder files, ready to send: %s/cart.json and %s/order.csv\n' "$out" "$out"
