// @vitest-environment happy-dom
import { act, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { failure, success } from '../../../../src/core/result.ts';
import { OUTCOMES } from '../../../../src/core/sessions/outcome.ts';
import { say } from '../../../../src/core/words/words.ts';
import { createFakeShell, type FakeEngine } from '../../fake-engine.ts';
import { showApp } from '../../render-app.tsx';
import { scan } from '../bench/bench-support.ts';
import {
  aLine,
  anArrival,
  aReply,
  aSession,
  aTally,
  checkInEngine,
  FIRST,
  SESSION,
  start,
} from './check-in-support.ts';

const band = () => screen.getByTestId('outcome');

describe('a scan of a check-in', () => {
  it.each(OUTCOMES)('that is %s has a word, a shape and a sound of its own', async (outcome) => {
    const { sounds } = await openWith([aReply(outcome)]);
    await scan(FIRST);
    expect(band().textContent).toContain(say('en', `outcome.${outcome}`));
    expect(band().dataset['outcome']).toBe(outcome);
    expect(sounds.at(-1)).toBe(outcome === 'new' ? 'accepted' : outcome);
  });

  it('goes to the session and not to the bench, under a name of its own', async () => {
    const { engine } = await openWith([aReply('new')]);
    await scan(FIRST);
    await scan(FIRST);
    const asked = engine.calls.filter(({ name }) => name === 'checkIn.scan');
    const keys = asked.map(({ input }) => (input as { key: string }).key);
    expect(new Set(keys).size).toBe(2);
    expect(engine.calls.map(({ name }) => name)).not.toContain('desk.scan');
  });

  it('goes to the bench again once the bench is on screen', async () => {
    const { engine } = await openWith([aReply('new')]);
    await userEvent.keyboard('{Control>}1{/Control}');
    await scan(FIRST);
    expect(engine.calls.map(({ name }) => name)).toContain('desk.scan');
  });

  it('says which box the device goes into', async () => {
    const arrival = anArrival({ row: { serial: FIRST, box: 'BOX 3 – Munich' } });
    await openWith([aReply('new', { arrival })]);
    await scan(FIRST);
    expect(band().textContent).toContain('BOX 3 – Munich');
  });

  it('is loud when the list wants the device in another box', async () => {
    const arrival = anArrival({ row: { serial: FIRST, box: 'BOX 4' }, isWrongBox: true });
    const { sounds } = await openWith([aReply('new', { arrival })]);
    await scan(FIRST);
    expect(band().textContent).toContain('WRONG BOX');
    expect(band().textContent).toContain('Belongs in BOX 4');
    expect(sounds.at(-1)).toBe('notExpected');
  });

  it('of another barcode of the label is heard as nothing, and leaves the band as it was', async () => {
    const extra = { ...aReply('new', { line: { outcome: 'extra', eventId: 'event-2' } }) };
    const { sounds } = await openWith([aReply('new'), { ...extra, answer: 'extra' }]);
    await scan(FIRST);
    const heard = sounds.length;
    await scan('356938035643809');
    expect([sounds.length, band().dataset['outcome']]).toEqual([heard, 'new']);
  });
});

describe('the command sheet', () => {
  it.each([
    ['CLOSE', 'checkIn.closeBox'],
    ['UNDO', 'checkIn.undo'],
    ['CRACKED', 'checkIn.note'],
    ['BOX', 'checkIn.openBox'],
  ])('does by scan what a key does: %s', async (word, call) => {
    const tally = aTally({
      boxes: [{ boxId: 'a', name: 'Box 1', isOpen: true, devices: 1 }],
      currentBoxId: 'a',
    });
    const command = { ...aReply('new', { tally }), answer: 'command' as const };
    const session = aSession({ tally, newest: [aLine()] });
    const { engine } = await openWith(
      [{ ...command, line: aLine({ kind: 'command', text: word }) }],
      session,
    );
    await scan(`RB-CMD-${word}`);
    expect(engine.calls.map(({ name }) => name)).toContain(call);
  });
});

describe('a swollen battery', () => {
  it('stops the line until the next scan', async () => {
    const { sounds } = await openWith([aReply('new')], aSession({ newest: [aLine()] }));
    await userEvent.click(screen.getByRole('button', { name: /swollen battery/ }));
    expect(band().textContent).toContain('STOP');
    expect(sounds.at(-1)).toBe('stop');
    await scan(FIRST);
    expect(band().textContent).toContain('CHECKED IN');
  });
});

describe('the history', () => {
  it('takes back the scan of its line', async () => {
    const { engine } = await openWith([aReply('new')], aSession({ newest: [aLine()] }));
    await userEvent.click(screen.getByRole('button', { name: `Take back ${FIRST}` }));
    const input = { sessionId: SESSION, eventId: 'event-1' };
    expect(engine.calls).toContainEqual({ name: 'checkIn.undo', input });
  });
});

describe('a manifest', () => {
  const preview = {
    previewId: 'p1',
    source: 'a.csv',
    columns: [{ header: 'Serial', field: 'serial' as const }],
    good: 2,
    bad: 1,
    sample: [{ serial: FIRST }],
    problems: [{ line: 4, code: 'notASerial' as const, field: 'serial' as const, cell: 'BAD' }],
  };

  it('is shown with its bad lines before anything of it counts', async () => {
    const { engine } = await openWith([]);
    engine.answer('checkIn.readManifest', () => success(preview));
    engine.answer('checkIn.takeManifest', () => success(aSession()));
    await paste('serial\nF2L\n');
    expect(await screen.findByText('Line 4: “BAD” is no serial number.')).toBeTruthy();
    expect(engine.calls.map(({ name }) => name)).not.toContain('checkIn.takeManifest');
    await userEvent.click(screen.getByRole('button', { name: 'Expect these 2 devices' }));
    const input = { sessionId: SESSION, previewId: 'p1' };
    expect(engine.calls).toContainEqual({ name: 'checkIn.takeManifest', input });
  });

  it('that holds no serials says so, and what to do', async () => {
    const { engine } = await openWith([]);
    engine.answer('checkIn.readManifest', () => failure({ code: 'manifestWithoutSerials' }));
    await paste('name\nAda\n');
    expect(await screen.findByText('The list has no column with serial numbers.')).toBeTruthy();
  });
});

describe('the hand-off', () => {
  it('says before what is still open', async () => {
    const tally = aTally({ expected: 5, missing: 3, hazards: 1 });
    await openWith([], aSession({ tally }));
    await userEvent.click(screen.getByRole('button', { name: 'Hand off …' }));
    const form = screen.getByText('Before you hand off').closest('form') ?? document.body;
    expect(within(form).getByText(/3 are missing · 1 swollen battery/)).toBeTruthy();
  });
});

describe('the list as a file', () => {
  it('is saved in the format and with the redaction that were chosen', async () => {
    const shell = createFakeShell();
    const { engine } = await openWith([], aSession(), shell);
    engine.answer('documents.session', () => success({ name: 'a.csv', text: 'serial' }));
    await userEvent.click(screen.getByRole('radio', { name: 'CSV' }));
    await userEvent.click(screen.getByRole('radio', { name: 'last four' }));
    await userEvent.click(screen.getByRole('button', { name: 'Save …' }));
    const input = { sessionId: SESSION, format: 'csv', redaction: 'lastFour', language: 'en' };
    expect(engine.calls).toContainEqual({ name: 'documents.session', input });
    expect(shell.inputs.at(-1)).toEqual({ name: 'a.csv', text: 'serial' });
  });
});

async function openWith(
  replies: Parameters<typeof checkInEngine>[0],
  session = aSession(),
  shell = createFakeShell(),
) {
  const engine: FakeEngine = checkInEngine(replies, session);
  const shown = await showApp({ engine, shell, start });
  await userEvent.click(await screen.findByRole('button', { name: /^Pallets of Munich/ }));
  await screen.findByTestId('outcome');
  await act(() => Promise.resolve());
  return shown;
}

async function paste(list: string): Promise<void> {
  await userEvent.click(screen.getByRole('button', { name: 'Paste a list' }));
  const field = screen.getByLabelText(/Serial numbers, one per line/);
  await userEvent.click(field);
  await userEvent.paste(list);
  await userEvent.click(screen.getByRole('button', { name: 'Look at it' }));
}

describe('the labels of a box', () => {
  it('go to the printer of this bench, which is asked for once', async () => {
    const shell = createFakeShell();
    const tally = aTally({ boxes: [{ boxId: 'a', name: 'Box 1', isOpen: true, devices: 1 }] });
    const { engine } = await openWith([], aSession({ tally }), shell);
    engine.answer('documents.sendLabels', () => success({ labels: 1 }));
    await userEvent.click(screen.getByRole('button', { name: 'Label of Box 1' }));
    const panel = within(screen.getByRole('group', { name: 'Label of Box 1' }));
    await userEvent.type(panel.getByLabelText('Printer (address)'), 'zebra.depot');
    await userEvent.click(panel.getByRole('radio', { name: '57 × 32' }));
    await userEvent.click(panel.getByRole('button', { name: 'Print' }));
    expect(engine.calls.at(-1)).toMatchObject({
      name: 'documents.sendLabels',
      input: { boxId: 'a', of: 'box', size: '57x32', printer: { host: 'zebra.depot' } },
    });
    const labels = { size: '57x32', density: 203, printer: 'zebra.depot', template: 'box' };
    expect(shell.inputs).toContainEqual({ labels });
  });
});
