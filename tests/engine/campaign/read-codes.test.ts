import { describe, expect, it } from 'vitest';
import type { SerialNumber } from '../../../src/core/identifiers/serial-number.ts';
import { anEngine, stories, type TestEngine } from '../desk/an-engine.ts';

const NOBODYS_IMEI = '490154203237518';

async function hardwareOf(bench: TestEngine, serial: SerialNumber) {
  const { facts } = await bench.ask('desk.card', { serial });
  const { imei = [], eid } = facts.hardware?.value ?? {};
  return { imei: imei[0] ?? '', eid: eid ?? '' };
}

describe('codes in bulk', () => {
  it('name the serial of the device that carries them', async () => {
    const bench = await anEngine();
    const serial = stories.inIntune;
    const { imei, eid } = await hardwareOf(bench, serial);
    const { resolved, refused } = await bench.ask('campaign.readCodes', { codes: [imei, eid] });
    expect(resolved).toEqual([
      { code: imei, serial },
      { code: eid, serial },
    ]);
    expect(refused).toEqual([]);
  });

  it('lose the S of a label, as in a scan', async () => {
    const bench = await anEngine();
    const code = `S${stories.inIntune}`;
    const { resolved } = await bench.ask('campaign.readCodes', { codes: [code] });
    expect(resolved).toEqual([{ code, serial: stories.inIntune }]);
  });

  it('are refused where no device carries them', async () => {
    const bench = await anEngine();
    const { resolved, refused } = await bench.ask('campaign.readCodes', { codes: [NOBODYS_IMEI] });
    expect(resolved).toEqual([]);
    expect(refused).toEqual([{ code: NOBODYS_IMEI, reason: 'codeUnknown' }]);
  });

  it('are a serial as written where nobody knows them and they may be one', async () => {
    const bench = await anEngine();
    const { resolved } = await bench.ask('campaign.readCodes', { codes: ['F2LXO0A7JG5H'] });
    expect(resolved).toEqual([{ code: 'F2LXO0A7JG5H', serial: 'F2LXO0A7JG5H' }]);
  });

  it('leave no trace in the ledger', async () => {
    const bench = await anEngine();
    await bench.ask('campaign.readCodes', { codes: [`S${stories.inIntune}`, NOBODYS_IMEI] });
    expect(await bench.ask('desk.recentScans', {})).toEqual([]);
  });
});
