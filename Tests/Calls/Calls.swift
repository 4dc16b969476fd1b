// Every asynchronous function of UserMedia, called as a program calls it. scripts/test-calls compiles
// this in an asynchronous function, in a task and at the top level of main.swift; a call that waited
// for nothing would be a warning there, and so an error.

let stream: MediaStream = try await mediaDevices.getUserMedia(.init(audio: true, video: true))
let display: MediaStream = try await mediaDevices.getDisplayMedia()
let devices: [MediaDeviceInfo] = await mediaDevices.enumerateDevices()
for device in await mediaDevices.enumerateDevices() { print(device.label) }
let track = stream.getVideoTracks()[0]
try await track.applyConstraints(.init(width: 640))
try await track.applyConstraints()
let frame = try await track.grabFrame()
let photo = try await track.takePhoto()
let capture = try ImageCapture(track)
let photos = (try await capture.takePhoto().size, try await capture.grabFrame().codedWidth)
print(photo.size, frame.codedWidth, photos, display.id, devices.count)

let video = VideoElement()
video.srcObject = stream
try await video.play()

let subscription = track.onVideoFrame { frame in print(frame.codedWidth) }
await subscription.cancelAndWait()
for await frame in track.videoFrames() { print(frame.codedWidth) }
for await data in track.audioData() { print(data.numberOfFrames) }
for await event in track.events(.ended) { print(event.type) }

let status = await navigator.permissions.query(.camera)
await navigator.permissions.revoke(.camera)
let policy = AskPermission()
let decision = await policy.request([.camera])
let surface = await policy.choose(among: [])
let answer = await TerminalPrompter().ask(PermissionPrompt(names: [.camera]))
print(status.state, decision, surface == nil, answer == nil)

let recorder = try stream.record(to: "stream.webm")
try await recorder.finish()

let again = try await mediaDevices.promises.getUserMedia(.init(video: true)).value
mediaDevices.promises.getUserMedia(.init(video: true)).then { stream in print(stream.id) }
mediaDevices.promises.getDisplayMedia().then { stream in print(stream.id) }
mediaDevices.promises.enumerateDevices().then { devices in print(devices.count) }
track.promises.applyConstraints(.init(width: 640)).catch { error in print("\(error)") }
video.promises.play()
print(again.id)
