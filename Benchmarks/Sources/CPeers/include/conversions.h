#pragma once

#include <stdint.h>

/// The bare library calls that conversions are measured beside: tightly packed pictures, planes one
/// after another, memory that is there already. All return 0 when they worked.

int bare_yuyv_to_i420(const uint8_t *source, uint8_t *target, int width, int height);
int bare_nv12_to_rgba(const uint8_t *source, uint8_t *target, int width, int height);
int bare_i420_halved(const uint8_t *source, uint8_t *target, int width, int height);
int bare_mjpeg_to_i420(const uint8_t *file, long byte_count, uint8_t *target, int width, int height);
