import UserMedia

extension CandidateDevice {
  /// A device in a devices file; `nil` for a loudspeaker.
  init?(_ member: DeviceMember) throws {
    guard let kind = try member["kind"]?.string else {
      throw TypeError("\(member.path).kind is missing")
    }
    let deviceId = try member["deviceId"]?.string ?? ""
    let groupId = try member["groupId"]?.string ?? ""
    let label = try member["label"]?.string ?? ""
    let address = try member["address"]?.string ?? ""
    let isDefault = try member["default"]?.bool ?? false
    let description: DeviceDescription
    switch MediaDeviceKind(rawValue: kind) {
    case .videoinput:
      description = DeviceDescription(
        camera: deviceId, groupId: groupId, label: label, address: address,
        facingModes: try member["facingMode"]?.facingModes ?? [],
        isDefault: isDefault, modes: try member["modes"]?.elements.map(VideoMode.init) ?? [],
        controls: try [CameraControl: CameraControlRange](member))
    case .audioinput:
      description = DeviceDescription(
        microphone: deviceId, groupId: groupId, label: label, address: address,
        isDefault: isDefault, isMonitor: try member["monitor"]?.bool ?? false,
        audio: try AudioCapabilities(member))
    case .audiooutput: return nil
    case nil: throw TypeError("\(member.path).kind is not a kind of device")
    }
    self.init(description: description, deviceId: deviceId, groupId: groupId)
  }
}

extension DeviceMember {
  /// One direction or several; an empty string is none.
  fileprivate var facingModes: [VideoFacingMode] {
    get throws {
      try elements.compactMap { member in
        let name = try member.string
        guard name.isEmpty || VideoFacingMode(rawValue: name) != nil else {
          throw member.wrong("facing mode")
        }
        return VideoFacingMode(rawValue: name)
      }
    }
  }
}

extension VideoMode {
  fileprivate init(_ member: DeviceMember) throws {
    guard member.value.members != nil else { throw member.wrong("mode") }
    self.init(
      pixelFormat: try member["pixelFormat"].map(PixelFormat.init),
      size: try FrameSize(width: member["width"], height: member["height"]),
      frameRates: try member["frameRates"].map(FrameRates.init) ?? .unknown)
  }
}

extension PixelFormat {
  /// Other names of the formats: WebCodecs, DirectShow and common usage.
  private static let otherNames: [String: PixelFormat] = [
    "MJPEG": .mjpeg, "YUY2": .yuyv, "I420": .i420, "I422": .i422, "RGB24": .rgb24,
    "BGR24": .bgr24, "RGBA": .rgba, "RGBX": .rgbx, "BGRA": .bgra, "BGRX": .bgrx,
    "RGB565": .rgb565,
  ]

  /// A format, by its four-character code or another name.
  fileprivate init(_ member: DeviceMember) throws {
    let name = try member.string
    let padded = name.isEmpty ? name : name + String(repeating: " ", count: max(0, 4 - name.count))
    guard let format = Self.otherNames[name] ?? PixelFormat(fourCC: padded) else {
      throw member.wrong("pixel format: four ASCII characters")
    }
    self = format
  }
}

extension VideoMode.FrameSize {
  /// A size, or a grid of sizes if a side is a range; 0x0 if unknown.
  fileprivate init(width: DeviceMember?, height: DeviceMember?) throws {
    if width?.value.members == nil && height?.value.members == nil {
      self = .discrete(width: try width?.integer ?? 0, height: try height?.integer ?? 0)
    } else if let width, let height {
      self = .stepwise(width: try .init(width), height: try .init(height))
    } else {
      self = .discrete(width: 0, height: 0)
    }
  }
}

extension VideoMode.SteppedRange {
  fileprivate init(_ member: DeviceMember) throws {
    let bounds = try member.range { try $0.integer }
    guard
      let range = Self(
        min: bounds.lowerBound, max: bounds.upperBound, step: try member["step"]?.integer ?? 1)
    else { throw member.wrong("range with a step of 1 or more") }
    self = range
  }
}

extension VideoMode.FrameRates {
  /// A list of rates, one rate, or a range, whose lower end may be 0; a rate of 0 is unknown.
  fileprivate init(_ member: DeviceMember) throws {
    if member.value.members != nil {
      let range = try member.range { try $0.number }
      guard range.upperBound > 0 else {
        self = .unknown
        return
      }
      guard let max = FrameRate(range.upperBound),
        let min = FrameRate(Swift.max(range.lowerBound, 0.001))
      else { throw member.wrong("range of frame rates") }
      self = .range(min: Swift.min(min, max), max: max)
    } else {
      self = .discrete(try member.elements.compactMap { try $0.rate })
    }
  }
}
