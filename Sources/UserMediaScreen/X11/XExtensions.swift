#if Screen
import CXCB
import Glibc

/// Which extensions the server has, where their events begin, and that this program uses them.
struct XExtensions: Sendable {
  /// MIT-SHM with shared memory that is handed over as a file (1.2).
  let hasSharedMemory: Bool
  /// The first event of DAMAGE; `nil` where the server lacks it.
  let firstDamageEvent: UInt8?
  /// The first event of XFIXES; `nil` where the server lacks it, or the cursor in it.
  let firstFixesEvent: UInt8?
  /// Composite with pixmaps of windows (0.2).
  let hasComposite: Bool
  /// RandR with monitors (1.5).
  let hasMonitors: Bool

  /// Asks the server; an extension wants to be asked for its version before it is used.
  init(_ connection: OpaquePointer) {
    func present(_ data: UnsafePointer<xcb_query_extension_reply_t>?) -> UInt8? {
      guard let data, data.pointee.present != 0 else { return nil }
      return data.pointee.first_event
    }
    func isAtLeast<Reply>(
      _ reply: UnsafeMutablePointer<Reply>?, _ version: (Reply) -> (Int, Int), _ least: (Int, Int)
    ) -> Bool {
      defer { free(reply) }
      return reply.map { version($0.pointee) >= least } ?? false
    }
    hasSharedMemory =
      present(usermedia_shm(connection)) != nil && Self.isLocal(connection)
      && isAtLeast(
        xcb_shm_query_version_reply(connection, xcb_shm_query_version(connection), nil),
        { (Int($0.major_version), Int($0.minor_version)) }, (1, 2))
    let damage = present(usermedia_damage(connection))
    firstDamageEvent =
      damage != nil
        && isAtLeast(
          xcb_damage_query_version_reply(
            connection, xcb_damage_query_version(connection, 1, 1), nil),
          { (Int($0.major_version), Int($0.minor_version)) }, (1, 0))
      ? damage : nil
    let fixes = present(usermedia_xfixes(connection))
    firstFixesEvent =
      fixes != nil
        && isAtLeast(
          xcb_xfixes_query_version_reply(
            connection, xcb_xfixes_query_version(connection, 2, 0), nil),
          { (Int($0.major_version), Int($0.minor_version)) }, (2, 0))
      ? fixes : nil
    hasComposite =
      present(usermedia_composite(connection)) != nil
      && isAtLeast(
        xcb_composite_query_version_reply(
          connection, xcb_composite_query_version(connection, 0, 2), nil),
        { (Int($0.major_version), Int($0.minor_version)) }, (0, 2))
    hasMonitors =
      present(usermedia_randr(connection)) != nil
      && isAtLeast(
        xcb_randr_query_version_reply(
          connection, xcb_randr_query_version(connection, 1, 5), nil),
        { (Int($0.major_version), Int($0.minor_version)) }, (1, 5))
  }

  /// Whether the server can be handed files: not over a network, where XCB would close the
  /// connection for it.
  private static func isLocal(_ connection: OpaquePointer) -> Bool {
    var domain: Int32 = 0
    var size = socklen_t(MemoryLayout.size(ofValue: domain))
    return getsockopt(
      xcb_get_file_descriptor(connection), SOL_SOCKET, SO_DOMAIN, &domain, &size) == 0
      && domain == AF_UNIX
  }
}
#endif
