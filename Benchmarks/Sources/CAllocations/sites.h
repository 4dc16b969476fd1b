#pragma once

#include <stddef.h>

// Called for each allocation.
void trace_allocation(size_t size);
