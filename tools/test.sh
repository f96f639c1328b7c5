# ./dev test: installs, checks, builds and runs every test. Sourced by ./dev.
#
#   ./dev test             everything
#   ./dev test quick       builds, and runs the fast tests of what has changed since they last passed
#   ./dev test NAME        only the ctest tests and browser tests whose names contain NAME
#   ./dev test asan|tsan   all fast tests under these sanitizers
# shellcheck source=tools/check.sh
. tools/check.sh

# Databases and demonstrations of the tests lie in memory where there is room for them: a disk that others use, too,
# makes what is synced take many times as long.
temporary_in_memory() {
  local folder least=$((4 << 20))  # KiB
  [ "$(stat -f -c %T /dev/shm 2>/dev/null)" = tmpfs ] || return 0
  [ "$(df --output=avail -k /dev/shm | tail -n 1)" -ge $least ] || return 0
  [ "$(awk '/^MemAvailable/ { print $2 }' /proc/meminfo)" -ge $least ] || return 0
  folder=$(mktemp -d /dev/shm/daylight-XXXXXX) || return 0
  chmod 1777 "$folder"  # the servers of the tests run as postgres
  export TMPDIR=$folder
  # shellcheck disable=SC2064
  trap "rm -rf '$folder'" EXIT
}

run_ctest() {  # PRESET ARGUMENTS…
  local preset=$1
  shift
  ctest --test-dir "build/$preset" --output-on-failure --no-tests=error "$@"
}

# [FILTER]: the files of tests/browser that bear the name. Each has a program and a browser of its own, and waits for
# them most of the time: so twice as many at once as there are cores.
run_browser() {
  local files
  mapfile -t files < <(find tests/browser -name "*${1:-}*.test.mjs")
  [ ${#files[@]} -gt 0 ] || { echo "No browser test is named '${1:-}'"; return 1; }
  DAYLIGHT_PROGRAM=$(program) node tests/browser/run.mjs "$((2 * jobs))" "${files[@]}"
}

print_results() {
  local passed failed skipped
  read -r passed failed skipped < <(python3 tools/results.py)
  # Steps that are not test runs (checks, builds) count as one each.
  passed=$((passed + steps_done - ${#steps_failed[@]}))
  [ "$failed" -ge ${#steps_failed[@]} ] || failed=${#steps_failed[@]}
  printf '\nAll of it took %s.\n' "$(clock $SECONDS)"
  [ "$skipped" -eq 0 ] || printf '%d test cases were skipped.\n' "$skipped"
  grep -sh '^UNSTEADY: ' "$logs/test-browser.log"
  close_results "$passed" "$failed"
}

test_some() {  # FILTER
  local filter=$1 ctest_names browser_files
  steps_total=3
  setup_machine build test
  step "Build (dev)" build-dev build_preset dev
  ctest_names=$(ctest --test-dir build/dev -N -R "$filter" | grep -c 'Test *#')
  browser_files=$(find tests/browser -name "*$filter*.test.mjs" | wc -l)
  if [ "$ctest_names" -gt 0 ]; then
    steps_total=$((steps_total + 1))
    try "Tests named '$filter'" test-fast run_ctest dev -j $((jobs + 1)) -R "$filter"
  fi
  if [ "$browser_files" -gt 0 ]; then
    steps_total=$((steps_total + 2))
    step "Build the program (release)" build-release build_preset release daylight
    try "Browser tests named '$filter'" test-browser run_browser "$filter"
  fi
  [ $((ctest_names + browser_files)) -gt 0 ] || { echo "No test is named '$filter'." >&2; exit 2; }
  print_results
}

test_sanitized() {  # PRESET
  steps_total=4
  setup_machine build test
  step "Build ($1)" "build-$1" build_preset "$1"
  try "Fast tests under $1" "test-$1" run_ctest "$1" -j $((jobs + 1)) -L fast
  print_results
}

test_quick() {
  steps_total=2
  step "Build (dev)" build-quick build_preset dev
  try "Fast tests of what has changed, but those of app" test-quick python3 tools/quick.py
  close_results
}

sanitized_steps() {  # the tests of what has threads or reads outside bytes (cmake/sanitizers.cmake)
  local preset
  for preset in asan tsan; do
    step "Build those of threads and outside bytes ($preset)" "build-$preset" build_preset "$preset" sanitized_tests
    try "Their tests under $preset" "test-$preset" run_ctest "$preset" -j $((jobs + 1)) -L sanitized
  done
}

test_everything() {
  local fault=0 fuzz browser
  fuzz=$(find tests/fuzz -name '*_fuzz.cc' 2>/dev/null | wc -l)
  browser=$(find tests/browser -name '*.test.mjs' 2>/dev/null | wc -l)
  steps_total=$((2 + check_early_count + 4 + 4 + (fuzz > 0 ? 1 : 0) + (browser > 0 ? 1 : 0)))
  setup_machine build test
  check_early
  step "Build (dev)" build-dev build_preset dev
  fault=$(ctest --test-dir build/dev -N -L fault | grep -c 'Test *#')
  steps_total=$((steps_total + (fault > 0 ? 1 : 0)))
  try "Fast tests" test-fast run_ctest dev -j $((jobs + 1)) -LE fault
  try "A domain moves in (tests/example)" example python3 tests/example/move_in.py
  sanitized_steps
  step "Build the program (release)" build-release build_preset release daylight
  if [ "$fault" -gt 0 ]; then
    try "Faults: kill, full disk, lost database" test-fault run_ctest dev -j "$jobs" -L fault
  fi
  if [ "$browser" -gt 0 ]; then step_tail=300 try "Browser tests" test-browser run_browser; fi
  if [ "$fuzz" -gt 0 ]; then
    # shellcheck disable=SC2086
    try "Fuzz every target" fuzz python3 tools/fuzz.py ${DAYLIGHT_FUZZ_SECONDS:+--seconds $DAYLIGHT_FUZZ_SECONDS}
  fi
  print_results
}

temporary_in_memory
rm -rf "$root"/build/*/gtest "$logs"/test-*.log "$logs/fuzz.log"
case ${1:-} in
  '') test_everything ;;
  quick) test_quick ;;
  asan | tsan) test_sanitized "$1" ;;
  *) test_some "$1" ;;
esac
