// Runs a fuzz target: `fuzz TARGET FILE…` parses each file once, and `fuzz` alone lists the
// targets. If built with libFuzzer, as by `scripts/fuzz`, everything after TARGET is passed to
// libFuzzer (https://llvm.org/docs/LibFuzzer.html).

import Foundation
import FuzzTargets

guard CommandLine.arguments.count > 1 else {
  for target in FuzzTarget.all { print(target.name) }
  exit(0)
}
// A static member, because libFuzzer's callback can't have a context.
enum Chosen {
  static let target = FuzzTarget.all.first { $0.name == CommandLine.arguments[1] }
}
guard let target = Chosen.target else {
  FileHandle.standardError.write(Data("there is no target \(CommandLine.arguments[1])\n".utf8))
  exit(64)
}

#if LibFuzzer
// Both are declared in FuzzerInterface.h.
typealias Parser = @convention(c) (UnsafePointer<UInt8>?, Int) -> Int32
@_silgen_name("LLVMFuzzerRunDriver")
func runDriver(
  _ count: UnsafeMutablePointer<Int32>,
  _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>>,
  _ parser: Parser
) -> Int32

var count = CommandLine.argc - 1
var arguments = CommandLine.unsafeArgv + 1
exit(
  runDriver(&count, &arguments) { bytes, count in
    Chosen.target?.run(UnsafeRawBufferPointer(start: bytes, count: count))
    return 0
  })
#else
for path in CommandLine.arguments[2...] {
  try Data(contentsOf: URL(filePath: path)).withUnsafeBytes(target.run)
}
#endif
