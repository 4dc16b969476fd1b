// libopus: the encoder of Opus.

#pragma once

#include <opus.h>

// opus_encoder_ctl is variadic, which Swift does not import.
static inline int usermedia_opus_set(OpusEncoder *encoder, int request, opus_int32 value) {
  return opus_encoder_ctl(encoder, request, value);
}

static inline int usermedia_opus_get(OpusEncoder *encoder, int request, opus_int32 *value) {
  return opus_encoder_ctl(encoder, request, value);
}
