# The checks of ./dev check, each a step. Sourced by ./dev and by tools/test.sh.
check_early_count=5
check_step_count=$((check_early_count + 1))

check_format() {
  git ls-files -z --cached --others --exclude-standard -- '*.h' '*.cc' | xargs -0 ls -d 2>/dev/null |
    xargs clang-format --dry-run -Werror
}

check_tree() {  # levels, co_await, SQL, sizes, demonstration, sentences, border of matters: each tests itself first
  local status=0 name
  for name in levels await sql sizes demo messages matters; do python3 "tools/check_$name.py" || status=1; done
  return $status
}

check_locks() { python3 tools/check_locks.py; }

check_security() { python3 tools/check_security.py; }

check_lint() {
  cmake --preset dev
  python3 tools/tidy.py "$@"
}

check_shell() {
  local file
  for file in dev .ci/run tools/*.sh; do bash -n "$file"; done
}

check_early() {  # the quick ones
  local step_tail=80
  try "Scripts can be read" check-shell check_shell
  try "Levels, co_await, SQL, sizes, demonstration, sentences, border of matters" check-tree check_tree
  try "Every requirement of security has its proof" check-security check_security
  try "Format" check-format check_format
  try "What stands under locks (clang)" check-locks check_locks
}

check_late() {  # the slow one
  local step_tail=80
  try "Names and lint (clang-tidy)" check-tidy check_lint "$@"
}

check_steps() {
  check_early
  check_late "$@"
}
