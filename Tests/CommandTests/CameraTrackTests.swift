import Foundation
import Synchronization
import Testing
import UserMedia

extension CameraCaptureTests {
  /// How a track reacts to events of a real driver's camera.
  @Suite struct Tracks {
    /// An event of a track.
    private enum Event: Hashable, Sendable {
      case mute, unmute, ended
    }

    /// A track of the first camera, and its events.
    private func camera(
      _ constraints: MediaTrackConstraints = .init(width: .exact(320), height: .exact(180))
    ) async throws -> (track: MediaStreamTrack, events: AsyncStream<Event>) {
      let stream = try await Navigator(devices: .system).mediaDevices.getUserMedia(
        .init(video: .constraints(constraints)))
      let track = try #require(stream.getVideoTracks().first)
      let (events, continuation) = AsyncStream.makeStream(of: Event.self)
      track.onmute = { _ in continuation.yield(.mute) }
      track.onunmute = { _ in continuation.yield(.unmute) }
      track.onended = { _ in continuation.yield(.ended) }
      return (track, events)
    }

    /// Sets one of the virtual camera's own controls, which inject faults.
    private func set(_ control: String, _ value: Int = 1, of track: MediaStreamTrack) throws {
      let device = track.deviceAddress
      let run = try Process.run(
        URL(filePath: "/usr/bin/v4l2-ctl"), arguments: ["-d", device, "-c", "\(control)=\(value)"])
      run.waitUntilExit()
      try #require(run.terminationStatus == 0)
    }

    @Test(.timeLimit(.minutes(5)))
    func aStalledCameraIsMutedRestartedOnceAndEnded() async throws {
      let (track, events) = try await camera()
      var incoming = events.makeAsyncIterator()
      _ = try await ImageCapture(track).grabFrame()
      try set("percentage_of_dropped_buffers", 100, of: track)
      #expect(await incoming.next() == .mute)
      #expect(track.muted)
      #expect(track.readyState == .live)
      #expect(await incoming.next() == .ended)
      #expect(track.readyState == .ended)
      #expect(track.endedCause?.kind == .unreadable)
      #expect(track.endedCause?.message == "gives no frames")
      try set("percentage_of_dropped_buffers", 0, of: track)
      // The camera was released, and can be opened again.
      let (next, _) = try await camera()
      _ = try await ImageCapture(next).grabFrame()
      next.stop()
    }

    @Test(.timeLimit(.minutes(5)))
    func aRecoveredCameraIsUnmuted() async throws {
      let (track, events) = try await camera()
      var incoming = events.makeAsyncIterator()
      var frames = track.videoFrames().makeAsyncIterator()
      _ = await frames.next()
      try set("percentage_of_dropped_buffers", 100, of: track)
      #expect(await incoming.next() == .mute)
      try set("percentage_of_dropped_buffers", 0, of: track)
      #expect(await incoming.next() == .unmute)
      #expect(!track.muted)
      // The loop, which kept waiting, continues.
      #expect(await frames.next() != nil)
      track.stop()
    }

    @Test(.timeLimit(.minutes(5)))
    func unpluggingEndsAtOnceAndWithoutAMute() async throws {
      let (track, events) = try await camera()
      var incoming = events.makeAsyncIterator()
      var frames = track.videoFrames().makeAsyncIterator()
      let held = await frames.next()
      try set("disconnect", of: track)
      #expect(await incoming.next() == .ended)
      #expect(track.endedCause?.kind == .notFound)
      #expect(!track.muted)
      while await frames.next() != nil {}
      #expect(held?.withPlane(0) { $0.byteCount } == 320 * 180 * 2)
    }

    @Test(.timeLimit(.minutes(5)))
    func aLoopOnTheCaptureThreadEndsWithTheTrack() async throws {
      let (track, _) = try await camera()
      let executor = try #require(track.captureExecutor)
      let loop = Task(executorPreference: executor) {
        var sequences: [UInt64] = []
        for await frame in track.videoFrames() {
          sequences.append(frame.sequence)
          if sequences.count == 20 { track.stop() }
        }
        return sequences
      }
      let sequences = await loop.value
      #expect(sequences.count == 20)
      #expect(zip(sequences, sequences.dropFirst()).allSatisfy(<))
      #expect(track.captureExecutor == nil)
    }

    @Test(.timeLimit(.minutes(5)))
    func loopsOnTheCaptureThreadAlternateWithOtherTasks() async throws {
      let (track, _) = try await camera()
      let clone = track.clone()
      let executor = try #require(track.captureExecutor)
      /// A loop that has received a few frames.
      func loop(over track: MediaStreamTrack) async -> Task<Int, Never> {
        let (counts, continuation) = AsyncStream.makeStream(of: Int.self)
        let loop = Task(executorPreference: executor) {
          var count = 0
          for await _ in track.videoFrames() {
            count += 1
            continuation.yield(count)
          }
          return count
        }
        for await count in counts where count == 10 { break }
        return loop
      }
      let (first, second) = (await loop(over: track), await loop(over: clone))
      // Each job waits until a loop lets it run, on the thread and elsewhere.
      let pieces = Task(executorPreference: executor) {
        for piece in 1...50 {
          await Task.yield()
          await Task.detached {}.value
          if piece == 50 { return piece }
        }
        return 0
      }
      #expect(await pieces.value == 50)
      first.cancel()
      #expect(await first.value > 0)
      #expect(track.readyState == .live)
      let third = await loop(over: track)
      clone.stop()
      #expect(await second.value > 0)
      track.stop()
      #expect(await third.value > 0)
    }

    @Test(.timeLimit(.minutes(5)))
    func aLoopThatCatchesUpServesTheCamera() async throws {
      let (track, _) = try await camera()
      let executor = try #require(track.captureExecutor)
      let arrived = Atomic(0)
      let subscription = track.onVideoFrame(on: DispatchQueue(label: "test")) { _ in
        arrived.add(1, ordering: .relaxed)
      }
      let waiting = track.videoFrames(.lossless(upToByteCount: 64 << 20))
      let iterator = waiting.makeAsyncIterator()
      // Builds up a backlog, while the loop takes nothing.
      while arrived.load(ordering: .relaxed) < 20 { try await Task.sleep(for: .milliseconds(10)) }
      let loop = Task(executorPreference: executor) { [iterator] in
        var iterator = iterator
        var counts: [Int] = []
        // No more than are queued: none of these suspends the task.
        while counts.count < 15, await iterator.next() != nil {
          counts.append(arrived.load(ordering: .relaxed))
          usleep(40_000)
        }
        return counts
      }
      let counts = await loop.value
      #expect(counts.count == 15)
      // The camera continues meanwhile: 15 times 40 ms is at least ten of its frames.
      #expect(try #require(counts.last) - #require(counts.first) >= 5)
      subscription.cancel()
      track.stop()
    }

    @Test(.timeLimit(.minutes(1)))
    func stoppingACloneEndsItsLoopWhileTheCameraContinues() async throws {
      let (track, _) = try await camera()
      let clone = track.clone()
      let executor = try #require(track.captureExecutor)
      // With synchronous calls, so that no other task waits for the capture thread.
      let subscription = track.onVideoFrame { _ in }
      let (started, continuation) = AsyncStream.makeStream(of: Void.self)
      let loop = Task(executorPreference: executor) {
        for await _ in clone.videoFrames() { continuation.yield() }
      }
      for await _ in started { break }
      clone.stop()
      await loop.value
      #expect(track.readyState == .live)
      subscription.cancel()
      track.stop()
    }

    @Test(.timeLimit(.minutes(5)))
    func unpluggingEndsALoopOnTheCaptureThread() async throws {
      let (track, events) = try await camera()
      var incoming = events.makeAsyncIterator()
      let executor = try #require(track.captureExecutor)
      let (started, continuation) = AsyncStream.makeStream(of: Void.self)
      let loop = Task(executorPreference: executor) {
        for await _ in track.videoFrames() { continuation.yield() }
      }
      for await _ in started { break }
      try set("disconnect", of: track)
      #expect(await incoming.next() == .ended)
      await loop.value
    }

    @Test(.timeLimit(.minutes(5)))
    func controlsAreAppliedToALiveTrackAndRestored() async throws {
      let (track, _) = try await camera()
      #expect(track.getCapabilities().brightness == MediaSettingsRange(min: 0, max: 255, step: 1))
      #expect(track.getSettings().brightness == 128)
      try await track.applyConstraints(.init(brightness: .exact(40), contrast: .init(min: 200)))
      #expect(track.getSettings().brightness == 40)
      #expect(track.getSettings().contrast == 200)
      let error = await #expect(throws: OverconstrainedError.self) {
        try await track.applyConstraints(.init(brightness: .exact(256)))
      }
      #expect(error?.constraint == "brightness")
      track.stop()
      let (next, _) = try await camera()
      #expect(next.getSettings().brightness == 128)
      #expect(next.getSettings().contrast == 128)
      next.stop()
    }
  }
}

extension MediaStreamTrack {
  /// The device node of the track's camera.
  fileprivate var deviceAddress: String { device.deviceDescription.address }
}
