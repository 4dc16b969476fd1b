// Makes the system calls that a frame can't do without and no others, for capture_cost.py: the least
// that a loop over frames costs.
//
// Usage: BareCapture DEVICE WIDTH HEIGHT RATE FRAMES loop|wake
//
// It waits with epoll, as a thread must that also serves other cameras. With `wake`, it wakes another
// thread for each frame, as any consumer must that doesn't run on the capture thread.

#define _GNU_SOURCE
#include <fcntl.h>
#include <linux/futex.h>
#include <linux/videodev2.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

enum { BUFFERS = 4 };

static atomic_int frames;

static void check(int result, const char *call) {
  if (result >= 0) return;
  perror(call);
  exit(1);
}

static void request(int camera, unsigned long code, void *argument, const char *name) {
  check(ioctl(camera, code, argument), name);
}

static void *consume(void *unused) {
  for (int seen = 0;; seen = atomic_load(&frames))
    while (atomic_load(&frames) == seen)
      syscall(SYS_futex, &frames, FUTEX_WAIT_PRIVATE, seen, NULL, NULL, 0);
  return unused;
}

static void configure(int camera, char **mode) {
  struct v4l2_format format = {.type = V4L2_BUF_TYPE_VIDEO_CAPTURE};
  format.fmt.pix.width = atoi(mode[0]);
  format.fmt.pix.height = atoi(mode[1]);
  format.fmt.pix.pixelformat = V4L2_PIX_FMT_YUYV;
  request(camera, VIDIOC_S_FMT, &format, "VIDIOC_S_FMT");
  struct v4l2_streamparm rate = {.type = format.type};
  rate.parm.capture.timeperframe = (struct v4l2_fract){1, atoi(mode[2])};
  request(camera, VIDIOC_S_PARM, &rate, "VIDIOC_S_PARM");
}

static void start(int camera) {
  struct v4l2_requestbuffers buffers = {
      .count = BUFFERS, .type = V4L2_BUF_TYPE_VIDEO_CAPTURE, .memory = V4L2_MEMORY_MMAP};
  request(camera, VIDIOC_REQBUFS, &buffers, "VIDIOC_REQBUFS");
  for (unsigned index = 0; index < buffers.count; index++) {
    struct v4l2_buffer buffer = {.index = index, .type = buffers.type, .memory = buffers.memory};
    request(camera, VIDIOC_QUERYBUF, &buffer, "VIDIOC_QUERYBUF");
    mmap(NULL, buffer.length, PROT_READ, MAP_SHARED, camera, buffer.m.offset);
    request(camera, VIDIOC_QBUF, &buffer, "VIDIOC_QBUF");
  }
  request(camera, VIDIOC_STREAMON, &buffers.type, "VIDIOC_STREAMON");
}

int main(int count, char **arguments) {
  if (count != 7) {
    fprintf(stderr, "wrong usage, see this program's source\n");
    return 64;
  }
  int camera = open(arguments[1], O_RDWR | O_NONBLOCK);
  check(camera, arguments[1]);
  configure(camera, arguments + 2);
  start(camera);
  int limit = atoi(arguments[5]), wakes = strcmp(arguments[6], "wake") == 0;
  pthread_t consumer;
  if (wakes) pthread_create(&consumer, NULL, consume, NULL);
  int epoll = epoll_create1(0);
  struct epoll_event event = {.events = EPOLLIN | EPOLLPRI};
  check(epoll_ctl(epoll, EPOLL_CTL_ADD, camera, &event), "epoll_ctl");
  while (atomic_load(&frames) < limit) {
    check(epoll_wait(epoll, &event, 1, -1), "epoll_wait");
    struct v4l2_buffer taken = {.type = V4L2_BUF_TYPE_VIDEO_CAPTURE, .memory = V4L2_MEMORY_MMAP};
    request(camera, VIDIOC_DQBUF, &taken, "VIDIOC_DQBUF");
    struct v4l2_buffer returned = {.index = taken.index, .type = taken.type, .memory = taken.memory};
    request(camera, VIDIOC_QBUF, &returned, "VIDIOC_QBUF");
    atomic_fetch_add(&frames, 1);
    if (wakes) syscall(SYS_futex, &frames, FUTEX_WAKE_PRIVATE, 1, NULL, NULL, 0);
  }
}
