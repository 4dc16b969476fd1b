// What synchronous code writes, as a page does.

mediaDevices.getUserMedia(.init(video: true))
  .then { stream in print(stream.id) }
  .catch { error in print("\(error)") }
mediaDevices.getDisplayMedia().then { stream in print(stream.id) }
mediaDevices.enumerateDevices().then { devices in print(devices.count) }
VideoElement().promises.play()
mediaDevices.enumerateDevices()
  .then { devices in
    let labels = devices.map(\.label)
    return labels.joined(separator: ", ")
  }
  .then { (labels: String) in print(labels.count) }
  .catch { error in print("\(error)") }
