import Testing

/// All tests that need a camera; serialized, because a camera serves one at a time.
@Suite(.serialized, .enabled(if: Camera.isExpected), .timeLimit(.minutes(5)))
struct DeviceTests {}
