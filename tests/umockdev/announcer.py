"""Tells udev's listeners in this network namespace of devices: each line on standard input is an event's properties."""

import json
import socket
import struct
import sys

NETLINK_KOBJECT_UEVENT = 15
LISTENERS_OF_UDEV = 2
HEADER_BYTES = 40
MAGIC = 0xFEEDCAFE


def message(properties):
    body = b''.join(f'{key}={value}'.encode() + b'\0' for key, value in properties.items())
    sizes = struct.pack('=III', HEADER_BYTES, HEADER_BYTES, len(body))
    filters = struct.pack('=IIII', 0, 0, 0, 0)
    return b'libudev\0' + struct.pack('>I', MAGIC) + sizes + filters + body


def main():
    to_listeners = socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, NETLINK_KOBJECT_UEVENT)
    for line in sys.stdin:
        try:
            to_listeners.sendto(message(json.loads(line)), (0, LISTENERS_OF_UDEV))
        except ConnectionRefusedError:
            pass  # Nobody listens.
        print('sent', flush=True)


main()
