// libv4lconvert, the converter of libv4l2.

#include "conversions.h"

#include <errno.h>
#include <libv4l-plugin.h>
#include <libv4lconvert.h>
#include <linux/videodev2.h>
#include <string.h>

/// Stands in for the camera that the library queries first; supports nothing.
static int no_camera(void *data, int file, unsigned long request, void *argument) {
  (void)data, (void)file;
  if (request == VIDIOC_QUERYCAP) {
    memset(argument, 0, sizeof(struct v4l2_capability));
    return 0;
  }
  errno = ENOTTY;
  return -1;
}

int v4lconvert_yuyv_to_i420(const uint8_t *source, uint8_t *target, int width, int height) {
  static const struct libv4l_dev_ops camera = {.ioctl = no_camera};
  static struct v4lconvert_data *converter;
  if (!converter) converter = v4lconvert_create_with_dev_ops(-1, NULL, &camera);
  if (!converter) return -1;
  struct v4l2_format from = {.type = V4L2_BUF_TYPE_VIDEO_CAPTURE};
  from.fmt.pix.width = (unsigned int)width;
  from.fmt.pix.height = (unsigned int)height;
  struct v4l2_format to = from;
  int taken = width * height * 2, given = width * height * 3 / 2;
  from.fmt.pix.pixelformat = V4L2_PIX_FMT_YUYV;
  from.fmt.pix.bytesperline = (unsigned int)width * 2;
  from.fmt.pix.sizeimage = (unsigned int)taken;
  to.fmt.pix.pixelformat = V4L2_PIX_FMT_YUV420;
  to.fmt.pix.bytesperline = (unsigned int)width;
  to.fmt.pix.sizeimage = (unsigned int)given;
  int count = v4lconvert_convert(converter, &from, &to, (unsigned char *)source, taken, target, given);
  return count == given ? 0 : -1;
}
