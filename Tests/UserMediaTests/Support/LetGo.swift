/// Waits until an object is deallocated: a thread that handed it over may retain it a moment
/// longer.
func isLetGo(_ object: () -> AnyObject?) async -> Bool {
  while !Task.isCancelled {
    if object() == nil { return true }
    try? await Task.sleep(for: .milliseconds(1))
  }
  return false
}
