# shellcheck shell=bash
# Functions shared by the scripts in the parent directory. Sourced, not run.

say() { printf '%s: %s\n' "${0##*/}" "$*" >&2; }

# Reports a step that takes longer than a second, if standard error is a terminal.
progress() { [[ ! -t 2 ]] || say "$@"; }

# fail STATUS MESSAGE…
fail() {
  local status=$1
  shift
  say "$@"
  exit "$status"
}

wrong_usage() { fail 64 "$* (see ${0##*/} --help)"; }

# Prints the comment at the head of a script, which is its help text.
print_help() { sed -n '2,/^$/s/^# \{0,1\}//p' "$0"; }

# need_number OPTION VALUE LOWEST HIGHEST
need_number() {
  if ! [[ $2 =~ ^[0-9]{1,6}$ ]] || ((10#$2 < $3 || 10#$2 > $4)); then
    wrong_usage "$1 needs a number from $3 to $4, not '$2'"
  fi
}

# need_commands PROFILE COMMAND…: installs the packages of a profile if one of its commands is missing.
need_commands() {
  local profile=$1 name
  shift
  for name; do
    command -v "$name" >/dev/null && continue
    "${BASH_SOURCE[0]%/*}/../install-packages" "$profile" || exit
    return
  done
}

# run_at_end STOP: at the end of this script, runs STOP, kills background processes and removes the directory $work, if
# there is one. From now on, a signal that would end the script only sets $ended to the corresponding exit status and
# runs `interrupt`: a handler that exits while the shell waits for a command may prevent cleanup.
run_at_end() {
  ended=
  # shellcheck disable=SC2064 # expanded now
  trap "clean_up $1" EXIT
  trap 'ended=130; interrupt' INT
  trap 'ended=143; interrupt' TERM HUP
}
# shellcheck disable=SC2317 # called by the trap
clean_up() {
  trap '' INT TERM HUP USR1
  set +e
  "$1"
  # shellcheck disable=SC2046 # several processes
  kill -KILL $(jobs -p) 2>/dev/null
  wait 2>/dev/null
  rm -rf "${work-}"
  exit_if_ended
}

# Called on a signal; meant to be redefined.
interrupt() { :; }

exit_if_ended() { [[ -z $ended ]] || exit "$ended"; }

# run_command COMMAND…: after run_at_end, runs a command with this script's input and output, and returns its exit
# status. A Ctrl-C at the terminal reaches only the command; a TERM or HUP sent to this script is forwarded to it.
run_command() {
  local child='' status=0
  interrupt() { [[ -z $child ]] || kill -TERM "$child" 2>/dev/null || true; }
  trap '' INT
  exit_if_ended
  # A background job would ignore Ctrl-C and read nothing, hence `env --default-signal` and `<&0`.
  env --default-signal=INT,QUIT "$BASH" -c 'exec -- "$@"' "${0##*/}" "$@" <&0 &
  child=$!
  [[ -z $ended ]] || interrupt
  wait "$child" 2>/dev/null || status=$? # without the shell's own "Killed"
  [[ $ended ]] || return "$status"
  # After an interrupted wait, the shell may fail to notice that the child has ended.
  while kill -0 "$child" 2>/dev/null; do sleep 0.05; done
  return "$ended"
}
