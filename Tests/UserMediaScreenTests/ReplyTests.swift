#if Screen
import Testing
import UserMediaCore

@testable import UserMediaScreen

/// Replies whose counts and sizes are wrong: nothing beyond the data is read.
@Suite struct ReplyTests {
  /// A reply of 32 bytes with some numbers set, and further data.
  private func reply(_ numbers: [Int: [UInt8]], more: [UInt8] = []) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: 32) + more
    bytes[0] = 1
    for (offset, number) in numbers {
      bytes.replaceSubrange(offset..<offset + number.count, with: number)
    }
    return bytes
  }

  private func read<Result>(
    _ bytes: [UInt8], _ make: (UnsafeRawBufferPointer) -> Result?
  ) -> Result? {
    // In memory of exactly that size, so that a sanitizer detects reads beyond it.
    let copy = UnsafeMutableRawBufferPointer.allocate(byteCount: bytes.count, alignment: 8)
    defer { copy.deallocate() }
    copy.copyBytes(from: bytes)
    return make(UnsafeRawBufferPointer(copy))
  }

  @Test func aTreeWithTooManyWindows() {
    #expect(
      read(reply([16: [2, 0]], more: [1, 0, 0, 0, 2, 0, 0, 0]), XTree.init)?.children == [1, 2])
    #expect(read(reply([16: [3, 0]], more: [1, 0, 0, 0, 2, 0, 0, 0]), XTree.init) == nil)
    #expect(read(reply([16: [255, 255]]), XTree.init) == nil)
  }

  @Test func aPropertyShorterThanItsLength() {
    let whole = read(reply([1: [8], 16: [3, 0, 0, 0]], more: [65, 10, 67, 0]), XProperty.init)
    #expect(whole?.value == [65, 10, 67])
    #expect(whole?.words == [])
    #expect(
      read(reply([1: [32], 16: [1, 0, 0, 0]], more: [7, 0, 0, 0]), XProperty.init)?.words == [7])
    for count in [[5, 0, 0, 0], [255, 255, 255, 255]] as [[UInt8]] {
      for format in [8, 16, 32] as [UInt8] {
        #expect(read(reply([1: [format], 16: count], more: [0, 0, 0, 0]), XProperty.init) == nil)
      }
    }
    // With an invalid element size.
    #expect(read(reply([1: [24], 16: [1, 0, 0, 0]], more: [0, 0, 0, 0]), XProperty.init) == nil)
  }

  @Test func missingMonitors() {
    let one: [UInt8] =
      [9, 0, 0, 0, 0, 0, 1, 0] + [0xff, 0xff, 5, 0, 64, 1, 240, 0]
      + [UInt8](repeating: 0, count: 12)
    let monitors = read(reply([12: [1, 0, 0, 0]], more: one), XMonitors.init)?.monitors
    #expect(monitors?.map(\.area) == [VideoRect(x: -1, y: 5, width: 320, height: 240)])
    #expect(read(reply([12: [2, 0, 0, 0]], more: one), XMonitors.init) == nil)
    #expect(read(reply([12: [255, 255, 255, 255]], more: one), XMonitors.init) == nil)
    // One output more than exists.
    #expect(read(reply([12: [1, 0, 0, 0]], more: Array(one.dropLast(4))), XMonitors.init) == nil)
  }

  @Test func aCursorLargerThanItsPixels() {
    let whole = reply([12: [1, 0], 14: [2, 0]], more: [1, 2, 3, 4, 5, 6, 7, 8])
    #expect(read(whole, XCursor.init)?.pixels == [0x0403_0201, 0x0807_0605])
    for size in [[1, 0, 3, 0], [255, 255, 255, 255], [3, 0, 1, 0]] as [[UInt8]] {
      #expect(read(reply([12: size], more: [1, 2, 3, 4, 5, 6, 7, 8]), XCursor.init) == nil)
    }
  }

  @Test func namesAreOneLineAndLimited() {
    let name = read(reply([8: [4, 0]], more: [65, 10, 27, 66]), XAtomName.init)?.name
    #expect(name == "A  B")
    #expect(read(reply([8: [5, 0]], more: [65, 10, 27, 66]), XAtomName.init) == nil)
    let long = [UInt8](repeating: 65, count: 1 << 20)
    #expect(long.withUnsafeBytes { String(label: $0) }.count == 1024)
  }

  @Test func truncatedReplies() {
    for count in 0..<20 {
      let bytes = [UInt8](repeating: 255, count: count)
      #expect(read(bytes, XGeometry.init) == nil || count > 21)
      #expect(read(bytes, XAttributes.init) == nil)
      #expect(read(bytes, XTree.init) == nil)
      #expect(read(bytes, XProperty.init) == nil)
      #expect(read(bytes, XMonitors.init) == nil)
      #expect(read(bytes, XPointer.init) == nil)
      #expect(read(bytes, XCursor.init) == nil)
      #expect(read(bytes, XImage.init(sent:)) == nil)
      #expect(read(bytes, XImage.init(shared:)) == nil || count > 15)
      #expect(read(bytes, XSetup.init) == nil)
    }
  }

  /// A server's setup reply, with one screen of one depth and one visual.
  private func setup(
    formats: UInt8 = 1, screens: UInt8 = 1, depths: UInt8 = 1, visuals: UInt8 = 1, order: UInt8 = 0
  ) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: 40)
    bytes[24] = 3  // the vendor's name, padded to four
    (bytes[28], bytes[29], bytes[30]) = (screens, formats, order)
    bytes += [65, 66, 67, 0]
    bytes += [24, 32, 32, 0, 0, 0, 0, 0]
    var screen = [UInt8](repeating: 0, count: 40)
    (screen[0], screen[39]) = (77, depths)
    bytes += screen + [24, 0, visuals, 0, 0, 0, 0, 0]
    bytes += [33, 0, 0, 0, 4, 8, 0, 1] + [0, 0, 255, 0, 0, 255, 0, 0, 255, 0, 0, 0, 0, 0, 0, 0]
    return bytes
  }

  @Test func setupReplies() throws {
    let whole = try #require(read(setup(), XSetup.init))
    #expect(whole.screens.map(\.root) == [77])
    #expect(whole.pixelFormat(depth: 24, visual: 33) == .bgrx)
    #expect(whole.pixelFormat(depth: 24, visual: 34) == nil)
    #expect(whole.pixelFormat(depth: 16, visual: 33) == nil)
    #expect(read(setup(order: 1), XSetup.init)?.pixelFormat(depth: 24, visual: 33) == nil)
    for wrong in [
      setup(formats: 255), setup(screens: 0), setup(screens: 2), setup(depths: 2),
      setup(visuals: 2), setup(visuals: 255),
    ] {
      #expect(read(wrong, XSetup.init) == nil)
    }
    for count in 0..<setup().count {
      #expect(read(Array(setup().prefix(count)), XSetup.init) == nil)
    }
  }
}
#endif
