import { plugIn, type Gadget, type GadgetIds } from './gadget.ts';

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

const plugged = new Set<Gadget>();

/** Plugs it in until `unplug` or `unplugAll`. */
export function plug(port: number, ids: GadgetIds): Gadget {
  const gadget = plugIn(port, ids);
  const mine: Gadget = {
    ...gadget,
    unplug: () => {
      plugged.delete(mine);
      gadget.unplug();
    },
  };
  plugged.add(mine);
  return mine;
}

export function unplugAll(): void {
  for (const gadget of plugged) gadget.unplug();
}
