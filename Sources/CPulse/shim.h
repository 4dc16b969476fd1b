// libpulse: the PulseAudio client library's asynchronous API. It isn't linked, but loaded on first
// use; its functions are called through a table.

#pragma once

#include <pulse/pulseaudio.h>
#include <sys/eventfd.h>
#include <sys/prctl.h>

// Every function in use.
#define USERMEDIA_PULSE(FUNCTION) \
  FUNCTION(pa_bytes_to_usec) \
  FUNCTION(pa_channel_map_init_extend) \
  FUNCTION(pa_context_connect) \
  FUNCTION(pa_context_disconnect) \
  FUNCTION(pa_context_errno) \
  FUNCTION(pa_context_get_card_info_list) \
  FUNCTION(pa_context_get_client_info_list) \
  FUNCTION(pa_context_get_index) \
  FUNCTION(pa_context_get_module_info_list) \
  FUNCTION(pa_context_get_server) \
  FUNCTION(pa_context_get_server_info) \
  FUNCTION(pa_context_get_sink_info_list) \
  FUNCTION(pa_context_get_sink_input_info_list) \
  FUNCTION(pa_context_get_source_info_by_name) \
  FUNCTION(pa_context_get_source_info_list) \
  FUNCTION(pa_context_get_state) \
  FUNCTION(pa_context_load_module) \
  FUNCTION(pa_context_move_sink_input_by_name) \
  FUNCTION(pa_context_new) \
  FUNCTION(pa_context_rttime_new) \
  FUNCTION(pa_context_rttime_restart) \
  FUNCTION(pa_context_set_state_callback) \
  FUNCTION(pa_context_set_subscribe_callback) \
  FUNCTION(pa_context_subscribe) \
  FUNCTION(pa_context_unload_module) \
  FUNCTION(pa_context_unref) \
  FUNCTION(pa_mainloop_free) \
  FUNCTION(pa_mainloop_get_api) \
  FUNCTION(pa_mainloop_new) \
  FUNCTION(pa_mainloop_quit) \
  FUNCTION(pa_mainloop_run) \
  FUNCTION(pa_mainloop_set_poll_func) \
  FUNCTION(pa_operation_cancel) \
  FUNCTION(pa_operation_get_state) \
  FUNCTION(pa_operation_set_state_callback) \
  FUNCTION(pa_operation_unref) \
  FUNCTION(pa_proplist_gets) \
  FUNCTION(pa_rtclock_now) \
  FUNCTION(pa_stream_connect_record) \
  FUNCTION(pa_stream_disconnect) \
  FUNCTION(pa_stream_drop) \
  FUNCTION(pa_stream_get_buffer_attr) \
  FUNCTION(pa_stream_get_context) \
  FUNCTION(pa_stream_get_device_name) \
  FUNCTION(pa_stream_get_sample_spec) \
  FUNCTION(pa_stream_get_state) \
  FUNCTION(pa_stream_get_timing_info) \
  FUNCTION(pa_stream_is_suspended) \
  FUNCTION(pa_stream_new) \
  FUNCTION(pa_stream_peek) \
  FUNCTION(pa_stream_readable_size) \
  FUNCTION(pa_stream_set_latency_update_callback) \
  FUNCTION(pa_stream_set_moved_callback) \
  FUNCTION(pa_stream_set_read_callback) \
  FUNCTION(pa_stream_set_state_callback) \
  FUNCTION(pa_stream_set_suspended_callback) \
  FUNCTION(pa_stream_unref) \
  FUNCTION(pa_stream_update_timing_info) \
  FUNCTION(pa_strerror)

#define USERMEDIA_MEMBER(name) __typeof__(&name) _Nonnull name;
#define USERMEDIA_NAME(name) #name " "

struct usermedia_pulse {
  USERMEDIA_PULSE(USERMEDIA_MEMBER)
} __attribute__((swift_name("PulseFunctions")));

// The functions' names in order, separated by spaces.
__attribute__((swift_name("getter:PulseFunctions.names()")))
static inline const char *_Nonnull usermedia_pulse_names(void) {
  return USERMEDIA_PULSE(USERMEDIA_NAME);
}

#undef USERMEDIA_MEMBER
#undef USERMEDIA_NAME

// prctl is variadic, and Swift doesn't import variadic functions.
__attribute__((swift_name("nameThisThread(_:)")))
static inline void usermedia_name_this_thread(const char *_Nonnull name) {
  prctl(PR_SET_NAME, name);
}
