import { chanceOf, type Chance } from '../../core/chance.ts';
import type { DeviceFamily } from '../../core/facts/device-facts.ts';
import { DAY, type Instant } from '../../core/time.ts';
import type { Hardware } from '../world/device.ts';
import { makeEcid, makeEid, makeImei, makeMac, makeSerial, makeUdid } from './identifiers.ts';
import models from './models.json' with { type: 'json' };

type Model = (typeof models)[number];

/** The models of each family, each as often as it is common. */
const COMMON: ReadonlyMap<string, readonly Model[]> = new Map(
  models.map(({ family }) => [
    family,
    models
      .filter((model) => model.family === family)
      .flatMap((model) => Array.from({ length: model.weight }, () => model)),
  ]),
);

export interface HardwareWish {
  readonly family: DeviceFamily;
  /** Exactly this model; otherwise a common one of the family. */
  readonly productType?: string;
  readonly purchaseSource?: Hardware['purchaseSource'];
  readonly addedAt?: Instant;
}

export interface MadeHardware {
  readonly hardware: Hardware;
  readonly osVersion: string;
}

/** Makes the same device for the same seed and name every time; `place` keeps its MAC addresses unique. */
export function makeHardware(
  seed: number,
  name: string,
  place: number,
  wish: HardwareWish,
): MadeHardware {
  const chance = chanceOf(seed, `hardware/${name}`);
  const model = chooseModel(chance, wish);
  const serial = makeSerial(chance, model.year);
  const ecid = makeEcid(chance);
  const orderedAt = orderDate(chance, model.year);
  return {
    osVersion: chance.pick(model.os as [string, ...string[]]),
    hardware: {
      serial,
      family: wish.family,
      model: model.model,
      productType: model.productType,
      capacity: chance.pick(model.capacities as [string, ...string[]]),
      color: chance.pick(model.colors as [string, ...string[]]),
      partNumber: `${model.part}3${chance.pick(['FD', 'ZD', 'NF', 'B'] as const)}/A`,
      orderNumber: `4711${chance.text(6, '0123456789')}`,
      purchaseSource: wish.purchaseSource ?? (chance.isLikely(0.35) ? 'APPLE' : 'RESELLER'),
      orderedAt,
      addedAt: wish.addedAt ?? orderedAt + chance.between(2, 12) * DAY,
      ...radios(chance, model, place),
      chip: model.chip,
      board: model.board,
      ecid,
      udid: makeUdid(chance, model.chip, ecid),
      stampsErase: 'stamps' in model,
    },
  };
}

function chooseModel(chance: Chance, { family, productType }: HardwareWish): Model {
  const fitting = productType
    ? models.filter((model) => model.productType === productType)
    : (COMMON.get(family) ?? []);
  const model = fitting[chance.between(0, fitting.length - 1)];
  if (!model) throw new Error(`The sandbox knows no model for ${productType ?? family}.`);
  return model;
}

function radios(chance: Chance, model: Model, place: number) {
  const isCellular = model.radio === 'cellularEsim';
  const imei = isCellular ? [makeImei(chance), makeImei(chance)] : [];
  const hasEthernet = model.radio === 'ethernet' || model.radio === 'macEthernet';
  return {
    imei,
    meid: imei.slice(0, 1).map((number) => number.slice(0, 14)),
    eid: isCellular ? makeEid(chance) : '',
    wifiMac: makeMac(place, 'wifi'),
    bluetoothMac: makeMac(place, 'bluetooth'),
    ...(hasEthernet ? { ethernetMac: makeMac(place, 'ethernet') } : {}),
  };
}

function orderDate(chance: Chance, year: number): Instant {
  return Date.UTC(year, 0, 10) + chance.between(0, 300) * DAY;
}
