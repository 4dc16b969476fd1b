#pragma once

/// How often this process has asked for memory, and for how many bytes in all. Counted in the
/// functions themselves, which this program has instead of the C library's.
struct allocations {
  long count;
  long bytes;
};

struct allocations allocations_so_far(void);
