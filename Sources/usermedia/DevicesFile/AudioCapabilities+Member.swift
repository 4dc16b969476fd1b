import UserMedia

extension AudioCapabilities {
  /// The capabilities of a microphone in a devices file.
  init(_ member: DeviceMember) throws {
    let echoCancellation = member["echoCancellation"]?.elements
    self.init(
      sampleRate: try member["sampleRate"]?.range { try $0.integer },
      defaultSampleRate: try member["defaultSampleRate"]?.integer,
      channelCount: try member["channelCount"]?.range { try $0.integer },
      defaultChannelCount: try member["defaultChannelCount"]?.integer,
      sampleSizes: try member["sampleSize"]?.sampleSizes,
      latency: try member["latency"]?.range { try $0.number },
      echoCancellation: try echoCancellation?.filter { !$0.isString }.map { try $0.bool },
      echoCancellationModes: try echoCancellation?.filter(\.isString).map { try $0.mode } ?? [],
      autoGainControl: try member["autoGainControl"]?.elements.map { try $0.bool },
      noiseSuppression: try member["noiseSuppression"]?.elements.map { try $0.bool },
      processesByDefault: try member["processesByDefault"]?.bool ?? true)
  }
}

extension DeviceMember {
  fileprivate var isString: Bool { if case .string = value { true } else { false } }

  fileprivate var mode: EchoCancellationMode {
    get throws {
      guard let mode = EchoCancellationMode(rawValue: try string) else {
        throw wrong("boolean or mode of echo cancellation")
      }
      return mode
    }
  }

  /// A list of sizes, one size, or a range in whole bytes.
  fileprivate var sampleSizes: [Int] {
    get throws {
      guard value.members != nil else { return try elements.map { try $0.integer } }
      let range = try range { try $0.integer }
      return range.lowerBound == range.upperBound
        ? [range.lowerBound] : [8, 16, 24, 32].filter(range.contains)
    }
  }
}
