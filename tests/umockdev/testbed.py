"""Plays a kernel and its udevd to one program: devices come and go in a mocked /sys, and events are sent.

Run under umockdev-wrapper, in a network namespace of its own. The arguments are the program; its lines go to our
standard output. Each line on standard input is a JSON object: `add` (a device) or `remove` (its name), with `tells`
when udevd says so, or `say`, a line for the program. Its exit code is the last line.
"""

import json
import os
import subprocess
import sys
import threading

import gi

gi.require_version('UMockdev', '1.0')
from gi.repository import UMockdev  # noqa: E402

ANNOUNCER = os.path.join(os.path.dirname(os.path.abspath(__file__)), 'announcer.py')

# The address last: a list that is taken meanwhile skips a device without one.
ATTRIBUTES = {
    'serial': None,
    'idVendor': None,
    'idProduct': None,
    'bcdDevice': '0100',
    'version': ' 2.00',
    'bDeviceClass': '00',
    'bDeviceSubClass': '00',
    'bDeviceProtocol': '00',
    'bMaxPacketSize0': '64',
    'bConfigurationValue': '1',
    'speed': '480',
    'devpath': None,
    'busnum': None,
    'devnum': None,
}


class Bench:
    def __init__(self):
        self.testbed = UMockdev.Testbed.new()
        self.plugged = {}
        if 'WITHOUT_BUS' not in os.environ:
            # The folder of the bus is there as long as anything is on it.
            self.add({'name': 'usb1', 'busnum': '1', 'devnum': '1'}, False)
        # The preloaded library would keep the message from the kernel.
        plain = {name: value for name, value in os.environ.items() if name != 'LD_PRELOAD'}
        self.announcer = subprocess.Popen(
            [sys.executable, ANNOUNCER], env=plain, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def add(self, device, tells):
        name = device['name']
        values = {**ATTRIBUTES, **{key: value for key, value in device.items() if key != 'name'}}
        attributes = [part for key, value in values.items() if value is not None for part in (key, value)]
        path = self.testbed.add_device('usb', name, None, attributes, ['DEVTYPE', 'usb_device'])
        self.plugged[name] = (path, device)
        if tells:
            self.announce('add', name)

    def remove(self, name, tells):
        path, _ = self.plugged[name]
        self.testbed.remove_device(path)
        if tells:
            self.announce('remove', name)
        del self.plugged[name]

    def announce(self, action, name):
        path, device = self.plugged[name]
        properties = {
            'ACTION': action,
            'DEVPATH': path.removeprefix('/sys'),
            'SUBSYSTEM': 'usb',
            'DEVTYPE': 'usb_device',
            'BUSNUM': device['busnum'].zfill(3),
            'DEVNUM': device['devnum'].zfill(3),
        }
        self.announcer.stdin.write(json.dumps(properties) + '\n')
        self.announcer.stdin.flush()
        self.announcer.stdout.readline()


def watch_exit(program):
    code = program.wait()
    print(json.dumps({'exited': code}), flush=True)


def main():
    bench = Bench()
    env = {**os.environ, 'UMOCKDEV_DIR': bench.testbed.get_root_dir()}
    program = subprocess.Popen(sys.argv[1:], env=env, stdin=subprocess.PIPE, text=True)
    threading.Thread(target=watch_exit, args=[program], daemon=True).start()
    try:
        for line in sys.stdin:
            order = json.loads(line)
            if 'add' in order:
                bench.add(order['add'], order['tells'])
            elif 'remove' in order:
                bench.remove(order['remove'], order['tells'])
            else:
                program.stdin.write(order['say'] + '\n')
                program.stdin.flush()
    finally:
        program.kill()
        bench.announcer.kill()


main()
