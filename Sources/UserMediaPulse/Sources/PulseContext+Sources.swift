import CPulse
import UserMediaCore

extension PulseContext {
  /// Queries all sources, their sound cards, and the default.
  func sources() async throws(CaptureError) -> SourceQuery {
    try await connect()
    let query = SourceQuery()
    try await wait(query, for: "pa_context_get_source_info_list", device: serverName) { [self] _ in
      startOperation(for: query) {
        pulse.pa_context_get_server_info($0, { callbackWait(SourceQuery.self, $2).add($1) }, $1)
      }
      startOperation(for: query) {
        pulse.pa_context_get_source_info_list($0, Self.sourceArrived, $1)
      }
      startOperation(for: query) {
        pulse.pa_context_get_card_info_list($0, { callbackWait(SourceQuery.self, $3).add($1) }, $1)
      }
    }
    return query
  }

  /// Queries the source with that name; throws if the server has none.
  func source(named name: String) async throws(CaptureError) -> SourceInfo {
    try await connect()
    let query = SourceQuery()
    try await wait(query, for: "pa_context_get_source_info_by_name", device: name) { [self] _ in
      startOperation(for: query) {
        pulse.pa_context_get_source_info_by_name($0, name, Self.sourceArrived, $1)
      }
    }
    guard let source = query.sources.first else {
      throw CaptureError(.notFound, device: name, "no such source")
    }
    return source
  }

  /// Whether the server reports that it has no source with that name.
  func isSourceMissing(named name: String) async -> Bool {
    do throws(CaptureError) {
      _ = try await source(named: name)
      return false
    } catch {
      return error.kind == .notFound
    }
  }

  /// Receives one source, or the end of the list, for a ``SourceQuery`` that its operation keeps
  /// alive.
  private static let sourceArrived: pa_source_info_cb_t = { context, info, endOfList, data in
    let query = callbackWait(SourceQuery.self, data)
    if endOfList < 0 { query.fail("no such source", by: context) } else { query.add(info) }
  }

  /// Reads the relevant properties of a source or a card.
  func properties(_ list: OpaquePointer?) -> [SourceInfo.Property: String] {
    var result: [SourceInfo.Property: String] = [:]
    for property in SourceInfo.Property.allCases {
      result[property] = pulse.pa_proplist_gets(list, property.rawValue).map(String.init(cString:))
    }
    return result
  }
}
