import { describe, expect, it } from 'vitest';
import { say } from '../../../src/core/words/words.ts';
import { profileId } from '../../../src/sandbox/campaign/organization.ts';
import { createManualClock } from '../../../src/sandbox/manual-clock.ts';
import { createSandbox, SANDBOX_START } from '../../../src/sandbox/sandbox.ts';

const sandbox = createSandbox({ clock: createManualClock(SANDBOX_START) });
const [header, ...lines] = sandbox.manifest
  .trimEnd()
  .split('\r\n')
  .map((line) => line.split(','));

describe('the manifest', () => {
  it('has the columns that a depot needs, and one line per expected device', () => {
    expect(header?.join(',')).toBe(
      'serial,asset tag,family,box,destination,keeps data,sealed new,profile',
    );
    expect(lines.length).toBe(sandbox.expectations.size);
    expect(lines.every((line) => line.length === 8)).toBe(true);
  });

  it('says of some devices what makes them special', () => {
    const { kioskWanted, sealedNew, migratesByItself } = sandbox.stories;
    const kiosk = { targetId: 'stores', profileIds: [profileId('Stores Kiosk iPad')] };
    expect(sandbox.expectations.get(kioskWanted)).toEqual(kiosk);
    expect(sandbox.expectations.get(sealedNew)).toEqual({ targetId: 'offices', isSealedNew: true });
    expect(sandbox.expectations.get(migratesByItself)).toEqual({
      targetId: 'offices',
      keepsData: true,
    });
  });

  it('leaves out what nobody expects', () => {
    expect(sandbox.expectations.has(sandbox.stories.notOnManifest)).toBe(false);
  });

  it('resolves asset tags', () => {
    const line = lines.find(([serial]) => serial === sandbox.stories.readyMac);
    expect(sandbox.assetTags.get(line?.[1] ?? '')).toBe(sandbox.stories.readyMac);
    expect(sandbox.assetTags.size).toBe(lines.length);
  });
});

describe('the sheet of barcodes', () => {
  it('has a title and a story for each code, in every language', () => {
    for (const { title, story } of sandbox.barcodes) {
      for (const language of ['en', 'de'] as const) {
        expect([say(language, title), say(language, story)]).not.toContain(title);
        expect(say(language, story)).not.toBe(story);
      }
    }
  });

  it('begins with a badge and ends with commands that destroy nothing', () => {
    const codes = sandbox.barcodes.map(({ code }) => code);
    expect(codes[0]).toBe(sandbox.operators[0]?.badge);
    expect(codes.slice(-3)).toEqual(['RB-CMD-NEXT', 'RB-CMD-SOUND', 'RB-CMD-UNDO']);
    expect(codes).toHaveLength(17);
    expect(new Set(codes).size).toBe(17);
  });
});
