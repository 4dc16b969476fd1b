#if Screen
import CXCB
import Glibc
import UserMediaCore

extension XConnection {
  /// Memory that the server writes pictures into.
  struct SharedMemory {
    let segment: xcb_shm_seg_t
    let region: MemoryRegion
  }

  /// Shares new memory with the server; the server lets go of it with the connection, or
  /// ``detach(_:)``.
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
    // XCB closes the file once it is sent.
    xcb_shm_attach_fd(raw, segment, file, 0)
    return SharedMemory(
      segment: segment, region: MemoryRegion(mapped: address, byteCount: byteCount))
  }

  /// Has the server let go of shared memory; frames in it are not touched.
  func detach(_ memory: xcb_shm_seg_t) { xcb_shm_detach(raw, memory) }

  /// Has the server write a part of a window's or pixmap's picture into shared memory.
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

  /// Whether the picture is there; see ``poll(_:_:_:)``.
  func pollPicture(_ request: UInt32) -> Answer<XSharedImage> {
    poll(request, "xcb_shm_get_image", XSharedImage.init)
  }

  /// Has the server send a part of a picture, where it can share no memory.
  func requestSentPicture(of drawable: xcb_drawable_t, _ area: VideoRect) -> UInt32 {
    xcb_get_image(
      raw, UInt8(XCB_IMAGE_FORMAT_Z_PIXMAP.rawValue), drawable, Int16(clamping: area.x),
      Int16(clamping: area.y), UInt16(clamping: area.width), UInt16(clamping: area.height), .max
    ).sequence
  }

  /// What `take` makes of the picture and its pixels, once it is there; see ``poll(_:_:_:)``.
  func pollSentPicture<Picture>(
    _ request: UInt32, _ take: (XImage, UnsafeRawBufferPointer) -> Picture?
  ) -> Answer<Picture> {
    poll(request, "xcb_get_image") { bytes in
      XImage(bytes).flatMap {
        take($0, UnsafeRawBufferPointer(rebasing: bytes[XReplyHeader.byteCount...]))
      }
    }
  }

  /// Has the server keep the whole picture of a window, also what others cover.
  func redirect(_ window: xcb_window_t) {
    xcb_composite_redirect_window(raw, window, UInt8(XCB_COMPOSITE_REDIRECT_AUTOMATIC.rawValue))
  }

  /// The picture of a redirected window as it is now; another one when its size changes.
  func namePixmap(of window: xcb_window_t) -> xcb_pixmap_t {
    let pixmap = newId()
    xcb_composite_name_window_pixmap(raw, window, pixmap)
    return pixmap
  }

  /// Lets go of a pixmap.
  func release(_ pixmap: xcb_pixmap_t) { xcb_free_pixmap(raw, pixmap) }

  /// Has drawing on a window told once, until ``clearDamage(_:)``; `nil` where the server cannot.
  func watchDamage(of window: xcb_window_t) -> xcb_damage_damage_t? {
    guard extensions.firstDamageEvent != nil else { return nil }
    let damage = newId()
    xcb_damage_create(
      raw, damage, window, UInt8(XCB_DAMAGE_REPORT_LEVEL_NON_EMPTY.rawValue))
    return damage
  }

  /// Has the next drawing told.
  func clearDamage(_ damage: xcb_damage_damage_t) {
    let all: xcb_xfixes_region_t = 0
    xcb_damage_subtract(raw, damage, all, all)
  }
}
#endif
