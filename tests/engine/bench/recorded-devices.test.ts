import { describe, expect, it } from 'vitest';
import type { UsbDevice } from '../../../src/core/ports.ts';
import { parseIbootString } from '../../../src/engine/bench/identity/iboot-string.ts';
import { identityOfUsb } from '../../../src/engine/bench/identity/identity.ts';
import { classifyProductId } from '../../../src/engine/bench/identity/product-id.ts';
import { modelByBoard } from '../../../src/engine/bench/models/model-names.ts';
import { RECORDED_DEVICES } from './fixtures/usb-devices.ts';

describe.each(RECORDED_DEVICES)('$what', (device) => {
  const { productId, serialString, mode, ecid, udid, serial, model, srtg, isPwned } = device;
  const boot = parseIbootString(serialString ?? '');

  it('is of the mode that its product id says', () => {
    expect(classifyProductId(productId)).toBe(mode);
  });

  it('is known by what its string says', () => {
    const usb: UsbDevice = { port: '1-1', productId, serialString };
    expect(identityOfUsb(usb)).toEqual({
      ...(ecid && { ecid }),
      ...(udid && { udid }),
      ...(serial && { serialRead: serial }),
    });
  });

  it('tells its model, its boot ROM and whether it was broken into', () => {
    expect(modelByBoard(boot)?.model).toBe(model);
    expect(boot.srtg).toBe(srtg);
    expect(boot.isPwned).toBe(isPwned ?? false);
  });
});
