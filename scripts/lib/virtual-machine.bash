# shellcheck shell=bash
# Runs a command in a virtual machine with cameras. Sourced by with-virtual-camera, after common.bash.

boot_within=120 # seconds; it takes 5, more on a busy machine

# run_in_virtual_machine COMMAND…
# Exits with the command's exit status. with-virtual-camera's variables configure the machine.
# shellcheck disable=SC2154
run_in_virtual_machine() {
  local image
  need_commands virtual-camera qemu-system-x86_64 busybox depmod cpio unxz make gcc v4l2-ctl
  image=$("$scripts/lib/virtual-machine-image") || exit
  progress "starting a virtual machine"
  run_at_end stop_machine
  # shellcheck disable=SC2317 # called by a signal
  interrupt() { stop_machine; } # which closes the status pipe
  trap 'ended=141; interrupt' USR1
  work=$(mktemp -d "${TMPDIR:-/tmp}/usermedia-machine.XXXXXX")
  write_settings "$@"
  start_machine "$image"
  follow_machine "$seconds"
}

# Writes the files that guest-start and guest-command read, and copies these two.
# shellcheck disable=SC2154
write_settings() {
  local settings=$work/settings
  mkdir "$settings"
  [[ -z $vivid ]] || printf '%s\n' "$vivid" >"$settings/vivid"
  [[ -z $loopback_parameters ]] || printf '%s\n' "$loopback_parameters" >"$settings/loopback"
  ((usb == 0)) || copy_usb_cameras "$settings/usb-cameras"
  ((usb == 0)) || printf '%s\n' "$usb" >"$settings/usb"
  cp "$scripts/lib/guest-start" "$scripts/lib/guest-command" "$settings"
  uname -n >"$settings/hostname"
  printf '%s' "$BASH" >"$settings/bash"
  pwd -P | head -c -1 >"$settings/directory"
  printf '%s\0' "$PWD" >"$settings/working-directory"
  # The machine can't reach a sound server's socket, so it starts its own server.
  if [[ ${USERMEDIA_SOUND_SERVER-} ]]; then
    [[ $USERMEDIA_SOUND_SERVER != pipewire ]] || set -- --pipewire "$@"
    set -- "$scripts/with-sound-server" "$@"
  fi
  printf '%s\0' "$@" >"$settings/arguments"
  (
    # shellcheck disable=SC2030 # only in the subshell
    unset "${!USERMEDIA_SOUND_SERVER@}" PULSE_SERVER PULSE_RUNTIME_PATH PULSE_COOKIE
    # The shared file system below the command's directory doesn't support sockets.
    [[ ${TMPDIR:-/tmp}/ != "$(pwd -P)"/* ]] || export TMPDIR=/run/tmp
    export USERMEDIA_VIRTUAL_CAMERA=machine
    ((usb == 0)) || export USERMEDIA_USB_CAMERAS=/run/virtual-camera/usb-cameras
    [[ ! $count ]] || export USERMEDIA_INSTRUCTION_NANOSECONDS=2
    env -0
  ) >"$settings/environment"
}

# shared NAME DIRECTORY OPTIONS: prints qemu's arguments for sharing a directory with the guest.
shared() { printf '%s\0' -virtfs "local,mount_tag=$1,path=${2//,/,,},security_model=none,multidevs=remap$3"; }

# port NAME DESCRIPTOR: prints qemu's arguments for a port through which the guest writes to an open file.
port() {
  printf '%s\0' -add-fd "fd=$2,set=$2" -chardev "file,id=$1,path=/dev/fdset/$2,append=on" \
    -device "virtserialport,chardev=$1,name=$1"
}

# Creates a pipe with the ends $read_end and $write_end.
open_pipe() {
  local both # opened for both, so that the next two don't wait for each other
  mkfifo "$work/pipe"
  # shellcheck disable=SC2094
  exec {both}<>"$work/pipe" {read_end}<"$work/pipe" {write_end}>"$work/pipe" {both}>&-
  rm "$work/pipe"
}

start_machine() {
  local arguments out err read_end write_end
  # The kernel unpacks concatenated archives.
  (cd "$work" && find settings | cpio --quiet -o -H newc) | cat "$1/initramfs" - >"$work/initramfs"

  # Readers of the command's output, which ignore Ctrl-C. If the reader's own output is closed, everything ends.
  open_pipe
  out=$write_end
  (trap '' INT && exec {out}>&- && { cat <&"$read_end" || kill -USR1 $$; }) 2>/dev/null &
  exec {read_end}<&-
  open_pipe
  err=$write_end
  (trap '' INT && exec {out}>&- {err}>&- && exec cat <&"$read_end" >&2) &
  exec {read_end}<&-
  open_pipe

  mapfile -d '' -t arguments < <(
    shared host / ,readonly=on
    shared directory "$(pwd -P)" ''
    port out "$out"
    port err "$err"
    port status "$write_end"
  )
  # `shift=1`: each instruction takes two nanoseconds.
  local processors=(-accel "tcg,thread=multi" -smp 2)
  [[ ! $count ]] || processors=(-accel "tcg,thread=single" -icount "shift=1,sleep=off" -smp 1)
  # Its own session shields it from Ctrl-C; it ends with this script, however that ends. Emulated even where KVM is
  # available: KVM would be faster, but differs between machines. Without AVX, because emulating it takes up to three
  # times as long as SSE for the same work, and libraries prefer it.
  setsid setpriv --pdeathsig KILL qemu-system-x86_64 "${processors[@]}" -cpu max,-avx,-avx2 -m 4096 \
    -display none -monitor none -serial "file:$work/console" -nic none -no-reboot -device virtio-serial-pci \
    -kernel "$1/kernel" -initrd "$work/initramfs" "${arguments[@]}" \
    -append 'console=ttyS0 quiet panic=-1 mitigations=off cryptomgr.notests pci=noacpi' \
    <"/dev/null" >"$work/qemu" 2>&1 &
  machine=$!
  disown "$machine" # otherwise the shell reports when it is killed
  exec {out}>&- {err}>&- {write_end}>&-
  status=$read_end
  [[ -z $ended ]] || stop_machine
}

# Reads `ready` and `exit STATUS` from the status pipe, which is closed when the machine ends. (`read` fails with 1 at the
# end of the pipe, and with more than 128 on timeout.)
follow_machine() {
  local line=
  read -r -t "$boot_within" line <&"$status" || (($? < 128)) ||
    machine_failed "the virtual machine did not start within $boot_within seconds"
  [[ $line == ready ]] || machine_failed "the virtual machine ended before it could run the command"
  line=
  read -r -t "$1" line <&"$status" || (($? < 128)) || command_timed_out "$1"
  [[ $line == exit\ * ]] || machine_failed "the virtual machine ended before the command did"
  wait # for the rest of its output
  exit "${line#exit }"
}

command_timed_out() {
  exit_if_ended
  stop_machine
  flush_output
  fail 124 "the command ran for more than $1 seconds and was ended"
}

machine_failed() {
  exit_if_ended
  stop_machine
  flush_output
  cat "$work/console" "$work/qemu" >&2 || true
  fail 125 "$1; its console's log is above"
}

stop_machine() { [[ -z ${machine-} ]] || kill -KILL "$machine" 2>/dev/null || true; }

# Waits for the readers of the output, which end after the machine, unless nothing consumes the output.
flush_output() {
  local tries
  for ((tries = 0; tries < 20; tries++)); do
    [[ $(jobs -rp) ]] || break
    sleep 0.1
  done
}
