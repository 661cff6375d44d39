#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Builds the reader with clang's fuzzer and sanitizers and feeds it mutations of the kept corpus for a
# while. Usage: run-fuzz.sh SOURCE_ROOT BUILD_ROOT SECONDS [SEED]
# The seed is fixed unless given, so that a run can be repeated; look further with other seeds.
# What made it fail stays in BUILD_ROOT/fuzz; a fixed case goes into tests/fuzz/corpus.
set -eu

source=$1 build=$2 seconds=$3 seed=${4-1}
command -v clang >/dev/null || { echo "clang is not installed"; exit 77; }
work=$build/fuzz
mkdir -p "$work/corpus"
flags="$(pkg-config --cflags gio-2.0 libxml-2.0) -I$build -I$source/src/core -I$source/src/calc -I$source/src/io"
echo 'int LLVMFuzzerTestOneInput (const unsigned char *d, unsigned long n) { return 0; }' >"$work/probe.c"
clang -fsanitize=fuzzer,address,undefined "$work/probe.c" -o "$work/probe" 2>/dev/null ||
  { echo "clang has no fuzzer here"; exit 77; }

# shellcheck disable=SC2086
clang -std=gnu11 -O1 -g -w -fsanitize=fuzzer,address,undefined -fno-sanitize-recover=undefined \
  -DG_LOG_DOMAIN='"fuzz"' $flags \
  "$source"/tests/fuzz/fuzz-reader.c "$source"/src/core/*.c "$source"/src/calc/*.c "$source"/src/io/*.c \
  -o "$work/fuzz-reader" $(pkg-config --libs gio-2.0 libxml-2.0) -lamd -lldl -lm

cd "$work"
G_SLICE=always-malloc ASAN_OPTIONS=detect_leaks=1 G_DEBUG=fatal-warnings \
  ./fuzz-reader -max_total_time="$seconds" -seed="$seed" -timeout=10 -rss_limit_mb=2048 -max_len=20000 \
  -dict="$source/tests/fuzz/words.dict" -print_final_stats=1 -verbosity=0 \
  corpus "$source/tests/fuzz/corpus" "$source/tests/io/good" "$source/tests/io/bad"
