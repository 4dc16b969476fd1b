// libyuv's C interface.

#pragma once

#include <libyuv/convert.h>
#include <libyuv/convert_argb.h>
#include <libyuv/convert_from.h>
#include <libyuv/convert_from_argb.h>
#include <libyuv/planar_functions.h>
#include <libyuv/scale.h>
#include <libyuv/scale_argb.h>
#include <libyuv/scale_uv.h>

// The colour matrices are globals of a type that these headers leave incomplete, which Swift cannot
// import. Each function gives the matrix for U before V, or with `swapped` its mirror for V before U.

typedef const struct YuvConstants *usermedia_yuv_matrix;

static inline usermedia_yuv_matrix usermedia_yuv_bt601(int full_range, int swapped) {
  if (full_range) return swapped ? &kYvuJPEGConstants : &kYuvJPEGConstants;
  return swapped ? &kYvuI601Constants : &kYuvI601Constants;
}

static inline usermedia_yuv_matrix usermedia_yuv_bt709(int full_range, int swapped) {
  if (full_range) return swapped ? &kYvuF709Constants : &kYuvF709Constants;
  return swapped ? &kYvuH709Constants : &kYuvH709Constants;
}

static inline usermedia_yuv_matrix usermedia_yuv_bt2020(int full_range, int swapped) {
  if (full_range) return swapped ? &kYvuV2020Constants : &kYuvV2020Constants;
  return swapped ? &kYvu2020Constants : &kYuv2020Constants;
}
