// What an asynchronous function or a task need not annotate.

let stream = try await mediaDevices.getUserMedia(.init(audio: true, video: true))
let display = try await mediaDevices.getDisplayMedia()
let devices = await mediaDevices.enumerateDevices()
print(stream.getTracks().count, display.getTracks().count, devices.map(\.label))
