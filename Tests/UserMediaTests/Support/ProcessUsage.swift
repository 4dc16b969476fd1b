import Foundation
import Glibc
import Testing

/// The system resources of this process.
struct ProcessUsage {
  let descriptors: Int
  let threads: Int
  /// The resident memory in bytes (proc(5), `statm`).
  let resident: Int

  /// The current usage.
  static func measured() -> ProcessUsage {
    ProcessUsage(
      descriptors: entries(of: "/proc/self/fd"), threads: entries(of: "/proc/self/task"),
      resident: residentPages() * sysconf(Int32(_SC_PAGESIZE)))
  }

  private static func residentPages() -> Int {
    guard let text = try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8) else {
      return 0
    }
    let fields = text.split(separator: " ")
    return fields.count > 1 ? Int(fields[1]) ?? 0 : 0
  }

  private static func entries(of path: String) -> Int {
    guard let directory = opendir(path) else { return 0 }
    defer { closedir(directory) }
    var count = 0
    while readdir(directory) != nil { count += 1 }
    return count
  }
}

/// Runs `body` `count` times with increasing numbers, and expects the process to hold no more
/// afterwards. For a separate process (`processExitsWith`), because other tests use resources, too.
func expectFlat(_ count: Int = 10_000, _ body: (Int) async throws -> Void) async throws {
  // The first few create threads, buffers and tables.
  let warmUp = count / 10
  for number in 0..<warmUp { try await body(number) }
  let before = ProcessUsage.measured()
  for number in warmUp..<warmUp + count { try await body(number) }
  var after = ProcessUsage.measured()
  // What was stopped last is released with a delay.
  for _ in 0..<3000 where after.descriptors > before.descriptors {
    try await Task.sleep(for: .milliseconds(10))
    after = ProcessUsage.measured()
  }
  #expect(after.descriptors <= before.descriptors)
  // Swift and Dispatch start threads as needed, a few for each processor.
  #expect(after.threads <= before.threads + 16)
  // Allocators retain some memory; a leak of one object per run would be more.
  #expect(after.resident - before.resident < 400 * count, "\(before) \(after)")
}
