// libv4l2 and the kernel's V4L2 interface (linux/videodev2.h).

#pragma once

#include <libv4l2.h>
#include <libv4lconvert.h>
#include <linux/mman.h>
#include <linux/videodev2.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/sysmacros.h>
#include <sys/timerfd.h>

// sys/mman.h declares mremap only under _GNU_SOURCE, which would make fd_set differ from Glibc's
// module.
extern void *mremap(void *address, size_t size, size_t new_size, int flags, ...);

// ioctl, v4l2_ioctl, mremap and prctl are variadic, and Swift can't call variadic functions.
static inline int usermedia_ioctl(int fd, unsigned long request, void *argument) {
  return ioctl(fd, request, argument);
}

static inline int usermedia_v4l2_ioctl(int fd, unsigned long request, void *argument) {
  return v4l2_ioctl(fd, request, argument);
}

static inline void *usermedia_mremap_over(void *source, size_t size, void *target) {
  return mremap(source, size, size, MREMAP_MAYMOVE | MREMAP_FIXED, target);
}

static inline void usermedia_name_thread(const char *name) {
  prctl(PR_SET_NAME, name);
}

// Swift doesn't import macros that contain a cast or sizeof.
#define USERMEDIA_REQUEST(name) static const unsigned long usermedia_##name = name

USERMEDIA_REQUEST(VIDIOC_QUERYCAP);
USERMEDIA_REQUEST(VIDIOC_ENUM_FMT);
USERMEDIA_REQUEST(VIDIOC_ENUM_FRAMESIZES);
USERMEDIA_REQUEST(VIDIOC_ENUM_FRAMEINTERVALS);
USERMEDIA_REQUEST(VIDIOC_G_FMT);
USERMEDIA_REQUEST(VIDIOC_TRY_FMT);
USERMEDIA_REQUEST(VIDIOC_S_FMT);
USERMEDIA_REQUEST(VIDIOC_G_PARM);
USERMEDIA_REQUEST(VIDIOC_S_PARM);
USERMEDIA_REQUEST(VIDIOC_QUERYCTRL);
USERMEDIA_REQUEST(VIDIOC_QUERYMENU);
USERMEDIA_REQUEST(VIDIOC_G_CTRL);
USERMEDIA_REQUEST(VIDIOC_S_CTRL);
USERMEDIA_REQUEST(VIDIOC_REQBUFS);
USERMEDIA_REQUEST(VIDIOC_CREATE_BUFS);
USERMEDIA_REQUEST(VIDIOC_QUERYBUF);
USERMEDIA_REQUEST(VIDIOC_QBUF);
USERMEDIA_REQUEST(VIDIOC_DQBUF);
USERMEDIA_REQUEST(VIDIOC_STREAMON);
USERMEDIA_REQUEST(VIDIOC_STREAMOFF);
USERMEDIA_REQUEST(VIDIOC_SUBSCRIBE_EVENT);
USERMEDIA_REQUEST(VIDIOC_DQEVENT);
USERMEDIA_REQUEST(VIDIOC_QUERY_DV_TIMINGS);
USERMEDIA_REQUEST(VIDIOC_S_DV_TIMINGS);

#undef USERMEDIA_REQUEST
