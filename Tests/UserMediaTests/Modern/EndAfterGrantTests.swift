import Dispatch
import Synchronization
import Testing
import UserMediaCore
import UserMediaLegacy

@testable import UserMedia

/// Whatever happens to a device after it was opened, the program learns of it: the request fails,
/// or the handlers that it installs on the stream are called, in each style.
@Suite(.serialized, .timeLimit(.minutes(5))) struct EndAfterGrantTests {
  /// How a program requests a stream and listens to events.
  enum Style: CaseIterable, Sendable { case callback, promise, async, sequence }

  /// The events that a program receives, in order: `failed NAME`, or event types.
  private final class Heard: Sendable {
    let words: AsyncStream<String>
    private let continuation: AsyncStream<String>.Continuation
    /// Held by the program.
    private let stream = Mutex<MediaStream?>(nil)

    init() {
      (words, continuation) = AsyncStream.makeStream()
    }

    func fail(_ error: any Error) {
      continuation.yield("failed \((error as? any NamedError)?.name ?? "\(error)")")
    }

    func add(_ type: EventType<MediaStreamTrack>) { continuation.yield(type.rawValue) }

    /// Installs handlers before anything else is done with the stream.
    func listen(to stream: MediaStream, _ types: [EventType<MediaStreamTrack>]) {
      self.stream.withLock { $0 = stream }
      for type in types {
        stream.getVideoTracks()[0].addEventListener(type) { [weak self] in self?.add($0.type) }
      }
    }

    var track: MediaStreamTrack? { stream.withLock { $0?.getVideoTracks()[0] } }
  }

  /// Makes a request in a style; calls `onStream` with the stream before anything else.
  private func ask(
    _ style: Style, _ driver: FailingDriver, _ heard: Heard,
    _ types: [EventType<MediaStreamTrack>], onStream: @escaping @Sendable () -> Void
  ) async {
    let navigator = Navigator(devices: DeviceSet(cameras: [driver], microphones: []))
    switch style {
    case .callback:
      navigator.getUserMedia(["video": true]) { stream in
        onStream()
        heard.listen(to: stream, types)
      } _: {
        heard.fail($0)
      }
    case .promise:
      let promise = navigator.mediaDevices.promises.getUserMedia(.init(video: true))
      promise.then(
        { stream in
          onStream()
          heard.listen(to: stream, types)
        }, { heard.fail($0) })
    case .async:
      do {
        let stream: MediaStream = try await navigator.mediaDevices.getUserMedia(.init(video: true))
        onStream()
        // One await more than a program should have before it listens.
        await Task.yield()
        heard.listen(to: stream, types)
      } catch {
        heard.fail(error)
      }
    case .sequence:
      do {
        let stream: MediaStream = try await navigator.mediaDevices.getUserMedia(.init(video: true))
        onStream()
        await Task.yield()
        heard.listen(to: stream, [])
        let events = stream.getVideoTracks()[0].events()
        Task { [weak heard] in
          for await event in events where types.contains(event.type) { heard?.add(event.type) }
        }
      } catch {
        heard.fail(error)
      }
    }
  }

  @Test(arguments: Style.allCases, FailingDriver.Moment.all)
  func endIsAlwaysHeard(style: Style, moment: FailingDriver.Moment) async {
    for _ in 0..<5 {
      weak var gone: FailingDriver?
      do {
        let (driver, heard) = (FailingDriver(moment), Heard())
        gone = driver
        await ask(style, driver, heard, [.ended]) {
          if moment == .later { driver.happen() }
        }
        let word = await heard.words.first { _ in true }
        if word == "ended" {
          #expect(heard.track?.readyState == .ended)
          #expect(heard.track?.endedCause?.kind == .notFound)
        } else {
          #expect(word == "failed NotFoundError")
          #expect(moment != .later)
        }
      }
      #expect(await isLetGo { gone })
    }
  }

  @Test(arguments: Style.allCases, FailingDriver.Moment.all.filter { $0 != .opening })
  func muteIsHeardUnlessTheTrackWasGivenMuted(
    style: Style, moment: FailingDriver.Moment
  ) async {
    // Not during opening: a camera that was just opened isn't muted.
    let driver = FailingDriver(moment) { $0.captureMuted(true) }
    let heard = Heard()
    await ask(style, driver, heard, [.mute, .unmute]) {
      if moment == .later { driver.happen() }
    }
    while heard.track?.muted != true, !Task.isCancelled {
      try? await Task.sleep(for: .milliseconds(1))
    }
    driver.happen { $0.captureMuted(false) }
    var words: [String] = []
    for await word in heard.words {
      words.append(word)
      if word == "unmute" { break }
    }
    #expect(words == ["mute", "unmute"] || words == ["unmute"] && moment != .later)
  }

  @Test(arguments: Style.allCases)
  func changeOfTheConfigurationIsHeard(style: Style) async {
    let driver = FailingDriver(.later) { sink in
      sink.captureReconfigured(
        VideoConfiguration(pixelFormat: .i420, width: 320, height: 180, frameRate: FrameRate(30)!))
    }
    let heard = Heard()
    await ask(style, driver, heard, [.configurationchange]) { driver.happen() }
    #expect(await heard.words.first { _ in true } == "configurationchange")
    #expect(heard.track?.getSettings().width == 320)
  }

  @available(*, deprecated)
  @Test(arguments: FailingDriver.Moment.all)
  func streamsOwnEndIsHeardInTheOldForm(moment: FailingDriver.Moment) async {
    let (driver, heard) = (FailingDriver(moment), Heard())
    let navigator = Navigator(devices: DeviceSet(cameras: [driver], microphones: []))
    navigator.getUserMedia(["video": true]) { stream in
      if moment == .later { driver.happen() }
      heard.listen(to: stream, [])
      stream.onended = { [weak heard] _ in heard?.add(.ended) }
    } _: {
      heard.fail($0)
    }
    let word = await heard.words.first { _ in true }
    #expect(word == "ended" || word == "failed NotFoundError" && moment != .later)
  }

  @available(*, deprecated)
  @Test func streamThatNothingElseHoldsTellsOfItsStop() async {
    let test = TestNavigator()
    let heard = Heard()
    test.navigator.getUserMedia(["audio": true, "video": true]) { stream in
      stream.onended = { _ in heard.add(.ended) }
      stream.stop()
    } _: {
      heard.fail($0)
    }
    #expect(await heard.words.first { _ in true } == "ended")
    #expect(await test.isReleased())
  }

  @Test func unreadEventsDoNotHoldTheCamera() async throws {
    let test = TestNavigator()
    weak var gone: MediaStreamTrack?
    var events: EventSequence<MediaStreamTrack>?
    do {
      let stream = try await test.media.getUserMedia(.init(video: true))
      let track = stream.getVideoTracks()[0]
      gone = track
      events = track.events(.mute)
      test.driver.inject(.muted, into: TestNavigator.camera)
      track.queue.sync {}
    }
    #expect(await isLetGo { gone })
    #expect(await test.isReleased())
    for await _ in events! { Issue.record("an event without a track") }
  }

  @Test func unreadEventOfAStreamDoesNotHoldItsTrack() async throws {
    let test = TestNavigator()
    let empty = MediaStream()
    let events = empty.events(.removetrack)
    weak var gone: MediaStreamTrack?
    do {
      let stream = try await test.media.getUserMedia(.init(video: true))
      gone = stream.getVideoTracks()[0]
      empty.dispatchEvent(
        MediaEvent(.removetrack, target: empty, detail: stream.getVideoTracks()[0]))
      empty.queue.sync {}
    }
    #expect(await isLetGo { gone })
    #expect(await test.isReleased())
    withExtendedLifetime(events) {}
  }

  @Test func requestThatIsInvalidOnItsFaceIsRejectedAtOnce() async {
    let media = TestNavigator().media
    let queue = media.queue
    let order = Mutex<[String]>([])
    let requests: [@Sendable () -> Promise<MediaStream>] = [
      { media.getUserMedia(.init()) }, { media.getDisplayMedia(.init(video: false)) },
    ]
    for request in requests {
      await withCheckedContinuation { continuation in
        queue.asyncTurn {
          request().then(
            { _ in },
            { error in
              order.withLock { $0.append("\((error as? any NamedError)?.name ?? "")") }
              continuation.resume()
            })
          queue.async { order.withLock { $0.append("next") } }
        }
      }
      queue.sync {}
    }
    #expect(order.withLock { $0 } == ["TypeError", "next", "TypeError", "next"])
  }

  @Test func successAndItsReactionAreOneTurn() async {
    let test = TestNavigator()
    let queue = test.media.queue
    let order = Mutex<[String]>([])
    await withCheckedContinuation { continuation in
      let entryPoint = EntryPoint(dialect: .current) { _, success, _ in
        queue.asyncTurn {
          queue.async { order.withLock { $0.append("event") } }
          success(MediaStream())
          queue.async { continuation.resume() }
        }
      }
      let navigator = Navigator(
        entryPoints: EntryPoints(getUserMedia: entryPoint), callbackQueue: queue)
      queue.async {
        let promise = navigator.mediaDevices.promises.getUserMedia(.init(video: true))
        promise.then { _ in order.withLock { $0.append("then") } }
      }
    }
    #expect(order.withLock { $0 } == ["then", "event"])
  }
}
