import { createGadget, type Gadget, type GadgetIds } from './gadget.ts';
import { createIbootGadget } from './iboot-gadget.ts';

/** One phone by its number (0 to 99), as the bus shows it in its modes (docs/protocol/apple-usb.md#modes). */
export interface Phone {
  readonly ecid: string;
  readonly serial: string;
  readonly normal: GadgetIds;
  readonly recovery: GadgetIds;
}

export function phoneOf(number: number): Phone {
  const two = String(number).padStart(2, '0');
  const ecid = `1A2B3C4D5E80${two}`;
  const serial = `F2LX8KQ2PN${two}`;
  const string = `CPID:8110 CPRV:11 CPFM:03 SCEP:01 BDID:0C ECID:00${ecid} IBFL:3C SRNM:[${serial}]`;
  return {
    ecid,
    serial,
    normal: { productId: 0x12a8, serial: `0000811000${ecid}` },
    recovery: { productId: 0x1281, serial: string },
  };
}

export interface Plugged {
  readonly isListed: Gadget['isListed'];
  unplug(): Promise<void>;
}

const plugged = new Set<Plugged>();

/** Plugs it into that port (0 to 7) until `unplug` or `unplugAll`. */
export function plug(port: number, ids: GadgetIds): Plugged {
  const gadget = createGadget(port, ids);
  gadget.plugIn();
  return keep(gadget.isListed, async () => {
    gadget.unplug();
    gadget.remove();
  });
}

/** Plugs it in in recovery. It does what it is told there, and keeps that in `commands`. */
export async function plugObedient(
  port: number,
  phone: Phone,
  commands: string[],
): Promise<Plugged> {
  const gadget = await createIbootGadget(port, phone.recovery, (command) => {
    commands.push(command);
    if (command === 'reboot') void restart();
  });
  gadget.plugIn();
  const inRecovery = keep(gadget.isListed, gadget.end);
  async function restart(): Promise<void> {
    await inRecovery.unplug();
    plug(port, phone.normal);
  }
  return inRecovery;
}

function keep(isListed: () => boolean, end: () => Promise<void>): Plugged {
  const mine: Plugged = {
    isListed,
    unplug: async () => {
      plugged.delete(mine);
      await end();
    },
  };
  plugged.add(mine);
  return mine;
}

export async function unplugAll(): Promise<void> {
  for (const one of plugged) await one.unplug();
}
