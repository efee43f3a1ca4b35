import known from './models.json' with { type: 'json' };

/** Maps and no objects: what is looked up comes from a device and may be `__proto__`. */
const NAMES: ReadonlyMap<string, string> = new Map(Object.entries(known.names));
const BOARDS: ReadonlyMap<string, string> = new Map(Object.entries(known.boards));

/** Which board sits in a device, as its boot loader says it (docs/protocol/apple-usb.md#boards). */
export interface Board {
  /** The chip: `CPID:8110` is 0x8110. */
  readonly cpid: number | undefined;
  /** The board among those with that chip: `BDID:0A` is 0x0a. */
  readonly bdid: number | undefined;
}

export interface BoardModel {
  /** As lockdown says it of the same device; of a Mac with a T2, that of the T2 (`iBridge2,14`). */
  readonly productType: string;
  readonly model: string;
}

/**
 * What Apple calls a `ProductType` such as `iPhone14,2`: `iPhone 13 Pro`. Undefined for one that the table does not
 * know; the table is no statement of what exists.
 */
export function modelByProductType(productType: string): string | undefined {
  return NAMES.get(productType);
}

/**
 * The model of a device that tells its board alone, in recovery and DFU. Undefined for a board that the table does not
 * know or of which its sources disagree. Not proof of anything: a device may say what it wants.
 */
export function modelByBoard({ cpid, bdid }: Board): BoardModel | undefined {
  if (cpid === undefined || bdid === undefined) return undefined;
  const productType = BOARDS.get(`${hex(cpid, 4)}:${hex(bdid, 2)}`);
  const model = productType === undefined ? undefined : NAMES.get(productType);
  return productType !== undefined && model !== undefined ? { productType, model } : undefined;
}

function hex(number: number, digits: number): string {
  return number.toString(16).toUpperCase().padStart(digits, '0');
}
