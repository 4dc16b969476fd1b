import ArgumentParser
import UserMedia

/// Devices as `devices --json` prints them, to choose from without touching any.
///
/// A member that is missing is unknown: `label`, ids, sizes, rates. Loudspeakers are passed over.
struct DevicesFile {
  /// The cameras and microphones in their order.
  let devices: [CandidateDevice]

  /// Reads a file, or standard input for `-`; throws a ``DOMException`` when it cannot be read, and
  /// a ``TypeError`` that names the member at fault when it says nonsense.
  init(path: String) throws {
    let bytes = try readFile(path)
    do {
      try self.init(ConstraintValue(json: bytes))
    } catch let error as TypeError {
      throw TypeError("\(path == "-" ? "standard input" : path): \(error.message)")
    }
  }

  private init(_ value: ConstraintValue) throws {
    guard case .array(let devices)? = value["devices"] else {
      throw TypeError(#"a devices file is {"devices":[…]}"#)
    }
    self.devices = try devices.enumerated().compactMap { index, device in
      guard device.members != nil else { throw TypeError("devices[\(index)] is no object") }
      return try CandidateDevice(DeviceMember(value: device, path: "devices[\(index)]"))
    }
  }
}

/// Standard input has the lines already.
func checkDevicesFile(_ path: String?) throws {
  if path == "-" {
    throw ValidationError("--devices-file - cannot be: standard input has the constraints")
  }
}
