#include "conversions.h"

#include <libyuv/convert.h>
#include <libyuv/convert_argb.h>
#include <libyuv/scale.h>
#include <turbojpeg.h>

int bare_yuyv_to_i420(const uint8_t *source, uint8_t *target, int width, int height) {
  uint8_t *u = target + width * height, *v = u + width * height / 4;
  return YUY2ToI420(source, width * 2, target, width, u, width / 2, v, width / 2, width, height);
}

int bare_yuyv_to_bgra(const uint8_t *source, uint8_t *target, int width, int height) {
  // libyuv's ARGB is B, G, R, A in memory.
  return YUY2ToARGB(source, width * 2, target, width * 4, width, height);
}

int bare_nv12_to_rgba(const uint8_t *source, uint8_t *target, int width, int height) {
  // libyuv's ABGR is R, G, B, A in memory.
  return NV12ToABGR(source, width, source + width * height, width, target, width * 4, width, height);
}

int bare_i420_halved(const uint8_t *source, uint8_t *target, int width, int height) {
  const uint8_t *u = source + width * height, *v = u + width * height / 4;
  int w = width / 2, h = height / 2;
  uint8_t *tu = target + w * h, *tv = tu + w * h / 4;
  return I420Scale(source, width, u, width / 2, v, width / 2, width, height, target, w, tu, w / 2, tv,
                   w / 2, w, h, kFilterBox);
}

int bare_mjpeg_to_i420(const uint8_t *file, long byte_count, uint8_t *target, int width, int height) {
  static tjhandle handle;
  if (!handle) handle = tjInitDecompress();
  unsigned char *planes[3] = {target, target + width * height, target + width * height * 5 / 4};
  int strides[3] = {width, width / 2, width / 2};
  return tjDecompressToYUVPlanes(handle, file, (unsigned long)byte_count, planes, width, strides, height,
                                 0);
}
