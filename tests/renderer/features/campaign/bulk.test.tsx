// @vitest-environment happy-dom
import { fireEvent, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { ORDER_FORMATS } from '../../../../src/contract/campaign.ts';
import { success } from '../../../../src/core/result.ts';
import { DAY, HOUR } from '../../../../src/core/time.ts';
import { CATALOGUES, say, type Language } from '../../../../src/core/words/words.ts';
import { BULK_KINDS } from '../../../../src/renderer/features/campaign/bulk/bulk-kinds.ts';
import {
  fieldOf,
  instantOf,
  isInRange,
  usualDeadline,
} from '../../../../src/renderer/features/campaign/bulk/deadline.ts';
import { serialsIn } from '../../../../src/renderer/features/campaign/bulk/serial-list.ts';
import { aStatus, serialOf } from '../../builders.ts';
import { createFakeEngine } from '../../fake-engine.ts';
import { showApp } from '../../render-app.tsx';
import { BOTH, ONE, openBulk as open, OTHER } from './bulk-support.ts';
import { campaignEngine, lastInput, someClouds, start } from './campaign-support.ts';

const NOBODY_REFUSED = { queued: [ONE, OTHER], refused: [] };

describe('a pasted text', () => {
  it.each([
    ['a column', `${ONE}\r\n${OTHER}\r\n`],
    ['a row of a table', `"${ONE}";"${OTHER}"`],
    ['a sentence in lower case', `${ONE.toLowerCase()}, ${OTHER.toLowerCase()}`],
    ['a list with one serial twice', `${ONE} ${OTHER} ${ONE}`],
  ])('gives its serials once, from %s', (_about, text) => {
    expect(serialsIn(text)).toMatchObject({ serials: [ONE, OTHER], others: [] });
  });

  it('names what is no serial', () => {
    expect(serialsIn(`serial ${ONE} n/a`).others).toEqual(['SERIAL', 'N/A']);
  });

  it('does not show a secret that was pasted along', () => {
    const { others } = serialsIn('0123A-4567C-89DE-FGHJ-KLMN-PQRT');
    expect(others.join()).not.toContain('4567C');
  });

  it('takes ten thousand lines without trouble', () => {
    const text = Array.from({ length: 10_000 }, (_, index) => `F2LX${10_000_000 + index}`).join(
      '\n',
    );
    expect(serialsIn(text).serials).toHaveLength(10_000);
  });
});

describe('a deadline', () => {
  const now = Date.UTC(2026, 10, 23, 14, 20);

  it('comes back from its field to the minute', () => {
    expect(instantOf(fieldOf(now))).toBe(now);
    expect(instantOf('')).toBeUndefined();
  });

  it('is allowed from 24 hours to 90 days ahead', () => {
    expect(
      [now + DAY - 1, now + DAY, now + 90 * DAY, now + 90 * DAY + 1].map((at) =>
        isInRange(at, now),
      ),
    ).toEqual([false, true, true, false]);
    expect(isInRange(instantOf(usualDeadline(now)) ?? 0, now)).toBe(true);
  });
});

describe('many serials at once', () => {
  it('say what is missing before anything can be sent', async () => {
    const { panel, fill } = await open(campaignEngine());
    expect(panel.textContent).toContain('Paste at least one serial number.');
    fill(`${BOTH} hello`);
    expect(panel.textContent).toContain('2 serial numbers.');
    expect(panel.textContent).toContain('1 word is none: HELLO');
    const button = within(panel).getByRole('button', { name: 'Move 2 devices' });
    expect(button.hasAttribute('disabled')).toBe(false);
  });

  it('are moved, and tell of each that was not taken why', async () => {
    const engine = campaignEngine({
      'campaign.assign': () =>
        success({
          queued: [ONE],
          refused: [
            { serial: OTHER, reason: 'foreignService' },
            { serial: serialOf('DMPX1A2B3C4D'), reason: 'somethingNew' },
          ],
        }),
    });
    const { panel, fill, press } = await open(engine);
    fill(BOTH);
    await press('Move 2 devices');
    expect(lastInput(engine, 'campaign.assign')).toEqual({ serials: [ONE, OTHER] });
    expect(panel.textContent).toContain('1 serial queued');
    expect(panel.textContent).toContain('2 not taken');
    expect(panel.textContent).toContain('on a foreign service');
    expect(panel.textContent).toContain('Not possible for this device.');
  });

  it('migrate until the deadline that was chosen', async () => {
    const engine = campaignEngine({ 'campaign.migrate': () => success(NOBODY_REFUSED) });
    const { panel, fill, press } = await open(engine, 'Migrate without erasing');
    fill(BOTH);
    const at = Math.floor(Date.now() / 60_000) * 60_000 + 30 * DAY;
    engine.answer('status.read', () => success(aStatus()));
    const field = within(panel).getByLabelText(/Deadline/);
    fireEvent.change(field, { target: { value: fieldOf(at) } });
    const isSendable = within(panel).queryByRole('button', { name: 'Migrate 2 devices' });
    expect(isSendable).toBeTruthy();
    fireEvent.change(field, { target: { value: fieldOf(nowOfBench() + 3 * DAY) } });
    await press('Migrate 2 devices');
    expect(lastInput(engine, 'campaign.migrate')).toEqual({
      serials: [ONE, OTHER],
      deadlineAt: nowOfBench() + 3 * DAY,
    });
  });

  it('refuse a deadline of tomorrow morning', async () => {
    const { panel, fill } = await open(campaignEngine(), 'Change deadline');
    fill(BOTH);
    fireEvent.change(within(panel).getByLabelText(/Deadline/), {
      target: { value: fieldOf(nowOfBench() + 12 * HOUR) },
    });
    const button = within(panel).getByRole('button', { name: 'Change 2 deadlines' });
    expect(button.hasAttribute('disabled')).toBe(true);
    expect(panel.textContent).toContain('must be 24 hours to 90 days ahead');
  });

  it('go into a file only with a second person, and the file is saved where one says', async () => {
    const file = { name: 'reset.csv', text: 'Serial\n', validUntil: nowOfBench() + HOUR };
    const engine = campaignEngine({
      'campaign.orderReset': () => success({ ...NOBODY_REFUSED, file }),
    });
    const { panel, fill, press, shell } = await open(engine, 'File for remote reset');
    fill(BOTH);
    expect(panel.textContent).toContain('Enter who agrees as the second person.');
    await userEvent.type(within(panel).getByRole('textbox', { name: 'Second person' }), 'Jonas');
    await userEvent.click(within(panel).getByRole('radio', { name: 'Workspace ONE' }));
    await press('Make the file for 2 devices');
    expect(lastInput(engine, 'campaign.orderReset')).toEqual({
      serials: [ONE, OTHER],
      format: 'workspaceOne',
      approvedBy: 'Jonas',
    });
    await press('Save the file');
    expect(shell.inputs.at(-1)).toEqual({ name: 'reset.csv', text: 'Serial\n' });
    expect(await within(panel).findByText('Saved as reset.csv.')).toBeTruthy();
  });

  it('offer no file any more when its hour is over', async () => {
    const file = { name: 'reset.csv', text: '', validUntil: nowOfBench() - 1 };
    const engine = campaignEngine({
      'campaign.orderReset': () => success({ ...NOBODY_REFUSED, file }),
    });
    const { panel, fill, press } = await open(engine, 'File for remote reset');
    fill(ONE);
    await userEvent.type(within(panel).getByRole('textbox', { name: 'Second person' }), 'Jonas');
    await press('Make the file for 1 device');
    expect(within(panel).queryByRole('button', { name: 'Save the file' })).toBeNull();
    expect(panel.textContent).toContain('and was not saved. Check anew.');
    await press('Understood');
    expect(panel.textContent).not.toContain('Check anew.');
  });

  it('are erased through Intune only where the policy has it, and only when asked twice', async () => {
    const engine = campaignEngine({
      'connections.read': () => success(someClouds(true)),
      'campaign.wipe': () => success(NOBODY_REFUSED),
    });
    const { panel, fill, press } = await open(engine, 'Erase through Intune');
    fill(BOTH);
    await userEvent.type(within(panel).getByRole('textbox', { name: 'Second person' }), 'Jonas');
    await press('Erase 2 devices …');
    expect(lastInput(engine, 'campaign.wipe')).toBeUndefined();
    expect(document.activeElement?.textContent).toBe('No, keep them');
    await press('Erase 2 devices');
    expect(lastInput(engine, 'campaign.wipe')).toEqual({
      serials: [ONE, OTHER],
      approvedBy: 'Jonas',
    });
  });

  it('cannot be erased where the policy has not', async () => {
    const { panel } = await open(campaignEngine());
    expect(within(panel).queryByRole('radio', { name: 'Erase through Intune' })).toBeNull();
  });

  it('leave what is typed into the field to the field', async () => {
    const { parts } = await showApp({ engine: createFakeEngine(), start });
    await userEvent.type(await screen.findByRole('textbox', { name: 'Serial numbers' }), 'F2LX');
    expect(parts.store.getState().assembly.text).toBe('');
  });
});

/** The fake's clock stands at the moment of its status and runs on with the wall; tests are within its minute. */
function nowOfBench(): number {
  return aStatus().now;
}

describe.each(Object.keys(CATALOGUES) as Language[])('in %s', (language) => {
  it('every act has its title, its text and its button', () => {
    const paths = [
      ...Object.keys(BULK_KINDS).flatMap((kind) =>
        ['title', 'text', 'send'].map((each) => `ui.campaign.bulk.kind.${kind}.${each}`),
      ),
      ...ORDER_FORMATS.map((format) => `ui.campaign.bulk.format.${format}`),
      ...['serials', 'fewer', 'deadline', 'person', 'switchedOff'].map(
        (each) => `ui.campaign.bulk.missing.${each}`,
      ),
    ];
    expect(paths.filter((path) => say(language, path, { count: 2 }) === path)).toEqual([]);
  });
});
