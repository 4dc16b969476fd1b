# shellcheck shell=bash
# Runs a command in a virtual machine that has cameras. Sourced by with-virtual-camera, after common.bash.

boot_within=120 # seconds; it takes 5, and a machine under load more

# run_in_virtual_machine VIVID-PARAMETERS LOOPBACK-PARAMETERS SECONDS COMMAND…
# Ends this script with the exit status of the command.
run_in_virtual_machine() {
  local image seconds=$3
  need_commands virtual-camera qemu-system-x86_64 busybox depmod cpio unxz make gcc v4l2-ctl
  # shellcheck disable=SC2154 # with-virtual-camera sets it
  image=$("$scripts/lib/virtual-machine-image") || exit
  machine=
  work=$(mktemp -d "${TMPDIR:-/tmp}/usermedia-machine.XXXXXX")
  trap end_machine EXIT
  trap 'exit 130' INT
  trap 'exit 141' USR1
  trap 'exit 143' TERM HUP
  write_settings "$1" "$2" "${@:4}"
  start_machine "$image"
  follow_machine "$seconds"
}

# What guest-start and guest-command read, and these two themselves.
write_settings() {
  local settings=$work/settings
  mkdir "$settings"
  printf '%s\n' "$1" >"$settings/vivid"
  [[ -z $2 ]] || printf '%s\n' "$2" >"$settings/loopback"
  shift 2
  cp "$scripts/lib/guest-start" "$scripts/lib/guest-command" "$settings"
  uname -n >"$settings/hostname"
  printf '%s' "$BASH" >"$settings/bash"
  pwd -P | head -c -1 >"$settings/directory"
  printf '%s\0' "$PWD" >"$settings/working-directory"
  # A sound server's socket does not reach into the machine: a server is started there.
  if [[ ${USERMEDIA_SOUND_SERVER-} ]]; then
    [[ $USERMEDIA_SOUND_SERVER != pipewire ]] || set -- --pipewire "$@"
    set -- "$scripts/with-sound-server" "$@"
  fi
  printf '%s\0' "$@" >"$settings/arguments"
  (
    # shellcheck disable=SC2030 # only in there
    unset "${!USERMEDIA_SOUND_SERVER@}" PULSE_SERVER PULSE_RUNTIME_PATH PULSE_COOKIE
    # There are no sockets below the command's directory (the file system that shares it has none).
    [[ ${TMPDIR:-/tmp}/ != "$(pwd -P)"/* ]] || export TMPDIR=/run/tmp
    export USERMEDIA_VIRTUAL_CAMERA=machine
    env -0
  ) >"$settings/environment"
}

# shared NAME DIRECTORY OPTIONS: the arguments that share a directory with the guest.
shared() { printf '%s\0' -virtfs "local,mount_tag=$1,path=${2//,/,,},security_model=none,multidevs=remap$3"; }

start_machine() {
  local arguments
  mapfile -d '' -t arguments < <(
    shared host / ,readonly=on
    shared directory "$(pwd -P)" ''
    for port in 3:out 4:err 5:status; do
      printf '%s\0' -add-fd "fd=${port%:*},set=${port%:*}" \
        -chardev "file,id=${port#*:},path=/dev/fdset/${port%:*},append=on" \
        -device "virtserialport,chardev=${port#*:},name=${port#*:}"
    done
  )
  # The kernel unpacks several archives that follow each other.
  (cd "$work" && find settings | cpio --quiet -o -H newc) | cat "$1/initramfs" - >"$work/initramfs"
  mkfifo "$work"/{out,err,status}
  # If the reader of our output goes away, the command's machine goes too.
  (cat "$work/out" || kill -USR1 $$) 2>/dev/null &
  out=$!
  cat "$work/err" >&2 &
  err=$!
  # A session of its own keeps it from a Ctrl-C; it ends when this script does, however that ends.
  # Emulated even where there is KVM: that would be faster, and differs from machine to machine.
  setsid setpriv --pdeathsig KILL qemu-system-x86_64 -accel tcg,thread=multi -cpu max -smp 2 -m 4096 \
    -display none -monitor none -serial "file:$work/console" -nic none -no-reboot -device virtio-serial-pci \
    -kernel "$1/kernel" -initrd "$work/initramfs" "${arguments[@]}" \
    -append 'console=ttyS0 quiet panic=-1 mitigations=off cryptomgr.notests pci=noacpi' \
    <"/dev/null" >"$work/qemu" 2>&1 3>"$work/out" 4>"$work/err" 5>"$work/status" &
  machine=$!
}

# The status pipe says `ready` and `exit STATUS`, and ends when the machine does. (`read` fails with 1 at the end of the
# pipe, and with more than 128 when the time is over.)
follow_machine() {
  local status line=
  exec {status}<"$work/status"
  read -r -t "$boot_within" line <&"$status" || (($? < 128)) ||
    machine_failed "the virtual machine did not start within $boot_within seconds"
  [[ $line == ready ]] || machine_failed "the virtual machine ended before it could run the command"
  line=
  read -r -t "$1" line <&"$status" || (($? < 128)) ||
    fail 124 "the command ran for more than $1 seconds and was ended"
  [[ $line == exit\ * ]] || machine_failed "the virtual machine ended before the command did"
  wait "$machine" "$out" "$err" || true
  exit "${line#exit }"
}

machine_failed() {
  stop_machine
  cat "$work/console" "$work/qemu" >&2 || true
  fail 125 "$1; its console's log is above"
}

# shellcheck disable=SC2317 # called by the trap
end_machine() {
  trap '' USR1
  stop_machine
  rm -rf "$work"
}

stop_machine() {
  [[ -z $machine ]] || kill -KILL "$machine" 2>/dev/null || true
  wait 2>/dev/null # the readers of its output end with it
}
