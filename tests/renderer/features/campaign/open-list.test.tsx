// @vitest-environment happy-dom
import { within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { Failure } from '../../../../src/contract/protocol.ts';
import { failure, success, type Result } from '../../../../src/core/result.ts';
import { createFakeShell, type FakeEngine } from '../../fake-engine.ts';
import { ONE, openBulk, OTHER } from './bulk-support.ts';
import { campaignEngine, lastInput } from './campaign-support.ts';

const TABLE = `Name,Serial\nAda,${OTHER}\n`;
type Opened = Result<{ fileName: string | null; text: string | null }, Failure>;
const CHOSEN: Opened = success({ fileName: 'fleet.csv', text: TABLE });

const engineWith = (codes: string[]) =>
  campaignEngine({ 'campaign.readList': () => success({ codes }) });

/** The panel with one serial in it, after the person was asked for a file. */
async function openFile(opened: Opened, engine: FakeEngine) {
  const shell = createFakeShell();
  const { panel, fill, press } = await openBulk(engine, undefined, shell);
  fill(ONE);
  Object.assign(shell, { ask: async () => opened });
  await press('Open a file …');
  return { panel, field: within(panel).getByRole<HTMLTextAreaElement>('textbox') };
}

describe('a file of serials', () => {
  it('comes under what is there, and says how much was taken', async () => {
    const engine = engineWith([OTHER]);
    const { panel, field } = await openFile(CHOSEN, engine);
    expect(lastInput(engine, 'campaign.readList')).toEqual({ text: TABLE });
    expect(field.value).toBe(`${ONE}\n${OTHER}`);
    expect(panel.textContent).toContain('1 entry taken from fleet.csv.');
    expect(within(panel).getByRole('button', { name: 'Move 2 devices' })).toBeTruthy();
  });

  it('changes nothing when the person chooses none', async () => {
    const engine = engineWith([OTHER]);
    const { field } = await openFile(success({ fileName: null, text: null }), engine);
    expect(field.value).toBe(ONE);
    expect(lastInput(engine, 'campaign.readList')).toBeUndefined();
  });

  it('that is no text says what to do, and nothing of it is taken', async () => {
    const { panel, field } = await openFile(failure({ code: 'fileNotText' }), engineWith([]));
    expect(panel.textContent).toContain('Save the table as CSV or TXT, then open that.');
    expect(field.value).toBe(ONE);
  });

  it('without a serial says so, and nothing of it is taken', async () => {
    const engine = campaignEngine({
      'campaign.readList': () => failure({ code: 'listWithoutSerials' }),
    });
    const { panel, field } = await openFile(CHOSEN, engine);
    expect(panel.textContent).toContain('No serial number was found in that file.');
    expect(field.value).toBe(ONE);
  });
});
