// Fails to compile if our declarations of libdbus differ from its own.

#define DBusError OurError
#define DBusMessageIter OurMessageIter
#include "shim.h"
#undef DBusError
#undef DBusMessageIter

#include <dbus/dbus.h>
#include <stddef.h>

// Each is declared twice, identically.
#define DECLARATION(result, name, parameters) result name parameters;
USERMEDIA_DBUS(DECLARATION)
USERMEDIA_DBUS_SERVICE(DECLARATION)

_Static_assert(sizeof(OurError) == sizeof(DBusError), "DBusError");
_Static_assert(offsetof(OurError, name) == offsetof(DBusError, name), "its name");
_Static_assert(offsetof(OurError, message) == offsetof(DBusError, message), "its message");
_Static_assert(sizeof(OurMessageIter) == sizeof(DBusMessageIter), "DBusMessageIter");
_Static_assert(_Alignof(OurMessageIter) == _Alignof(DBusMessageIter), "its alignment");
