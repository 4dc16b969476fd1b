#if Screen
import CXCB
import Glibc
import UserMediaCore

extension XConnection {
  /// A shared memory segment that the server writes pictures into.
  struct SharedMemory {
    let segment: xcb_shm_seg_t
    let region: MemoryRegion
  }

  /// Shares new memory with the server, which detaches it on ``detach(_:)`` or when the connection
  /// closes.
  func shareMemory(byteCount: Int) throws(CaptureError) -> SharedMemory {
    func failure(_ call: String) -> CaptureError {
      CaptureError(device: name, "cannot share memory with the server", call: call, errno: errno)
    }
    let file = aboveStandardStreams(usermedia_memory_file("usermedia-screen"))
    guard file >= 0 else { throw failure("memfd_create") }
    guard ftruncate(file, byteCount) == 0 else {
      defer { close(file) }
      throw failure("ftruncate")
    }
    let address = mmap(nil, byteCount, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0)
    guard let address, address != MAP_FAILED else {
      defer { close(file) }
      throw failure("mmap")
    }
    let segment = newId()
    // XCB closes the file once it has been sent.
    xcb_shm_attach_fd(raw, segment, file, 0)
    return SharedMemory(
      segment: segment, region: MemoryRegion(mapped: address, byteCount: byteCount))
  }

  /// Makes the server detach a segment; frames in it stay valid.
  func detach(_ memory: xcb_shm_seg_t) { xcb_shm_detach(raw, memory) }

  /// Requests that the server write an area of a window or pixmap into shared memory.
  /// - Returns: the request, for ``pollPicture(_:)``.
  func requestPicture(
    of drawable: xcb_drawable_t, _ area: VideoRect, into segment: xcb_shm_seg_t
  ) -> UInt32 {
    xcb_shm_get_image(
      raw, drawable, Int16(clamping: area.x), Int16(clamping: area.y),
      UInt16(clamping: area.width), UInt16(clamping: area.height), .max,
      UInt8(XCB_IMAGE_FORMAT_Z_PIXMAP.rawValue), segment, 0
    ).sequence
  }

  /// What was written, if the reply has arrived; see ``poll(_:_:_:)``.
  func pollPicture(_ request: UInt32) -> Answer<XImage> {
    poll(request, "xcb_shm_get_image", XImage.init(shared:))
  }

  /// Requests that the server send an area's pixels, for servers that cannot share memory.
  /// - Returns: the request, for ``pollSentPicture(_:_:)``.
  func requestSentPicture(of drawable: xcb_drawable_t, _ area: VideoRect) -> UInt32 {
    xcb_get_image(
      raw, UInt8(XCB_IMAGE_FORMAT_Z_PIXMAP.rawValue), drawable, Int16(clamping: area.x),
      Int16(clamping: area.y), UInt16(clamping: area.width), UInt16(clamping: area.height), .max
    ).sequence
  }

  /// What `take` makes of the image and its pixels, if they have arrived; see ``poll(_:_:_:)``.
  func pollSentPicture<Picture>(
    _ request: UInt32, _ take: (XImage, UnsafeRawBufferPointer) -> Picture?
  ) -> Answer<Picture> {
    poll(request, "xcb_get_image") { bytes in
      XImage(sent: bytes).flatMap {
        take($0, UnsafeRawBufferPointer(rebasing: bytes[XReplyHeader.byteCount...]))
      }
    }
  }

  /// Makes the server keep a window's whole picture, including the parts that others cover.
  func redirect(_ window: xcb_window_t) {
    xcb_composite_redirect_window(raw, window, UInt8(XCB_COMPOSITE_REDIRECT_AUTOMATIC.rawValue))
  }

  /// The pixmap of a redirected window; the window gets another when its size changes or it is
  /// mapped (Composite, `NameWindowPixmap`).
  func namePixmap(of window: xcb_window_t) -> xcb_pixmap_t {
    let pixmap = newId()
    xcb_composite_name_window_pixmap(raw, window, pixmap)
    return pixmap
  }

  /// Frees a pixmap.
  func release(_ pixmap: xcb_pixmap_t) { xcb_free_pixmap(raw, pixmap) }

  /// Requests one event for drawing on a window until ``clearDamage(_:)``; `nil` when the server
  /// lacks DAMAGE.
  func watchDamage(of window: xcb_window_t) -> xcb_damage_damage_t? {
    guard extensions.firstDamageEvent != nil else { return nil }
    let damage = newId()
    xcb_damage_create(
      raw, damage, window, UInt8(XCB_DAMAGE_REPORT_LEVEL_NON_EMPTY.rawValue))
    return damage
  }

  /// Clears the damage, so that the next drawing causes an event.
  func clearDamage(_ damage: xcb_damage_damage_t) {
    let all: xcb_xfixes_region_t = 0
    xcb_damage_subtract(raw, damage, all, all)
  }
}
#endif
