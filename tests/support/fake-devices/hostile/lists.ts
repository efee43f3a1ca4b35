/**
 * A binary list of a few hundred bytes that a reader without a budget unfolds into 2^28 values: each array holds
 * the next one twice.
 */
export function sharedReferences(levels = 28): Buffer {
  const arrays = Array.from({ length: levels }, (_, level) => [0xa2, level + 1, level + 1]);
  const objects = [...arrays, [0x51, 0x78]].map((bytes) => Buffer.from(bytes));
  const offsets = objects.map((_, index) =>
    objects.slice(0, index).reduce((sum, { length }) => sum + length, 8),
  );
  const body = Buffer.concat([Buffer.from('bplist00'), ...objects]);
  const trailer = Buffer.alloc(32);
  trailer[6] = 1;
  trailer[7] = 1;
  trailer.writeBigUInt64BE(BigInt(objects.length), 8);
  trailer.writeBigUInt64BE(BigInt(body.length), 24);
  return Buffer.concat([body, Buffer.from(offsets), trailer]);
}

/** XML whose arrays are nested deeper than a recursive reader's stack. */
export function deepList(depth = 20_000): Buffer {
  const inner = `${'<array>'.repeat(depth)}${'</array>'.repeat(depth)}`;
  const head = '<?xml version="1.0" encoding="UTF-8"?>\n<plist version="1.0">';
  return Buffer.from(`${head}<dict><key>Value</key>${inner}</dict></plist>`);
}
