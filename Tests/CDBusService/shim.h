// The libdbus functions that a test's service needs in addition to the portal driver's.

#pragma once

#include "../../Sources/CDBus/shim.h"

#define USERMEDIA_DBUS_SERVICE(FUNCTION) \
  FUNCTION(dbus_bool_t, dbus_bus_register, (DBusConnection *connection, DBusError *error)) \
  FUNCTION(int, dbus_bus_request_name, \
           (DBusConnection *connection, const char *name, unsigned int flags, DBusError *error)) \
  FUNCTION(void, dbus_connection_set_exit_on_disconnect, (DBusConnection *connection, dbus_bool_t exits)) \
  FUNCTION(DBusMessage *, dbus_message_new_error, \
           (DBusMessage *call, const char *name, const char *text)) \
  FUNCTION(DBusMessage *, dbus_message_new_method_return, (DBusMessage *call)) \
  FUNCTION(DBusMessage *, dbus_message_new_signal, \
           (const char *path, const char *interface, const char *name)) \
  FUNCTION(dbus_bool_t, dbus_message_set_destination, (DBusMessage *message, const char *destination))

struct usermedia_dbus_service {
  USERMEDIA_DBUS_SERVICE(USERMEDIA_DBUS_MEMBER)
} __attribute__((swift_name("DBusServiceFunctions")));

// The functions' names in order, separated by spaces.
__attribute__((swift_name("getter:DBusServiceFunctions.names()")))
static inline const char *_Nonnull usermedia_dbus_service_names(void) {
  return USERMEDIA_DBUS_SERVICE(USERMEDIA_DBUS_NAME);
}
