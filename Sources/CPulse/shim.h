// libpulse: the PulseAudio client library, asynchronous API.

#pragma once

#include <pulse/pulseaudio.h>
#include <sys/eventfd.h>
