# shellcheck shell=bash
# The build shared by the AddressSanitizer tests and the fuzz targets. Sourced after common.bash, in the package's
# directory.

# build_for_address_sanitizer ARGUMENT…: builds, and prints the products' directory. Code is also instrumented for
# coverage, which only libFuzzer uses; its archive adds nothing to programs that don't call it. Optimized, so that fuzz
# targets are fast.
build_for_address_sanitizer() {
  local resources build
  resources=$(clang -print-resource-dir)
  build=(
    swift build --scratch-path .build-address --traits Screen --sanitize address
    -Xswiftc -O -Xswiftc -DLibFuzzer -Xswiftc -Xfrontend -Xswiftc "-sanitize=address,fuzzer"
    -Xlinker "$resources/lib/linux/libclang_rt.fuzzer_no_main-$(uname -m).a" -Xlinker -lstdc++
  )
  "${build[@]}" "$@" >&2
  "${build[@]}" --show-bin-path
}
