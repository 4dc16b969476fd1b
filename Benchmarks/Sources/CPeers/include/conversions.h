#pragma once

#include <stdint.h>

// What conversions are measured beside: tightly packed pictures, planes one after another, memory that is
// there already. All return 0 when they worked.

// Bare calls of the libraries that this package uses.
int bare_yuyv_to_i420(const uint8_t *source, uint8_t *target, int width, int height);
int bare_yuyv_to_bgra(const uint8_t *source, uint8_t *target, int width, int height);
int bare_nv12_to_rgba(const uint8_t *source, uint8_t *target, int width, int height);
int bare_i420_halved(const uint8_t *source, uint8_t *target, int width, int height);
int bare_mjpeg_to_i420(const uint8_t *file, long byte_count, uint8_t *target, int width, int height);

// swscale and avcodec, which decodes into memory of its own.
int ffmpeg_yuyv_to_i420(const uint8_t *source, uint8_t *target, int width, int height);
int ffmpeg_yuyv_to_bgra(const uint8_t *source, uint8_t *target, int width, int height);
int ffmpeg_nv12_to_rgba(const uint8_t *source, uint8_t *target, int width, int height);
int ffmpeg_i420_halved(const uint8_t *source, uint8_t *target, int width, int height);
int ffmpeg_mjpeg_to_i420(const uint8_t *file, long byte_count);

// libv4lconvert, which does not scale, has no RGBA, and makes I420 only of JPEGs whose sides are multiples
// of 16, as 1080 is not.
int v4lconvert_yuyv_to_i420(const uint8_t *source, uint8_t *target, int width, int height);
