#if Screen
import UserMediaCore
import UserMediaScreen

extension FuzzTarget {
  /// Replies of an X server: the first byte selects which; the rest is the reply.
  static let x11 = FuzzTarget("x11") { bytes in
    var bytes = FuzzBytes(bytes)
    let parse = bytes.next(of: parsers)
    parse(bytes.rest)
  }

  private static let parsers: [@Sendable (UnsafeRawBufferPointer) -> Void] = [
    { reply in
      guard let setup = XSetup(reply) else { return }
      precondition(!setup.screens.isEmpty)
      for visual in setup.screens.flatMap(\.visuals) {
        _ = setup.pixelFormat(depth: visual.depth, visual: visual.id)
      }
    },
    { _ = XGeometry($0) },
    { _ = XAttributes($0) },
    { reply in
      guard let tree = XTree(reply) else { return }
      precondition(tree.children.count <= reply.count / 4)
    },
    { reply in
      guard let property = XProperty(reply) else { return }
      precondition(property.value.count <= reply.count)
      precondition(property.words.count * 4 <= property.value.count)
      let label = property.value.withUnsafeBytes { String(label: $0) }
      precondition(!label.contains("\n"))
    },
    { _ = XAtom($0) },
    { reply in
      guard let atom = XAtomName(reply) else { return }
      precondition(!atom.name.contains("\n"))
    },
    { reply in
      guard let monitors = XMonitors(reply) else { return }
      precondition(monitors.monitors.count * 24 <= reply.count)
    },
    { _ = XPointer($0) },
    { reply in
      guard let cursor = XCursor(reply) else { return }
      precondition(cursor.pixels.count == cursor.width * cursor.height)
    },
    { reply in
      guard let image = XImage(sent: reply) else { return }
      precondition(image.byteCount >= 0 && image.byteCount < reply.count)
    },
    { reply in
      guard let image = XImage(shared: reply) else { return }
      precondition(image.byteCount >= 0)
    },
  ]
}
#endif
