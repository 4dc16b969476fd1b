import ArgumentParser
import UserMedia

/// Devices as `devices --json` prints them, to choose from without opening any.
///
/// Missing members are unknown: `label`, ids, sizes, rates. Loudspeakers are skipped.
struct DevicesFile {
  /// The cameras and microphones, in file order.
  let devices: [CandidateDevice]

  /// Reads a file, or standard input for `-`. Throws a ``DOMException`` if it cannot be read, and a
  /// ``TypeError`` that names the member at fault if its contents are invalid.
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
      guard device.members != nil else { throw TypeError("devices[\(index)] is not an object") }
      return try CandidateDevice(DeviceMember(value: device, path: "devices[\(index)]"))
    }
  }
}

/// Rejects `-`: standard input already has the constraints.
func checkDevicesFile(_ path: String?) throws {
  if path == "-" {
    throw ValidationError("--devices-file cannot be -: standard input has the constraints")
  }
}
