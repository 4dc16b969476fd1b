# shellcheck shell=bash
# One build for the address sanitizer's tests and the fuzz targets. Sourced, after common.bash, in the package's directory.

# build_for_address_sanitizer WHAT…: prints the directory of the products. Code is instrumented for coverage too, which only
# libFuzzer makes use of; its archive gives nothing to programs that do not call it. Optimized, so that a fuzz target gets
# through many inputs.
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
