# Minutes that each step of ./dev test may take with cold caches on two cores; CONTRIBUTING.md says what they add up to.
# A step that takes longer says so: then it is mended, or its budget is changed here with a reason.
declare -A step_minutes=(
  [setup]=2 [setup-npm]=1 [check-tree]=1 [check-locks]=1
  [build-dev]=6 [test-fast]=2 [example]=4
  [build-asan]=5 [test-asan]=3 [build-tsan]=4 [test-tsan]=2
  [build-release]=6 [test-fault]=3 [test-browser]=6
  [fuzz]=2
)
