// ffmpeg's libraries, on one thread.

#include "conversions.h"

#include <libavcodec/avcodec.h>
#include <libswscale/swscale.h>

/// The planes of a tightly packed picture.
struct picture {
  const uint8_t *planes[4];
  int strides[4];
};

static struct picture picture(const uint8_t *bytes, enum AVPixelFormat format, int w, int h) {
  switch (format) {
  case AV_PIX_FMT_YUYV422: return (struct picture){{bytes}, {w * 2}};
  case AV_PIX_FMT_BGRA:
  case AV_PIX_FMT_RGBA: return (struct picture){{bytes}, {w * 4}};
  case AV_PIX_FMT_NV12: return (struct picture){{bytes, bytes + w * h}, {w, w}};
  default:
    return (struct picture){{bytes, bytes + w * h, bytes + w * h * 5 / 4}, {w, w / 2, w / 2}};
  }
}

static int swscale(struct SwsContext **context, const uint8_t *source, enum AVPixelFormat from, int w,
                   int h, uint8_t *target, enum AVPixelFormat to, int tw, int th) {
  *context = sws_getCachedContext(*context, w, h, from, tw, th, to, SWS_AREA, NULL, NULL, NULL);
  if (!*context) return -1;
  struct picture in = picture(source, from, w, h), out = picture(target, to, tw, th);
  int rows = sws_scale(*context, in.planes, in.strides, 0, h, (uint8_t *const *)out.planes, out.strides);
  return rows == th ? 0 : -1;
}

int ffmpeg_yuyv_to_i420(const uint8_t *source, uint8_t *target, int width, int height) {
  static struct SwsContext *context;
  return swscale(&context, source, AV_PIX_FMT_YUYV422, width, height, target, AV_PIX_FMT_YUV420P, width,
                 height);
}

int ffmpeg_yuyv_to_bgra(const uint8_t *source, uint8_t *target, int width, int height) {
  static struct SwsContext *context;
  return swscale(&context, source, AV_PIX_FMT_YUYV422, width, height, target, AV_PIX_FMT_BGRA, width, height);
}

int ffmpeg_nv12_to_rgba(const uint8_t *source, uint8_t *target, int width, int height) {
  static struct SwsContext *context;
  return swscale(&context, source, AV_PIX_FMT_NV12, width, height, target, AV_PIX_FMT_RGBA, width, height);
}

int ffmpeg_i420_halved(const uint8_t *source, uint8_t *target, int width, int height) {
  static struct SwsContext *context;
  return swscale(&context, source, AV_PIX_FMT_YUV420P, width, height, target, AV_PIX_FMT_YUV420P,
                 width / 2, height / 2);
}

int ffmpeg_mjpeg_to_i420(const uint8_t *file, long byte_count) {
  static AVCodecContext *decoder;
  static AVPacket *packet;
  static AVFrame *frame;
  if (!decoder) {
    decoder = avcodec_alloc_context3(avcodec_find_decoder(AV_CODEC_ID_MJPEG));
    packet = av_packet_alloc();
    frame = av_frame_alloc();
    if (!decoder || !packet || !frame) return -1;
    decoder->thread_count = 1;
    if (avcodec_open2(decoder, NULL, NULL) < 0) return -1;
  }
  packet->data = (uint8_t *)file;
  packet->size = (int)byte_count;
  if (avcodec_send_packet(decoder, packet) < 0 || avcodec_receive_frame(decoder, frame) < 0) return -1;
  int is_i420 = frame->format == AV_PIX_FMT_YUVJ420P;
  av_frame_unref(frame);
  return is_i420 ? 0 : -1;
}
