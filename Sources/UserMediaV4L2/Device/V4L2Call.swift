import CV4L2

/// The ioctls that this driver makes, by their names in linux/videodev2.h.
enum V4L2Call: String {
  case queryCapabilities = "VIDIOC_QUERYCAP"
  case enumerateFormats = "VIDIOC_ENUM_FMT"
  case enumerateFrameSizes = "VIDIOC_ENUM_FRAMESIZES"
  case enumerateFrameIntervals = "VIDIOC_ENUM_FRAMEINTERVALS"
  case getFormat = "VIDIOC_G_FMT"
  case tryFormat = "VIDIOC_TRY_FMT"
  case setFormat = "VIDIOC_S_FMT"
  case getParameters = "VIDIOC_G_PARM"
  case setParameters = "VIDIOC_S_PARM"
  case queryControl = "VIDIOC_QUERYCTRL"
  case queryMenu = "VIDIOC_QUERYMENU"
  case getControl = "VIDIOC_G_CTRL"
  case setControl = "VIDIOC_S_CTRL"
  case requestBuffers = "VIDIOC_REQBUFS"
  case createBuffers = "VIDIOC_CREATE_BUFS"
  case queryBuffer = "VIDIOC_QUERYBUF"
  case queue = "VIDIOC_QBUF"
  case dequeue = "VIDIOC_DQBUF"
  case streamOn = "VIDIOC_STREAMON"
  case streamOff = "VIDIOC_STREAMOFF"
  case subscribeEvent = "VIDIOC_SUBSCRIBE_EVENT"
  case dequeueEvent = "VIDIOC_DQEVENT"
  case queryTimings = "VIDIOC_QUERY_DV_TIMINGS"
  case setTimings = "VIDIOC_S_DV_TIMINGS"

  /// The request code passed to `ioctl`.
  var request: UInt {
    switch self {
    case .queryCapabilities: usermedia_VIDIOC_QUERYCAP
    case .enumerateFormats: usermedia_VIDIOC_ENUM_FMT
    case .enumerateFrameSizes: usermedia_VIDIOC_ENUM_FRAMESIZES
    case .enumerateFrameIntervals: usermedia_VIDIOC_ENUM_FRAMEINTERVALS
    case .getFormat: usermedia_VIDIOC_G_FMT
    case .tryFormat: usermedia_VIDIOC_TRY_FMT
    case .setFormat: usermedia_VIDIOC_S_FMT
    case .getParameters: usermedia_VIDIOC_G_PARM
    case .setParameters: usermedia_VIDIOC_S_PARM
    case .queryControl: usermedia_VIDIOC_QUERYCTRL
    case .queryMenu: usermedia_VIDIOC_QUERYMENU
    case .getControl: usermedia_VIDIOC_G_CTRL
    case .setControl: usermedia_VIDIOC_S_CTRL
    case .requestBuffers: usermedia_VIDIOC_REQBUFS
    case .createBuffers: usermedia_VIDIOC_CREATE_BUFS
    case .queryBuffer: usermedia_VIDIOC_QUERYBUF
    case .queue: usermedia_VIDIOC_QBUF
    case .dequeue: usermedia_VIDIOC_DQBUF
    case .streamOn: usermedia_VIDIOC_STREAMON
    case .streamOff: usermedia_VIDIOC_STREAMOFF
    case .subscribeEvent: usermedia_VIDIOC_SUBSCRIBE_EVENT
    case .dequeueEvent: usermedia_VIDIOC_DQEVENT
    case .queryTimings: usermedia_VIDIOC_QUERY_DV_TIMINGS
    case .setTimings: usermedia_VIDIOC_S_DV_TIMINGS
    }
  }
}
