#!/bin/sh
# From text to model: training/run.sh [gpu|cpu|smoke] [OUT]. Stopped at any point, the same command goes on.
# PYTHON names the interpreter; TEXT, PAIRS and RECOLLECT_TRAINING_WORK the folders (see README.md).
set -eu
cd "$(dirname "$0")/.."
config=${1:-cpu}
out=${2:-models/recollect-gpt2}
python=${PYTHON:-python3}
set -- --config "$config" ${TEXT:+--text "$TEXT"} ${PAIRS:+--pairs "$PAIRS"}

# Tensors of a step are large; without these glibc gives each back to the system and takes it anew, half of the time.
export MALLOC_MMAP_MAX_=0 MALLOC_TRIM_THRESHOLD_=8000000000 MALLOC_TOP_PAD_=268435456
export OMP_NUM_THREADS="${OMP_NUM_THREADS:-$(nproc)}" OMP_WAIT_POLICY=PASSIVE

"$python" training/encode.py "$@"
"$python" training/pretrain.py "$@"
"$python" training/pairs.py "$@"
"$python" training/finetune.py "$@"
"$python" training/curves.py "$@" --out "$out"
"$python" training/export.py "$@" --out "$out"
"$python" training/evaluate.py "$@" --model "$out/onnx/model_quantized.onnx"
