// OpenH264: the encoder of H.264.

#pragma once

#include <stdbool.h>
#include <stdlib.h>

#include <wels/codec_api.h>

// Functions of the encoder's table, which Swift could call only through two pointers, and fields in
// arrays of structures, which it imports as tuples of 128 elements.

// Creates an encoder of one layer for live video; `NULL` if that is impossible. Key frames come on demand.
static inline ISVCEncoder *usermedia_h264_create(
    int width, int height, int bits_per_second, float frames_per_second, bool constant, int threads, int *code) {
  ISVCEncoder *encoder = NULL;
  *code = WelsCreateSVCEncoder(&encoder);
  if (*code != 0 || encoder == NULL) return NULL;
  int quiet = WELS_LOG_QUIET;
  (*encoder)->SetOption(encoder, ENCODER_OPTION_TRACE_LEVEL, &quiet);
  SEncParamExt parameters;
  (*encoder)->GetDefaultParams(encoder, &parameters);
  parameters.iUsageType = CAMERA_VIDEO_REAL_TIME;
  parameters.iPicWidth = width;
  parameters.iPicHeight = height;
  parameters.iTargetBitrate = bits_per_second;
  parameters.iMaxBitrate = UNSPECIFIED_BIT_RATE;
  parameters.iRCMode = constant ? RC_BITRATE_MODE : RC_QUALITY_MODE;
  parameters.fMaxFrameRate = frames_per_second;
  // The encoder does not report the pictures it skips, so they could not be counted.
  parameters.bEnableFrameSkip = false;
  parameters.uiIntraPeriod = 0;
  parameters.eSpsPpsIdStrategy = CONSTANT_ID;
  parameters.iMultipleThreadIdc = (unsigned short)threads;
  SSpatialLayerConfig *layer = &parameters.sSpatialLayers[0];
  layer->iVideoWidth = width;
  layer->iVideoHeight = height;
  layer->fFrameRate = frames_per_second;
  layer->iSpatialBitrate = bits_per_second;
  layer->iMaxSpatialBitrate = UNSPECIFIED_BIT_RATE;
  layer->uiProfileIdc = PRO_BASELINE;
  *code = (*encoder)->InitializeExt(encoder, &parameters);
  if (*code == 0) {
    int format = videoFormatI420;
    *code = (*encoder)->SetOption(encoder, ENCODER_OPTION_DATAFORMAT, &format);
  }
  if (*code == 0) return encoder;
  WelsDestroySVCEncoder(encoder);
  return NULL;
}

static inline void usermedia_h264_destroy(ISVCEncoder *encoder) {
  (*encoder)->Uninitialize(encoder);
  WelsDestroySVCEncoder(encoder);
}

struct usermedia_h264_plane {
  const unsigned char *start;
  int stride;
};

// Encodes an I420 picture; its layers are then read from `info`.
static inline int usermedia_h264_encode(
    ISVCEncoder *encoder, int width, int height, struct usermedia_h264_plane y, struct usermedia_h264_plane u,
    struct usermedia_h264_plane v, long long milliseconds, bool key, SFrameBSInfo *info) {
  SSourcePicture picture = {
    .iColorFormat = videoFormatI420,
    .iStride = {y.stride, u.stride, v.stride},
    .pData = {(unsigned char *)y.start, (unsigned char *)u.start, (unsigned char *)v.start},
    .iPicWidth = width,
    .iPicHeight = height,
    .uiTimeStamp = milliseconds,
  };
  if (key) (*encoder)->ForceIntraFrame(encoder, true);
  return (*encoder)->EncodeFrame(encoder, &picture, info);
}

// The bytes of one of the `iLayerNum` layers.
static inline const unsigned char *usermedia_h264_layer(const SFrameBSInfo *info, int index, int *count) {
  const SLayerBSInfo *layer = &info->sLayerInfo[index];
  *count = 0;
  for (int unit = 0; unit < layer->iNalCount; unit++) *count += layer->pNalLengthInByte[unit];
  return layer->pBsBuf;
}
