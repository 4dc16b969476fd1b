import UserMediaCore

/// The string dialect has one string for all kinds of tracks.
extension Translator {
  mutating func translate(text: String) throws -> ConstraintValue.Members {
    var members = ConstraintValue.Members()
    for (kind, facingMode) in try StringGrammar.read(text, &context) {
      context.kind = kind
      guard let facingMode else {
        members.append(new: kind, true)
        continue
      }
      var request = TrackRequest()
      request[.facingMode].ideal = .string(facingMode)
      members.append(new: kind, try write(request))
    }
    return members
  }

  mutating func text(of members: ConstraintValue.Members) throws -> String {
    var words: [String] = []
    for (name, value) in members where name == "audio" || name == "video" {
      context.kind = name
      switch plain(value) {
      case .object(let members):
        var request =
          isMixed(members)
          ? try MixedGrammar.read(members, &context)
          : try read(members, in: from.resolved(for: members, context.options))
        if request.wantsDisplay {
          throw CurrentGrammar.displayCaptureError(Path("mediaSource"), context)
        }
        DeviceLookup.replaceDevice(in: &request, &context)
        words.append(try StringGrammar.write(request, &context))
      case .array, .null: words.append(name)
      case let value: if value.toBoolean { words.append(name) }
      }
    }
    if words.isEmpty { throw TypeError("at least one of audio and video must be requested") }
    return words.joined(separator: ",")
  }
}
