// @vitest-environment happy-dom
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import type { AsideLine } from '../../../../src/contract/set-aside.ts';
import { SET_ASIDE_CAUSES } from '../../../../src/core/custody/set-aside.ts';
import { failure, success } from '../../../../src/core/result.ts';
import { DAY } from '../../../../src/core/time.ts';
import { aStatus, NOW, SERIAL } from '../../builders.ts';
import { createFakeShell } from '../../fake-engine.ts';
import { showApp } from '../../render-app.tsx';
import { campaignEngine, lastInput, start } from './campaign-support.ts';
import { part } from './part.ts';

const LINE: AsideLine = {
  serial: SERIAL,
  family: 'iPhone',
  model: 'iPhone 15',
  since: NOW - 3 * DAY,
  cause: 'forRepair',
  owner: 'Ada',
  note: 'screen',
  now: { lane: 'clear', reason: 'allGatesHold' },
  secondLook: null,
};

async function show(lines: readonly AsideLine[], language: 'en' | 'de' = 'en') {
  const done = () => success({ queued: [SERIAL], refused: [] });
  const engine = campaignEngine({
    'status.read': () => success(aStatus({ operator: 'Kim' })),
    'setAside.list': () => success([...lines]),
    'setAside.put': done,
    'setAside.end': done,
    'setAside.lookAgain': () => success([]),
  });
  await showApp({ engine, shell: createFakeShell({ language }), start });
  const name = language === 'en' ? 'Set aside' : 'Beiseitegelegt';
  await userEvent.click(await screen.findByRole('tab', { name }));
  return engine;
}

describe('what is set aside, on screen', () => {
  it('says why, in whose care, since when, what to do and what it would be in the line', async () => {
    await show([LINE]);
    const text = (await part('Set aside')).textContent;
    expect(text).toContain('goes to repairscreen');
    expect(text).toContain('but never release it');
    expect(text).toContain('Ada');
    expect(text).toContain('3 days ago');
    expect(text).toContain('RESET NOW');
  });

  it('asks for the second look in words', async () => {
    const gone = {
      ...LINE,
      cause: 'verdict',
      reason: 'lockedByUser',
      secondLook: 'causeGone',
    } as const;
    await show([gone]);
    const panel = await part('Set aside');
    expect(panel.textContent).toContain('1 device asks for a second look.');
    expect(within(panel).getByText('Its cause may have gone')).toBeTruthy();
  });

  it('is brought back and looked at again by name, and the list is read anew', async () => {
    const engine = await show([LINE]);
    await userEvent.click(await screen.findByRole('button', { name: `Look again at ${SERIAL}` }));
    expect(lastInput(engine, 'setAside.lookAgain')).toEqual({ serials: [SERIAL] });
    await userEvent.click(screen.getByRole('button', { name: `Bring back ${SERIAL}` }));
    expect(lastInput(engine, 'setAside.end')).toEqual({ serials: [SERIAL] });
    const reads = engine.calls.filter(({ name }) => name === 'setAside.list');
    expect(reads.length).toBeGreaterThanOrEqual(3);
  });

  it('says why it could not be brought back', async () => {
    const engine = await show([LINE]);
    engine.answer('setAside.end', () => failure({ code: 'noOperator' }));
    await userEvent.click(await screen.findByRole('button', { name: `Bring back ${SERIAL}` }));
    expect(await screen.findByRole('alert')).toBeTruthy();
  });

  it('teaches when nothing is', async () => {
    await show([]);
    expect(await screen.findByText('Nothing is set aside')).toBeTruthy();
  });

  it.each(['en', 'de'] as const)(
    'leaves no gap and no code in its words, in %s',
    async (language) => {
      const lines = SET_ASIDE_CAUSES.map((cause, index) => ({
        ...LINE,
        cause,
        since: NOW - index,
      }));
      await show(lines, language);
      await screen.findAllByText('Ada');
      expect(document.body.textContent).not.toMatch(/\{\w+\}|setAside\.|ui\./);
    },
  );
});

describe('setting aside on screen', () => {
  it('takes serials, cause, owner and note; the operator is the owner unless another is named', async () => {
    const engine = await show([]);
    await userEvent.type(await screen.findByLabelText('Serials'), SERIAL);
    await userEvent.selectOptions(screen.getByLabelText('Why'), 'forRepair');
    await userEvent.type(screen.getByLabelText('Note'), 'screen');
    const form = screen.getByRole('form', { name: 'Set aside' });
    await userEvent.click(within(form).getByRole('button', { name: 'Set aside' }));
    expect(lastInput(engine, 'setAside.put')).toEqual({
      serials: [SERIAL],
      cause: 'forRepair',
      owner: 'Kim',
      note: 'screen',
    });
    expect(await screen.findByText('1 device is set aside.')).toBeTruthy();
  });

  it('needs a serial', async () => {
    await show([]);
    await userEvent.type(await screen.findByLabelText('Serials'), 'hello');
    const form = screen.getByRole('form', { name: 'Set aside' });
    const button = within(form).getByRole<HTMLButtonElement>('button', { name: 'Set aside' });
    expect(button.disabled).toBe(true);
  });

  it('says why a device was not taken', async () => {
    const engine = await show([]);
    const refused = [{ serial: SERIAL, reason: 'notStopped' }];
    engine.answer('setAside.put', () => success({ queued: [], refused }));
    await userEvent.type(await screen.findByLabelText('Serials'), `${SERIAL}{Enter}`);
    expect(await screen.findByText(/Its verdict is not STOP. Choose another cause/)).toBeTruthy();
  });

  it('changes what is said of a device', async () => {
    const engine = await show([LINE]);
    const change = { name: `Change what is said of ${SERIAL}` };
    await userEvent.click(await screen.findByRole('button', change));
    const owner = screen.getByLabelText<HTMLInputElement>('In the care of');
    expect(owner.value).toBe('Ada');
    await userEvent.clear(owner);
    await userEvent.type(owner, 'Robin');
    await userEvent.click(screen.getByRole('button', { name: 'Save' }));
    expect(lastInput(engine, 'setAside.put')).toMatchObject({ owner: 'Robin', note: 'screen' });
  });
});
