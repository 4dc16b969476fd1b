// libv4l2 and the kernel's V4L2 interface (linux/videodev2.h).

#pragma once

#include <libv4l2.h>
#include <linux/videodev2.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/ioctl.h>

// ioctl and v4l2_ioctl are variadic, which Swift cannot call.
static inline int usermedia_ioctl(int fd, unsigned long request, void *argument) {
  return ioctl(fd, request, argument);
}

static inline int usermedia_v4l2_ioctl(int fd, unsigned long request, void *argument) {
  return v4l2_ioctl(fd, request, argument);
}
