#pragma once

#include <stdint.h>

// The conversions of other libraries, for comparison: of tightly packed pictures with contiguous
// planes, into memory that is already allocated. All return 0 on success.

// Direct calls of the libraries that this package uses.
int bare_yuyv_to_i420(const uint8_t *source, uint8_t *target, int width, int height);
int bare_yuyv_to_bgra(const uint8_t *source, uint8_t *target, int width, int height);
int bare_nv12_to_rgba(const uint8_t *source, uint8_t *target, int width, int height);
int bare_i420_halved(const uint8_t *source, uint8_t *target, int width, int height);
int bare_mjpeg_to_i420(const uint8_t *file, long byte_count, uint8_t *target, int width, int height);

// swscale and avcodec; the latter decodes into its own memory.
int ffmpeg_yuyv_to_i420(const uint8_t *source, uint8_t *target, int width, int height);
int ffmpeg_yuyv_to_bgra(const uint8_t *source, uint8_t *target, int width, int height);
int ffmpeg_nv12_to_rgba(const uint8_t *source, uint8_t *target, int width, int height);
int ffmpeg_i420_halved(const uint8_t *source, uint8_t *target, int width, int height);
int ffmpeg_mjpeg_to_i420(const uint8_t *file, long byte_count);

// libv4lconvert. It doesn't scale, has no RGBA, and converts JPEGs to I420 only if both sides are
// multiples of 16, which 1080 isn't.
int v4lconvert_yuyv_to_i420(const uint8_t *source, uint8_t *target, int width, int height);
