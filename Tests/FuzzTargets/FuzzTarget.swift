/// A parser of foreign bytes, run on one input after another. An input that makes it trap, read or
/// write out of bounds, hang, or break a check of its own is a fault.
package struct FuzzTarget: Sendable {
  /// The name that `scripts/fuzz` takes, and the directory of its seeds in `Tests/FuzzSeeds`.
  package let name: String
  /// Parses one input, valid only during the call.
  package let run: @Sendable (UnsafeRawBufferPointer) -> Void

  init(_ name: String, _ run: @escaping @Sendable (UnsafeRawBufferPointer) -> Void) {
    self.name = name
    self.run = run
  }

  /// Every parser of foreign bytes in this package.
  package static let all: [FuzzTarget] = {
    let always = [
      FuzzTarget.constraints, .y4m, .wav, .mjpeg, .jpeg, .pulse, .pulseStream, .portal,
    ]
    #if Screen
    return always + [.x11]
    #else
    return always
    #endif
  }()
}
