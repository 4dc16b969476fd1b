#pragma once

// Allocations by all threads since the process started: malloc, calloc, realloc and aligned ones.
struct allocations {
  long count;
  long bytes;
};

struct allocations allocations_so_far(void);

// Starts or stops recording the call sites of allocations.
void trace_allocations(int on);

// A recorded call site: return addresses, innermost first, as offsets into the program's file for
// nm to name; 0 for those in libraries.
enum { allocation_depth = 12 };
struct allocation_site {
  unsigned long calls[allocation_depth];
  long count;
  long bytes;
};

// The number of recorded call sites, and the array of them.
long allocation_sites(const struct allocation_site **sites);
