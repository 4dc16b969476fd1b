#include "CJPEG.h"

#include <setjmp.h>
#include <stdio.h>
#include <string.h>

#include <jpeglib.h>
#include <jerror.h>

_Static_assert(usermedia_jpeg_text_size >= JMSG_LENGTH_MAX, "a message of libjpeg fits");

/// Stray bytes before a marker that many webcams leave: ten and less, where decoding that lost its
/// way leaves many.
static const int most_stray_bytes = 32;

struct decoder {
  struct jpeg_decompress_struct jpeg;
  struct jpeg_error_mgr errors;
  struct jpeg_source_mgr source;
  struct jpeg_progress_mgr progress;
  const struct usermedia_jpeg_part *parts;
  size_t part_count;
  struct usermedia_jpeg_limits limits;
  char *text;
  jmp_buf failed;
};

static void fail(struct decoder *decoder, const char *text) {
  snprintf(decoder->text, usermedia_jpeg_text_size, "%s", text);
  longjmp(decoder->failed, 1);
}

static void error_exit(j_common_ptr jpeg) {
  struct decoder *decoder = jpeg->client_data;
  jpeg->err->format_message(jpeg, decoder->text);
  longjmp(decoder->failed, 1);
}

/// Ends the decoding at the first warning that costs a pixel (jerror.h).
static void emit_message(j_common_ptr jpeg, int level) {
  struct decoder *decoder = jpeg->client_data;
  if (level >= 0) return;
  switch (jpeg->err->msg_code) {
  case JWRN_JFIF_MAJOR:
  case JWRN_ADOBE_XFORM:
  case JWRN_JPEG_EOF: // Blocks that are missing then have a warning of their own.
    return;
  case JWRN_EXTRANEOUS_DATA:
    // Between headers it costs nothing, whatever its length.
    if (decoder->jpeg.input_scan_number == 0) return;
    if (jpeg->err->msg_parm.i[0] <= most_stray_bytes) return;
    break;
  default:
    break;
  }
  error_exit(jpeg);
}

static void output_message(j_common_ptr jpeg) { (void)jpeg; }

static void init_source(j_decompress_ptr jpeg) { (void)jpeg; }

/// Goes on with the next part; behind the last one there is an end marker, over and over.
static boolean fill_input_buffer(j_decompress_ptr jpeg) {
  static const JOCTET end[] = {0xff, JPEG_EOI};
  struct decoder *decoder = jpeg->client_data;
  while (decoder->part_count > 0) {
    const struct usermedia_jpeg_part part = *decoder->parts;
    decoder->parts += 1;
    decoder->part_count -= 1;
    if (part.count == 0) continue;
    jpeg->src->next_input_byte = part.start;
    jpeg->src->bytes_in_buffer = part.count;
    return TRUE;
  }
  WARNMS(jpeg, JWRN_JPEG_EOF);
  jpeg->src->next_input_byte = end;
  jpeg->src->bytes_in_buffer = sizeof end;
  return TRUE;
}

static void skip_input_data(j_decompress_ptr jpeg, long count) {
  struct decoder *decoder = jpeg->client_data;
  while (count > 0 && (size_t)count > jpeg->src->bytes_in_buffer) {
    // Not through the end marker, which would be skipped for as long as a length says.
    if (decoder->part_count == 0) ERREXIT(jpeg, JERR_INPUT_EOF);
    count -= (long)jpeg->src->bytes_in_buffer;
    fill_input_buffer(jpeg);
  }
  if (count <= 0) return;
  jpeg->src->next_input_byte += count;
  jpeg->src->bytes_in_buffer -= (size_t)count;
}

static void term_source(j_decompress_ptr jpeg) { (void)jpeg; }

/// Counts a row of blocks, of the scan that is read or of the picture that is written. A scan that
/// refines nothing costs its row all the same, and takes no more than a few bytes of the file.
static void count_row(j_common_ptr common) {
  struct decoder *decoder = common->client_data;
  const struct jpeg_decompress_struct *jpeg = &decoder->jpeg;
  unsigned long long blocks = 0;
  for (int index = 0; index < jpeg->comps_in_scan; index++) {
    const jpeg_component_info *component = jpeg->cur_comp_info[index];
    blocks += (unsigned long long)component->width_in_blocks * (unsigned)component->v_samp_factor;
  }
  if (blocks > decoder->limits.blocks) fail(decoder, "the file has too many scans");
  decoder->limits.blocks -= blocks;
}

static void check(struct decoder *decoder, const struct usermedia_jpeg_picture *picture) {
  const struct jpeg_decompress_struct *jpeg = &decoder->jpeg;
  if (jpeg->image_width != picture->width || jpeg->image_height != picture->height ||
      jpeg->num_components != picture->plane_count)
    fail(decoder, "the frame header is not the one that was expected");
  for (int index = 0; index < picture->plane_count; index++) {
    const jpeg_component_info *component = &jpeg->comp_info[index];
    const struct usermedia_jpeg_plane *plane = &picture->planes[index];
    if (component->width_in_blocks != plane->blocks_across ||
        component->height_in_blocks != plane->blocks_down ||
        plane->stride < (size_t)DCTSIZE * plane->blocks_across)
      fail(decoder, "a component is not of the size that was expected");
  }
}

static void read_rows(struct decoder *decoder, const struct usermedia_jpeg_picture *picture) {
  struct jpeg_decompress_struct *jpeg = &decoder->jpeg;
  JSAMPROW rows[3][MAX_SAMP_FACTOR * DCTSIZE];
  JSAMPARRAY planes[3] = {rows[0], rows[1], rows[2]};
  const JDIMENSION lines = (JDIMENSION)jpeg->max_v_samp_factor * DCTSIZE;
  for (JDIMENSION group = 0; jpeg->output_scanline < jpeg->output_height; group++) {
    for (int index = 0; index < picture->plane_count; index++) {
      const struct usermedia_jpeg_plane *plane = &picture->planes[index];
      const JDIMENSION count = (JDIMENSION)jpeg->comp_info[index].v_samp_factor * DCTSIZE;
      for (JDIMENSION row = 0; row < count; row++) {
        const JDIMENSION y = group * count + row;
        // libjpeg writes no block that lies wholly below the picture.
        rows[index][row] =
            plane->start + (y < plane->blocks_down * DCTSIZE ? y : 0) * plane->stride;
      }
    }
    jpeg_read_raw_data(jpeg, planes, lines);
  }
}

static void decode(struct decoder *decoder, const struct usermedia_jpeg_picture *picture) {
  struct jpeg_decompress_struct *jpeg = &decoder->jpeg;
  jpeg_read_header(jpeg, TRUE);
  check(decoder, picture);
  jpeg->raw_data_out = TRUE;
  jpeg->out_color_space = jpeg->jpeg_color_space;
  jpeg->dct_method = JDCT_ISLOW;
  jpeg->mem->max_memory_to_use = decoder->limits.memory;
  jpeg_start_decompress(jpeg);
  // Again, because a frame header among the scans would have changed it.
  check(decoder, picture);
  read_rows(decoder, picture);
  for (int index = 0; index < picture->plane_count; index++)
    if (jpeg->comp_info[index].quant_table == NULL) fail(decoder, "a component has no scan");
  jpeg_finish_decompress(jpeg);
}

/// Apart from its caller, whose variables a return by longjmp leaves as they are.
static int run(struct decoder *decoder, const struct usermedia_jpeg_picture *picture) {
  if (setjmp(decoder->failed) != 0) {
    jpeg_destroy_decompress(&decoder->jpeg);
    return -1;
  }
  jpeg_create_decompress(&decoder->jpeg);
  decoder->jpeg.src = &decoder->source;
  decoder->jpeg.progress = &decoder->progress;
  decode(decoder, picture);
  jpeg_destroy_decompress(&decoder->jpeg);
  return 0;
}

int usermedia_jpeg_decode(
    const struct usermedia_jpeg_part *parts, size_t part_count,
    const struct usermedia_jpeg_picture *picture, struct usermedia_jpeg_limits limits,
    char text[usermedia_jpeg_text_size]) {
  struct decoder decoder;
  memset(&decoder, 0, sizeof decoder);
  decoder.parts = parts;
  decoder.part_count = part_count;
  decoder.limits = limits;
  decoder.text = text;
  decoder.jpeg.err = jpeg_std_error(&decoder.errors);
  decoder.jpeg.client_data = &decoder;
  decoder.errors.error_exit = error_exit;
  decoder.errors.emit_message = emit_message;
  decoder.errors.output_message = output_message;
  decoder.source.init_source = init_source;
  decoder.source.fill_input_buffer = fill_input_buffer;
  decoder.source.skip_input_data = skip_input_data;
  decoder.source.resync_to_restart = jpeg_resync_to_restart;
  decoder.source.term_source = term_source;
  decoder.progress.progress_monitor = count_row;
  return run(&decoder, picture);
}
