// What is in use of libdbus, the reference implementation of D-Bus. Nothing is linked with it,
// because it is loaded when it is first needed; its functions are called through a table.
//
// libdbus's headers are not included, as libpulse's are: pkg-config, which tells where they are, has
// every program linked with the library too. scripts/test-declarations checks all this against them.

#pragma once

#include <stdint.h>

typedef struct DBusConnection DBusConnection;
typedef struct DBusMessage DBusMessage;
typedef uint32_t dbus_bool_t;

struct DBusError {
  const char *name;
  const char *message;
  unsigned int flags;
  void *padding;
};
typedef struct DBusError DBusError;

struct DBusMessageIter {
  void *pointers[2];
  uint32_t numbers[10];
  void *padding[2];
};
typedef struct DBusMessageIter DBusMessageIter;

#define DBUS_MESSAGE_TYPE_SIGNAL 4

// Every function that is in use: what it returns, its name, what it takes.
#define USERMEDIA_DBUS(FUNCTION) \
  FUNCTION(dbus_bool_t, dbus_bus_set_unique_name, (DBusConnection *connection, const char *name)) \
  FUNCTION(void, dbus_connection_close, (DBusConnection *connection)) \
  FUNCTION(void, dbus_connection_flush, (DBusConnection *connection)) \
  FUNCTION(dbus_bool_t, dbus_connection_get_is_authenticated, (DBusConnection *connection)) \
  FUNCTION(dbus_bool_t, dbus_connection_get_is_connected, (DBusConnection *connection)) \
  FUNCTION(dbus_bool_t, dbus_connection_get_unix_fd, (DBusConnection *connection, int *file)) \
  FUNCTION(DBusConnection *, dbus_connection_open_private, (const char *address, DBusError *error)) \
  FUNCTION(DBusMessage *, dbus_connection_pop_message, (DBusConnection *connection)) \
  FUNCTION(dbus_bool_t, dbus_connection_read_write, (DBusConnection *connection, int milliseconds)) \
  FUNCTION(dbus_bool_t, dbus_connection_send, \
           (DBusConnection *connection, DBusMessage *message, uint32_t *serial)) \
  FUNCTION(DBusMessage *, dbus_connection_send_with_reply_and_block, \
           (DBusConnection *connection, DBusMessage *message, int milliseconds, DBusError *error)) \
  FUNCTION(void, dbus_connection_set_change_sigpipe, (dbus_bool_t changes)) \
  FUNCTION(void, dbus_connection_set_max_message_size, (DBusConnection *connection, long size)) \
  FUNCTION(void, dbus_connection_set_max_received_size, (DBusConnection *connection, long size)) \
  FUNCTION(void, dbus_connection_set_max_message_unix_fds, (DBusConnection *connection, long count)) \
  FUNCTION(void, dbus_connection_unref, (DBusConnection *connection)) \
  FUNCTION(void, dbus_error_free, (DBusError *error)) \
  FUNCTION(void, dbus_error_init, (DBusError *error)) \
  FUNCTION(DBusMessage *, dbus_message_demarshal, (const char *bytes, int count, DBusError *error)) \
  FUNCTION(const char *, dbus_message_get_interface, (DBusMessage *message)) \
  FUNCTION(const char *, dbus_message_get_member, (DBusMessage *message)) \
  FUNCTION(const char *, dbus_message_get_path, (DBusMessage *message)) \
  FUNCTION(const char *, dbus_message_get_sender, (DBusMessage *message)) \
  FUNCTION(int, dbus_message_get_type, (DBusMessage *message)) \
  FUNCTION(dbus_bool_t, dbus_message_iter_append_basic, \
           (DBusMessageIter *iterator, int type, const void *value)) \
  FUNCTION(dbus_bool_t, dbus_message_iter_close_container, \
           (DBusMessageIter *iterator, DBusMessageIter *inner)) \
  FUNCTION(int, dbus_message_iter_get_arg_type, (DBusMessageIter *iterator)) \
  FUNCTION(void, dbus_message_iter_get_basic, (DBusMessageIter *iterator, void *value)) \
  FUNCTION(dbus_bool_t, dbus_message_iter_init, (DBusMessage *message, DBusMessageIter *iterator)) \
  FUNCTION(void, dbus_message_iter_init_append, (DBusMessage *message, DBusMessageIter *iterator)) \
  FUNCTION(dbus_bool_t, dbus_message_iter_open_container, \
           (DBusMessageIter *iterator, int type, const char *signature, DBusMessageIter *inner)) \
  FUNCTION(DBusMessage *, dbus_message_new_method_call, \
           (const char *destination, const char *path, const char *interface, const char *method)) \
  FUNCTION(void, dbus_message_set_no_reply, (DBusMessage *message, dbus_bool_t no_reply)) \
  FUNCTION(void, dbus_message_unref, (DBusMessage *message)) \
  FUNCTION(dbus_bool_t, dbus_threads_init_default, (void))

#define USERMEDIA_DBUS_MEMBER(result, name, parameters) result(*_Nonnull name) parameters;
#define USERMEDIA_DBUS_NAME(result, name, parameters) #name " "

struct usermedia_dbus {
  USERMEDIA_DBUS(USERMEDIA_DBUS_MEMBER)
} __attribute__((swift_name("DBusFunctions")));

// The names of the functions in their order, with blanks between them.
__attribute__((swift_name("getter:DBusFunctions.names()")))
static inline const char *_Nonnull usermedia_dbus_names(void) {
  return USERMEDIA_DBUS(USERMEDIA_DBUS_NAME);
}
