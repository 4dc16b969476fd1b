#define _GNU_SOURCE
#include "sites.h"

#include <execinfo.h>
#include <pthread.h>
#include <stdatomic.h>
#include <string.h>

#include "allocations.h"

// Defined by the linker: the program's address range in memory.
extern const char __executable_start, end;

enum { maximum_sites = 512, own_frames = 2 };
static struct allocation_site sites[maximum_sites];
static long site_count;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static atomic_int is_tracing;
static _Thread_local int is_inside;

void trace_allocations(int on) {
  void *frame;
  backtrace(&frame, 1); // loads the unwinder, which allocates memory itself
  atomic_store(&is_tracing, on);
}

long allocation_sites(const struct allocation_site **result) {
  *result = sites;
  return site_count;
}

void trace_allocation(size_t size) {
  if (!atomic_load_explicit(&is_tracing, memory_order_relaxed) || is_inside) return;
  is_inside = 1;
  void *frames[allocation_depth + own_frames];
  int count = backtrace(frames, allocation_depth + own_frames);
  unsigned long calls[allocation_depth] = {0};
  for (int i = own_frames; i < count; i++) {
    const char *call = frames[i];
    if (call >= &__executable_start && call < &end) calls[i - own_frames] = call - &__executable_start;
  }
  pthread_mutex_lock(&lock);
  long i = 0;
  while (i < site_count && memcmp(sites[i].calls, calls, sizeof calls) != 0) i++;
  if (i < maximum_sites) {
    if (i == site_count) memcpy(sites[site_count++].calls, calls, sizeof calls);
    sites[i].count++;
    sites[i].bytes += (long)size;
  }
  pthread_mutex_unlock(&lock);
  is_inside = 0;
}
