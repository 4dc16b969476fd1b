// Calls libyuv directly, for capture_cost.py: the minimum that a conversion costs.
//
// Usage: BareConversion i420|bgra WIDTH HEIGHT COUNT

import CPeers

let arguments = CommandLine.arguments
guard arguments.count == 5, let width = Int32(arguments[2]), let height = Int32(arguments[3]),
  let count = Int(arguments[4])
else { fatalError("wrong usage, see this program's source") }
let convert = arguments[1] == "i420" ? bare_yuyv_to_i420 : bare_yuyv_to_bgra

let pixels = Int(width) * Int(height)
let source = UnsafeMutablePointer<UInt8>.allocate(capacity: pixels * 2)
source.initialize(repeating: 128, count: pixels * 2)
let target = UnsafeMutablePointer<UInt8>.allocate(capacity: pixels * 4)
target.initialize(repeating: 0, count: pixels * 4)
for _ in 0..<count {
  precondition(convert(source, target, width, height) == 0)
}
