// The top level of a program whose state belongs to the main actor, as every variable of main.swift
// does: callbacks, handlers and reactions use it as it stands.

var count = 0
var lines: [String] = []
@MainActor func note(_ event: MediaEvent<MediaStreamTrack>) { lines.append("\(event.type)") }
@MainActor func failed(_ error: any NamedError) { lines.append(error.message) }

@MainActor func use(_ stream: MediaStream) {
  let track = stream.getTracks()[0]
  track.onended = { count += 1 }
  track.onmute = { event in lines.append(event.target.label) }
  track.onunmute = note
  track.onconfigurationchange = nil
  track.addEventListener(.ended) { count += 1 }
  track.addEventListener(.ended, once: true) { event in lines.append("\(event.type)") }
  stream.onaddtrack = { event in lines.append(event.track.id) }
  stream.onremovetrack = { count -= 1 }
  let video = VideoElement(queue: .main)
  video.onloadedmetadata = { event in lines.append("\(event.target.videoWidth)") }
  video.onended = { count += 1 }
  video.requestVideoFrameCallback { frame, metadata in count += metadata.presentedFrames }
  if let recorder = try? MediaRecorder(stream) {
    recorder.ondataavailable = { event in count += event.data?.size ?? 0 }
    recorder.onstop = { count += 1 }
  }
  let frames = track.onVideoFrame { frame in count += frame.codedWidth }
  let sound = track.onAudioData { data in count += data.numberOfFrames }
  lines.append("\(frames.dropped + sound.dropped)")
}

mediaDevices.ondevicechange = { event in count = event.devices.count }
navigator.getUserMedia(["video": true], use, failed)
navigator.getUserMedia(
  ["video": true], { stream in count += 1 }, { error in lines.append(error.message) })
navigator.webkitGetUserMedia(
  ["video": true], { stream in count += 1 }, { error in lines.append(error.constraintName) })
mediaDevices.getUserMedia(.init(video: true))
  .then { stream in use(stream) }
  .catch { error in lines.append("\(error)") }
mediaDevices.enumerateDevices().then { devices in
  count += devices.count
  return devices.count
}.then { (number: Int) in count += number }.finally { lines.append("done") }
