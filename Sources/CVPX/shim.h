// libvpx: the encoders of VP8 and VP9.

#pragma once

#include <vpx/vp8cx.h>
#include <vpx/vpx_encoder.h>

// vpx_codec_enc_init is a macro, and vpx_codec_control_ is variadic: Swift imports neither.
static inline vpx_codec_err_t usermedia_vpx_init(
    vpx_codec_ctx_t *codec, vpx_codec_iface_t *interface, const vpx_codec_enc_cfg_t *config) {
  return vpx_codec_enc_init(codec, interface, config, 0);
}

static inline vpx_codec_err_t usermedia_vpx_set(vpx_codec_ctx_t *codec, int control, int value) {
  return vpx_codec_control_(codec, control, value);
}
