import Testing

/// Everything that needs a camera; one test after another, because a camera serves one at a time.
@Suite(.serialized, .enabled(if: Camera.isExpected), .timeLimit(.minutes(5)))
struct DeviceTests {}
