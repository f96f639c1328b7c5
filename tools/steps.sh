# Steps with progress, sourced by ./dev: a counter, the elapsed time, a log file a step.
#
# step TITLE LOG COMMAND…   runs it, ends the program when it fails
# try  TITLE LOG COMMAND…   runs it, remembers a failure, goes on
# A step that tools/budgets.sh gives minutes to is told them beside the time that it took.
# On a terminal the last line of the log is shown live; elsewhere one line every 20 seconds.

logs=$root/build/logs
steps_total=${steps_total:-0}
steps_done=0
steps_failed=()
child=

# shellcheck source=tools/budgets.sh
. tools/budgets.sh

clock() { printf '%02d:%02d' $(($1 / 60)) $(($1 % 60)); }

stop_child() {
  [ -n "$child" ] && kill -- "-$child" 2>/dev/null
  printf '\nStopped.\n' >&2
  exit 130
}
trap stop_child INT TERM

last_line() { tail -c 400 "$1" 2>/dev/null | tr '\r' '\n' | grep -av '^[[:space:]]*$' | tail -n 1 | cut -c 1-"$2"; }

beside_budget() {  # LOG SECONDS: "03:04 of 5 min"
  local minutes=${step_minutes[$1]:-}
  clock "$2"
  [ -z "$minutes" ] && return
  printf ' of %d min' "$minutes"
  if [ "$2" -gt $((minutes * 60)) ]; then printf ', OVER ITS BUDGET'; fi
}

watch_child() {  # LOG STARTED: shows progress until the child ends
  local log=$1 started=$2 shown=0 elapsed columns
  columns=$(tput cols 2>/dev/null || echo 80)
  while kill -0 "$child" 2>/dev/null; do
    sleep 0.1
    elapsed=$((SECONDS - started))
    if [ -t 1 ]; then
      printf '\r\033[K      %s  %s' "$(clock $elapsed)" "$(last_line "$log" $((columns - 16)))"
      sleep 0.3
    elif [ $((elapsed - shown)) -ge 20 ]; then
      shown=$elapsed
      printf '      %s  %s\n' "$(clock $elapsed)" "$(last_line "$log" 100)"
    fi
  done
  [ -t 1 ] && printf '\r\033[K'
}

run_step() {  # TITLE LOG COMMAND…: true when the command succeeded
  local title=$1 name=$2 log=$logs/$2.log started=$SECONDS status=0
  shift 2
  mkdir -p "$logs"
  steps_done=$((steps_done + 1))
  printf '[%*d/%d] %s\n' ${#steps_total} $steps_done "$steps_total" "$title"
  set -m
  (set -e; "$@") >"$log" 2>&1 </dev/null &
  child=$!
  set +m
  watch_child "$log" $started
  wait "$child" || status=$?
  child=
  if [ $status -eq 0 ]; then
    printf '      %s  done%s\n' "$(beside_budget "$name" $((SECONDS - started)))" "${step_note:+: $step_note}"
    return 0
  fi
  printf '      %s  FAILED (status %d). The end of %s:\n\n' "$(clock $((SECONDS - started)))" $status "${log#"$root/"}"
  tail -n "${step_tail:-40}" "$log" | sed 's/^/      | /'
  printf '\n'
  steps_failed+=("$title (${log#"$root/"})")
  return 1
}

step() { run_step "$@" || { printf 'Stopped at: %s\n' "${steps_failed[-1]}" >&2; exit 1; }; }
try() { run_step "$@" || true; }

close_results() {  # says how it went and ends the program
  local passed=$((steps_done - ${#steps_failed[@]}))
  printf '\n'
  if [ ${#steps_failed[@]} -gt 0 ]; then printf 'Failed: %s\n' "${steps_failed[@]}"; fi
  printf '%d passed, %d failed\n' "${1:-$passed}" "${2:-${#steps_failed[@]}}"
  [ ${#steps_failed[@]} -eq 0 ]
  exit
}
