#pragma once

// What has been asked of malloc and its kind by all threads, since the start of the process.
struct allocations {
  long count;
  long bytes;
};

struct allocations allocations_so_far(void);

// Notes from where memory is asked for from now on, or no longer.
void trace_allocations(int on);

// The places from which memory was asked for meanwhile: the addresses of calls, the innermost first, as
// offsets into the program's file, for nm to name; 0 for those of its libraries.
enum { allocation_depth = 12 };
struct allocation_site {
  unsigned long calls[allocation_depth];
  long count;
  long bytes;
};

// The number of those places; how far the array is valid.
long allocation_sites(const struct allocation_site **sites);
