import Synchronization
import UserMediaCore
import UserMediaPulse

extension FuzzTarget {
  /// Audio and holes of any size, as sent by a server, with timing reports in between.
  static let pulseStream = FuzzTarget("pulse-stream") { bytes in
    let stream = ForeignStream(FuzzBytes(bytes))
    let delivery = Delivery(
      format: stream.bytes.next(of: [AudioSampleFormat.s16, .f32]), earliestTimestamp: .min)
    delivery.begin(
      sampleRate: Int(stream.bytes.next(UInt32.self)),
      channelCount: Int(stream.bytes.next(UInt8.self)))
    let sink = CheckingSink()
    while !stream.bytes.rest.isEmpty {
      let now = RealTimeClock.now
      let isHonest = stream.bytes.next(UInt8.self) & 1 == 0
      let timing = ServerTiming(
        seconds: isHonest ? now / 1_000_000 : stream.bytes.next(Int64.self),
        microseconds: isHonest ? now % 1_000_000 : stream.bytes.next(Int64.self),
        sourceLatency: UInt64(stream.bytes.next(UInt16.self)), sinkLatency: 0,
        writeIndex: isHonest
          ? delivery.nextFrame * Int64(delivery.bytesPerFrame) : stream.bytes.next(Int64.self))
      guard delivery.measured(timing) != nil else { return }
      stream.fill()
      var outcome = Delivery.Outcome.more
      while case .more = outcome { outcome = delivery.deliver(from: stream, to: sink) }
      if case .invalid = outcome { return }
    }
    let frames = sink.frames.load(ordering: .relaxed)
    precondition(frames == delivery.nextFrame, "\(frames) frames, not \(delivery.nextFrame)")
  }

  /// A server's stream parameters, timing reports, counts and holes, one after another.
  static let pulse = FuzzTarget("pulse") { bytes in
    var bytes = FuzzBytes(bytes)
    let limits = DeliveryLimits(
      bytesPerFrame: Int(bytes.next(UInt8.self)), sampleRate: Int(bytes.next(UInt32.self)))
    let start = Int64(bytes.next(UInt32.self))
    var clock = SampleClock(limits: limits, startedAt: start)
    var (now, lost): (Int64, Int64) = (start, 0)
    while !bytes.rest.isEmpty {
      let requested = now + Int64(bytes.next(UInt32.self))
      now = requested + Int64(bytes.next(UInt16.self))
      let isForgetful = bytes.next(UInt8.self)
      if isForgetful & 15 == 1 { clock.forget() }
      let timing = ServerTiming(
        seconds: bytes.next(Int64.self), microseconds: bytes.next(Int64.self),
        sourceLatency: bytes.next(UInt64.self), sinkLatency: bytes.next(UInt64.self),
        writeIndex: bytes.next(Int64.self))
      // Including plausible times.
      let wall = isForgetful & 16 == 0 ? bytes.next(Int64.self) : timing.seconds &* 1_000_000
      let exchange = ServerTiming.Exchange(asked: requested, read: now, readOnWall: wall)
      if let frames = clock.measured(timing, exchange) {
        precondition(frames >= 0, "\(frames) frames are lost")
        lost += Int64(frames)
      }
      precondition(
        lost <= (now - start) / 1_000_000 * Int64(limits.sampleRate) + Int64(limits.sampleRate),
        "\(lost) frames are lost within \(now - start) µs")
      let frame = bytes.next(Int64.self)
      if clock.hasTime(for: frame, at: now), frame >= 0 { _ = clock.timestamp(of: frame) }

      let readable = Int(bytes.next(UInt32.self))
      let piece = readable / (1 + Int(bytes.next(UInt8.self)))
      let size = limits.deliverySize(readable: readable, firstPiece: piece)
      precondition(piece <= size && size <= max(piece, DeliveryLimits.deliverySize))
      let hole = limits.frames(inHole: Int(truncatingIfNeeded: bytes.next(Int64.self)))
      precondition(hole.map { (0...DeliveryLimits.backlog).contains($0) } ?? true)
      precondition(limits.fragmentSize(reported: bytes.next(UInt32.self), requested: 1920) > 0)
    }
  }
}

/// A record stream that delivers an input's contents.
private final class ForeignStream: SoundStream {
  var bytes: FuzzBytes
  private var pieces: [SoundPiece] = []
  private var claimed = 0
  private let sound = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 16)

  init(_ bytes: FuzzBytes) {
    self.bytes = bytes
    sound.initializeMemory(as: UInt8.self, repeating: 1)
  }

  deinit { sound.deallocate() }

  /// Reads the next pieces, and their reported size, from the input.
  func fill() {
    let count = bytes.next(UInt8.self) % 8
    for _ in 0..<count {
      let kind = bytes.next(UInt8.self)
      if kind & 3 == 0 {
        pieces.append(.hole(Int(truncatingIfNeeded: bytes.next(Int64.self))))
      } else {
        let size = Int(bytes.next(UInt16.self)) + 1
        pieces.append(.sound(UnsafeRawBufferPointer(rebasing: sound[..<min(size, sound.count)])))
      }
    }
    claimed = Int(bytes.next(UInt32.self))
  }

  var readableSize: Int { pieces.isEmpty ? 0 : claimed }
  func peek() -> SoundPiece? { pieces.first }
  func drop() { pieces.removeFirst() }
  func requestTiming() {}
  func restartSilenceTimer() {}
}

/// A sink that checks the validity of what it receives.
private final class CheckingSink: AudioSink {
  let frames = Atomic<Int64>(0)
  private let latest = Atomic(Int64.min)

  func capture(_ data: AudioData) {
    precondition(data.numberOfFrames > 0 && data.byteCount <= DeliveryLimits.deliverySize)
    precondition(
      data.byteCount
        == data.numberOfFrames * data.numberOfChannels * data.format.bytesPerSample)
    precondition(data.timestamp > latest.exchange(data.timestamp, ordering: .relaxed))
    data.withBytes { bytes in precondition(bytes.byteCount >= data.byteCount) }
    frames.add(Int64(data.numberOfFrames), ordering: .relaxed)
  }

  func captureDropped(_ reason: DropReason, count: Int) {
    precondition(count >= 0)
    frames.add(Int64(count), ordering: .relaxed)
  }

  func captureMuted(_ muted: Bool) {}
  func captureEnded(_ error: CaptureError) {}
}
