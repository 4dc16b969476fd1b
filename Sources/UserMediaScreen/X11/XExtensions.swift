#if Screen
import CXCB
import Glibc

/// The server's extensions and the numbers of their first events.
struct XExtensions: Sendable {
  /// MIT-SHM with shared memory passed as a file descriptor (1.2).
  let hasSharedMemory: Bool
  /// The first event of DAMAGE; `nil` when the server lacks it.
  let firstDamageEvent: UInt8?
  /// The first event of XFIXES; `nil` when the server lacks it or its version has no cursor events.
  let firstFixesEvent: UInt8?
  /// Composite with window pixmaps (0.2).
  let hasComposite: Bool
  /// RandR with monitors (1.5).
  let hasMonitors: Bool

  /// Negotiates each extension's version, as extensions require before their first use.
  init(_ connection: OpaquePointer) {
    hasSharedMemory =
      Self.isLocal(connection)
      && Self.firstEvent(usermedia_shm(connection), (1, 2), \.major_version, \.minor_version) {
        xcb_shm_query_version_reply(connection, xcb_shm_query_version(connection), nil)
      } != nil
    firstDamageEvent = Self.firstEvent(
      usermedia_damage(connection), (1, 0), \.major_version, \.minor_version
    ) {
      xcb_damage_query_version_reply(connection, xcb_damage_query_version(connection, 1, 1), nil)
    }
    firstFixesEvent = Self.firstEvent(
      usermedia_xfixes(connection), (2, 0), \.major_version, \.minor_version
    ) {
      xcb_xfixes_query_version_reply(connection, xcb_xfixes_query_version(connection, 2, 0), nil)
    }
    hasComposite =
      Self.firstEvent(
        usermedia_composite(connection), (0, 2), \.major_version, \.minor_version
      ) {
        xcb_composite_query_version_reply(
          connection, xcb_composite_query_version(connection, 0, 2), nil)
      } != nil
    hasMonitors =
      Self.firstEvent(usermedia_randr(connection), (1, 5), \.major_version, \.minor_version) {
        xcb_randr_query_version_reply(connection, xcb_randr_query_version(connection, 1, 5), nil)
      } != nil
  }

  /// The number of an extension's first event; `nil` when the server lacks it or has an older one.
  private static func firstEvent<Reply, Number: BinaryInteger>(
    _ data: UnsafePointer<xcb_query_extension_reply_t>?, _ least: (Int, Int),
    _ major: KeyPath<Reply, Number>, _ minor: KeyPath<Reply, Number>,
    asking: () -> UnsafeMutablePointer<Reply>?
  ) -> UInt8? {
    guard let data, data.pointee.present != 0, let reply = asking() else { return nil }
    defer { free(reply) }
    let version = (Int(reply.pointee[keyPath: major]), Int(reply.pointee[keyPath: minor]))
    return version >= least ? data.pointee.first_event : nil
  }

  /// Whether files can be passed to the server: not over a network, where XCB closes the connection
  /// if asked to.
  private static func isLocal(_ connection: OpaquePointer) -> Bool {
    var domain: Int32 = 0
    var size = socklen_t(MemoryLayout.size(ofValue: domain))
    return getsockopt(
      xcb_get_file_descriptor(connection), SOL_SOCKET, SO_DOMAIN, &domain, &size) == 0
      && domain == AF_UNIX
  }
}
#endif
