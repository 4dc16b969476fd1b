// Preloaded into a program. Writes $FAULT_TEXT to $FAULT_FILE just before the program's system call
// reaches the kernel for the $FAULT_COUNT-th time. $FAULT_CALL is `open` (of a camera), `close` (of
// that camera, after streaming), or the number of an ioctl(2) request.

#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <linux/videodev2.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static atomic_int calls;
static atomic_int camera = -1;
static atomic_int has_streamed;

static int is(const char *call) {
  const char *wanted = getenv("FAULT_CALL");
  return wanted && !strcmp(wanted, call);
}

static void called(void) {
  if (atomic_fetch_add(&calls, 1) + 1 != atoi(getenv("FAULT_COUNT"))) return;
  int (*next)(const char *, int, ...) = dlsym(RTLD_NEXT, "open");
  int file = next(getenv("FAULT_FILE"), O_WRONLY | O_CLOEXEC);
  const char *text = getenv("FAULT_TEXT");
  if (file < 0 || write(file, text, strlen(text)) < 0) abort();
  int (*next_close)(int) = dlsym(RTLD_NEXT, "close");
  next_close(file);
}

int open(const char *path, int flags, ...) {
  va_list arguments;
  va_start(arguments, flags);
  int mode = va_arg(arguments, int);
  va_end(arguments);
  int is_camera = !strncmp(path, "/dev/video", 10);
  if (is_camera && is("open")) called();
  int (*next)(const char *, int, ...) = dlsym(RTLD_NEXT, "open");
  int file = next(path, flags, mode);
  if (is_camera && (flags & O_ACCMODE) == O_RDWR) camera = file;
  return file;
}

int close(int file) {
  if (file >= 0 && file == camera && has_streamed && is("close")) called();
  int (*next)(int) = dlsym(RTLD_NEXT, "close");
  return next(file);
}

int ioctl(int file, unsigned long request, ...) {
  va_list arguments;
  va_start(arguments, request);
  void *argument = va_arg(arguments, void *);
  va_end(arguments);
  if (request == VIDIOC_STREAMOFF) has_streamed = 1;
  const char *wanted = getenv("FAULT_CALL");
  if (wanted && (unsigned)strtoul(wanted, NULL, 0) == (unsigned)request) called();
  int (*next)(int, unsigned long, ...) = dlsym(RTLD_NEXT, "ioctl");
  return next(file, request, argument);
}
