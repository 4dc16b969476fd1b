/// A parser of untrusted bytes, run on one input after another. It fails if an input makes it trap,
/// access memory out of bounds, hang, or violate one of its checks.
package struct FuzzTarget: Sendable {
  /// The name that `scripts/fuzz` takes, and the directory of its seeds in `Tests/FuzzSeeds`.
  package let name: String
  /// Parses one input, valid only during the call.
  package let run: @Sendable (UnsafeRawBufferPointer) -> Void

  init(_ name: String, _ run: @escaping @Sendable (UnsafeRawBufferPointer) -> Void) {
    self.name = name
    self.run = run
  }

  /// Every parser of untrusted bytes in this package.
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
