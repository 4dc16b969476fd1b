// XCB: the X protocol's core and the extensions MIT-SHM, DAMAGE, Composite, XFIXES and RandR.

#pragma once

#include <linux/memfd.h>
#include <sys/socket.h>
#include <xcb/composite.h>
#include <xcb/damage.h>
#include <xcb/randr.h>
#include <xcb/shm.h>
#include <xcb/xcb.h>
#include <xcb/xcbext.h>
#include <xcb/xfixes.h>

// sys/mman.h declares it under _GNU_SOURCE only, with which fd_set would differ from Glibc's module.
extern int memfd_create(const char *name, unsigned int flags);

// A file that lies in memory alone, and that programs started from here do not get.
static inline int usermedia_memory_file(const char *name) {
  return memfd_create(name, MFD_CLOEXEC);
}

// Swift does not read C's global variables, which other threads might change.
#define USERMEDIA_EXTENSION(name) \
  static inline const xcb_query_extension_reply_t *usermedia_##name(xcb_connection_t *connection) { \
    return xcb_get_extension_data(connection, &xcb_##name##_id); \
  }

USERMEDIA_EXTENSION(shm)
USERMEDIA_EXTENSION(damage)
USERMEDIA_EXTENSION(composite)
USERMEDIA_EXTENSION(xfixes)
USERMEDIA_EXTENSION(randr)

#undef USERMEDIA_EXTENSION
