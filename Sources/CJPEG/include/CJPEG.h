// One JPEG decoded to its planes, by libjpeg's own interface.
//
// TurboJPEG decodes six samplings and reports only the first of its warnings. libjpeg decodes every
// sampling and reports each warning by number, but it returns from errors by longjmp, which must not
// cross Swift: it stays within one call of the function below.

#pragma once

#include <stddef.h>

/// A part of a file. The parts of a file are read one after another, as if they were one piece.
struct usermedia_jpeg_part {
  const unsigned char *start;
  size_t count;
};

/// Where a component's samples go: whole blocks of 8x8 samples, also at the right and lower edge.
struct usermedia_jpeg_plane {
  unsigned char *start;
  size_t stride;
  unsigned blocks_across;
  unsigned blocks_down;
};

/// The picture that the caller expects, and has memory for.
struct usermedia_jpeg_picture {
  unsigned width;
  unsigned height;
  int plane_count;
  struct usermedia_jpeg_plane planes[3];
};

/// What a file may cost at most.
struct usermedia_jpeg_limits {
  /// Blocks that all its scans together decode.
  unsigned long long blocks;
  /// Bytes of libjpeg's own memory.
  long memory;
};

/// Bytes of the text of a failure, with the zero at its end.
enum { usermedia_jpeg_text_size = 200 };

/// Decodes a file into the planes of `picture`. A file without an end marker is decoded if all of
/// its blocks are there.
/// @return 0, or -1 and in `text` what libjpeg says of it.
int usermedia_jpeg_decode(
    const struct usermedia_jpeg_part *parts, size_t part_count,
    const struct usermedia_jpeg_picture *picture, struct usermedia_jpeg_limits limits,
    char text[usermedia_jpeg_text_size]);
