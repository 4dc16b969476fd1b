import Glibc
import Testing
import UserMediaCore
import UserMediaV4L2

extension DeviceTests {
  @Suite struct ManyCameras {
    @Test func oneThreadServesAll() async throws {
      let cameras = await Camera.driver.devices()
      var sessions: [(session: any CameraSession, sink: RecordingSink)] = []
      for camera in cameras where !camera.videoModes.isEmpty {
        let sink = RecordingSink()
        let session = try await Camera.driver.openCamera(camera, sink: sink)
        _ = try await session.start(Camera.fast)
        sessions.append((session, sink))
      }
      for (_, sink) in sessions { await sink.frames(5) }
      #expect(captureThreads() == 1)
      for (session, sink) in sessions {
        await session.close()
        #expect(sink.record.ends.isEmpty)
      }
    }

    /// The number of capture threads of this process, identified by name.
    private func captureThreads() -> Int {
      guard let tasks = opendir("/proc/self/task") else { return 0 }
      defer { closedir(tasks) }
      var count = 0
      while let task = readdir(tasks) {
        let id = withUnsafeBytes(of: task.pointee.d_name) {
          String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
        }
        guard let file = fopen("/proc/self/task/\(id)/comm", "r") else { continue }
        defer { fclose(file) }
        var name = [CChar](repeating: 0, count: 64)
        fgets(&name, Int32(name.count), file)
        if String(decoding: name.prefix { $0 != 0 }.map(UInt8.init), as: UTF8.self)
          == "usermedia-v4l2\n"
        {
          count += 1
        }
      }
      return count
    }
  }
}
