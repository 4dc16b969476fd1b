"""Shows a window and prints its id; reads the commands `resize` and `close` from standard input."""

import ctypes
import sys

x11 = ctypes.CDLL("libX11.so.6")
x11.XOpenDisplay.restype = x11.XDefaultRootWindow.restype = x11.XCreateSimpleWindow.restype = ctypes.c_void_p
display = ctypes.c_void_p(x11.XOpenDisplay(None))
root = ctypes.c_void_p(x11.XDefaultRootWindow(display))
window = ctypes.c_void_p(x11.XCreateSimpleWindow(display, root, 20, 20, 300, 200, 0, 0, ctypes.c_ulong(0xff0000)))
x11.XMapWindow(display, window)
x11.XSync(display, False)
print(window.value, flush=True)
for line in sys.stdin:
    if line == "resize\n":
        x11.XResizeWindow(display, window, 402, 150)
    else:
        x11.XDestroyWindow(display, window)
    x11.XSync(display, False)
