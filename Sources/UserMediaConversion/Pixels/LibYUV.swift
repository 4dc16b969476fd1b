import CYUV

/// Calls libyuv functions, which differ in how many planes they read and write.
enum LibYUV {
  typealias Plane = Planes.Plane
  typealias Source = UnsafePointer<UInt8>?
  typealias Target = UnsafeMutablePointer<UInt8>?

  typealias OneToOne = @convention(c) (Source, Int32, Target, Int32, Int32, Int32) -> Int32
  typealias OneToTwo =
    @convention(c) (Source, Int32, Target, Int32, Target, Int32, Int32, Int32) -> Int32
  typealias OneToThree =
    @convention(c) (Source, Int32, Target, Int32, Target, Int32, Target, Int32, Int32, Int32) ->
    Int32
  typealias TwoToTwo =
    @convention(c) (Source, Int32, Source, Int32, Target, Int32, Target, Int32, Int32, Int32) ->
    Int32
  typealias TwoToThree =
    @convention(c) (
      Source, Int32, Source, Int32, Target, Int32, Target, Int32, Target, Int32, Int32, Int32
    ) -> Int32
  typealias ThreeToTwo =
    @convention(c) (
      Source, Int32, Source, Int32, Source, Int32, Target, Int32, Target, Int32, Int32, Int32
    ) -> Int32
  typealias ThreeToThree =
    @convention(c) (
      Source, Int32, Source, Int32, Source, Int32, Target, Int32, Target, Int32, Target, Int32,
      Int32, Int32
    ) -> Int32
  typealias OneWithMatrix =
    @convention(c) (
      Source, Int32, Target, Int32, usermedia_yuv_matrix?, Int32, Int32
    ) -> Int32
  typealias TwoWithMatrix =
    @convention(c) (
      Source, Int32, Source, Int32, Target, Int32, usermedia_yuv_matrix?, Int32, Int32
    ) -> Int32
  typealias ThreeWithMatrix =
    @convention(c) (
      Source, Int32, Source, Int32, Source, Int32, Target, Int32, usermedia_yuv_matrix?, Int32,
      Int32
    ) -> Int32

  static func run(_ function: OneToOne, _ a: Plane, to t: Plane, _ size: Planes) -> Int32 {
    function(a.start, a.stride, t.start, t.stride, size.width, size.height)
  }

  static func run(
    _ function: OneToTwo, _ a: Plane, to t: Plane, _ u: Plane, _ size: Planes
  ) -> Int32 {
    function(a.start, a.stride, t.start, t.stride, u.start, u.stride, size.width, size.height)
  }

  static func run(
    _ function: OneToThree, _ a: Plane, to t: Plane, _ u: Plane, _ v: Plane, _ size: Planes
  ) -> Int32 {
    function(
      a.start, a.stride, t.start, t.stride, u.start, u.stride, v.start, v.stride, size.width,
      size.height)
  }

  static func run(
    _ function: TwoToTwo, _ a: Plane, _ b: Plane, to t: Plane, _ u: Plane, _ size: Planes
  ) -> Int32 {
    function(
      a.start, a.stride, b.start, b.stride, t.start, t.stride, u.start, u.stride, size.width,
      size.height)
  }

  static func run(
    _ function: TwoToThree, _ a: Plane, _ b: Plane, to t: Plane, _ u: Plane, _ v: Plane,
    _ size: Planes
  ) -> Int32 {
    function(
      a.start, a.stride, b.start, b.stride, t.start, t.stride, u.start, u.stride, v.start, v.stride,
      size.width, size.height)
  }

  static func run(
    _ function: ThreeToTwo, _ a: Plane, _ b: Plane, _ c: Plane, to t: Plane, _ u: Plane,
    _ size: Planes
  ) -> Int32 {
    function(
      a.start, a.stride, b.start, b.stride, c.start, c.stride, t.start, t.stride, u.start, u.stride,
      size.width, size.height)
  }

  static func run(_ function: ThreeToThree, _ source: Planes, to target: Planes) -> Int32 {
    let (y, u, v) = (source.y, source.u, source.v)
    return function(
      y.start, y.stride, u.start, u.stride, v.start, v.stride, target.y.start, target.y.stride,
      target.u.start, target.u.stride, target.v.start, target.v.stride, source.width, source.height)
  }

  static func run(
    _ function: OneWithMatrix, _ a: Plane, to t: Plane, _ matrix: usermedia_yuv_matrix,
    _ size: Planes
  ) -> Int32 {
    function(a.start, a.stride, t.start, t.stride, matrix, size.width, size.height)
  }

  static func run(
    _ function: TwoWithMatrix, _ a: Plane, _ b: Plane, to t: Plane, _ matrix: usermedia_yuv_matrix,
    _ size: Planes
  ) -> Int32 {
    function(
      a.start, a.stride, b.start, b.stride, t.start, t.stride, matrix, size.width, size.height)
  }

  static func run(
    _ function: ThreeWithMatrix, _ a: Plane, _ b: Plane, _ c: Plane, to t: Plane,
    _ matrix: usermedia_yuv_matrix, _ size: Planes
  ) -> Int32 {
    function(
      a.start, a.stride, b.start, b.stride, c.start, c.stride, t.start, t.stride, matrix,
      size.width, size.height)
  }
}
