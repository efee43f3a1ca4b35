/** Where the rule belongs: systemd's own rules, which act on its tag, begin with 73. */
export const UDEV_RULE_PATH = '/etc/udev/rules.d/70-resetbench.rules';

/** What can be opened for a command or for its strings: the boot loaders (docs/protocol/apple-usb.md#modes). */
const BOOT_LOADERS = ['1280', '1281', '1282', '1283', '1222', '1227', '1881', 'f014'];

/**
 * The text of a rule that gives whoever is signed in at this computer the right to open an Apple device in recovery
 * or DFU, which leaving recovery needs (docs/protocol/apple-usb.md#leaving-recovery). Seeing devices needs no rule.
 */
export function udevRule(): string {
  return `# Resetbench: Apple devices in recovery or DFU may be opened by whoever is signed in at this computer.
# Without this rule they are seen, but cannot be told to leave recovery.
#
# To be saved as ${UDEV_RULE_PATH}, then, as root:
#   udevadm control --reload
# and the device plugged in again.

SUBSYSTEM=="usb", ENV{DEVTYPE}=="usb_device", ATTR{idVendor}=="05ac", ATTR{idProduct}=="${BOOT_LOADERS.join('|')}", TAG+="uaccess"
`;
}
