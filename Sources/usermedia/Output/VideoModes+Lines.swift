import UserMedia

extension [VideoMode] {
  /// Sizes and rates, one line per pixel format and set of rates.
  var allLines: [String] {
    grouped(by: { $0.formatName + "  " + $0.frameRates.description }).map { group in
      let sizes = group.map(\.size.description).joined(separator: " ")
      return "\(group[0].formatName)  \(sizes)  at \(group[0].frameRates.description)"
    }
  }

  /// The largest size at each rate; pixel formats that do not differ share a line.
  var summaryLines: [String] {
    let formats = grouped(by: \.formatName).map { (name: $0[0].formatName, summary: $0.summary) }
    return formats.grouped(by: \.summary).map { group in
      group.map(\.name).joined(separator: " ") + "  " + group[0].summary
    }
  }

  /// The modes of one pixel format: `10 sizes up to 640x480 at 30 fps, 1920x1080 at 5 fps`.
  private var summary: String {
    let largestFirst = sorted {
      ($0.size.pixelCount, $0.frameRates.highest) > ($1.size.pixelCount, $1.frameRates.highest)
    }
    // Only modes that no other one exceeds in both size and rate.
    var best: [VideoMode] = []
    for mode in largestFirst {
      if let last = best.last, mode.frameRates.highest <= last.frameRates.highest { continue }
      best.append(mode)
    }
    let texts = best.reversed().map { mode in
      mode.size.description
        + (mode.frameRates == .unknown ? "" : " at \(mode.frameRates.highest.short) fps")
    }
    let sizes = Set(map(\.size.description)).count
    return (sizes == 1 ? "" : "\(sizes) sizes up to ") + texts.joined(separator: ", ")
  }
}

extension VideoMode {
  fileprivate var formatName: String { pixelFormat?.description ?? "?" }
}

extension Collection {
  /// The elements with equal keys together, in the order in which the keys first appear.
  func grouped(by key: (Element) -> String) -> [[Element]] {
    var groups: [[Element]] = []
    var indices: [String: Int] = [:]
    for element in self {
      let key = key(element)
      if let index = indices[key] {
        groups[index].append(element)
      } else {
        indices[key] = groups.count
        groups.append([element])
      }
    }
    return groups
  }
}

extension VideoMode.FrameSize {
  /// The sizes as text.
  var description: String {
    switch self {
    case .discrete(let width, let height): "\(width)x\(height)"
    case .stepwise(let width, let height):
      "\(width.min)x\(height.min)-\(width.max)x\(height.max)/\(width.step)x\(height.step)"
    }
  }

  /// The pixels of the largest size.
  fileprivate var pixelCount: Int {
    switch self {
    case .discrete(let width, let height): width * height
    case .stepwise(let width, let height): width.max * height.max
    }
  }
}

extension VideoMode.FrameRates {
  /// The rates as text.
  var description: String {
    switch self {
    case .unknown: "an unknown rate"
    case .discrete(let rates):
      rates.map(\.framesPerSecond.short).joined(separator: ", ") + " fps"
    case .range(let min, let max):
      "\(min.framesPerSecond.short)-\(max.framesPerSecond.short) fps"
    }
  }

  /// The highest rate in frames per second; 0 if unknown.
  fileprivate var highest: Double {
    switch self {
    case .unknown: 0
    case .discrete(let rates): rates.map(\.framesPerSecond).max() ?? 0
    case .range(let one, let other): Swift.max(one.framesPerSecond, other.framesPerSecond)
    }
  }
}
