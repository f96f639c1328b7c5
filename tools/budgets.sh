# Minutes that each step of ./dev test may take with cold caches on two cores; CONTRIBUTING.md says what they add up to.
# A step that takes longer says so: then it is mended, or its budget is changed here with a reason.
declare -A step_minutes=(
  [setup]=3 [setup-npm]=1
  [check-shell]=1 [check-tree]=1 [check-security]=1 [check-format]=1
  [build-dev]=8 [test-fast]=3
  [build-asan]=6 [test-asan]=2 [build-tsan]=4 [test-tsan]=3
  [build-release]=5 [test-fault]=3 [test-browser]=9
  [build-fuzz]=2 [fuzz]=2 [example]=5
)
