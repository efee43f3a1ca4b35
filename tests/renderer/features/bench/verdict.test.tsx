// @vitest-environment happy-dom
import { act, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { success } from '../../../../src/core/result.ts';
import { aCard, aScanLine, aSlot, SERIAL, serialOf, verdictOf, theSlots } from '../../builders.ts';
import { createFakeEngine } from '../../fake-engine.ts';
import { showApp } from '../../render-app.tsx';
import { engineWith, scan, verdict } from './bench-support.ts';

describe('the verdict', () => {
  it('stands over a scan that nobody had to click for', async () => {
    await showApp({ engine: engineWith(aCard('lockedByUser')) });
    expect(verdict().textContent).toContain('SCAN NEXT');
    await scan(SERIAL);
    expect(verdict().textContent).toContain('STOP');
    expect(verdict().textContent).toContain('set aside');
    expect(verdict().textContent).toContain('JG5H');
  });

  it('speaks for the slot of a device that is plugged in', async () => {
    await showApp({ engine: engineWith(aCard('allGatesHold', { slot: 'Port 7', slotNumber: 7 })) });
    await scan(SERIAL);
    expect(verdict().textContent).toContain('slot7');
  });

  it('is said to a screen reader without moving the focus', async () => {
    await showApp({ engine: engineWith(aCard('lockedByUser')) });
    await scan(SERIAL);
    expect(screen.getByRole('alert').textContent).toMatch(/STOP.*set aside.*F2LXK0A7JG5H/);
    expect(document.activeElement).toBe(screen.getByRole('textbox', { name: /scan or type/i }));
  });

  it('changes visibly and with a sound when fresh facts change the lane', async () => {
    const card = aCard('lockAsking');
    const stage = { kind: 'card', card, shownAt: Date.now() - 4_000, isRescanned: false } as const;
    const { engine, sounds } = await showApp({ engine: engineWith(card), start: { stage } });
    act(() => engine.tell('desk.cardChanged', aCard('allGatesHold', { revision: 2 })));
    expect(verdict().textContent).toContain('RESET NOW');
    expect(verdict().textContent).toMatch(/Changed. It was\s*WAIT/);
    expect(sounds).toEqual(['clear']);
  });

  it('does not mention a word that stood too short to be read', async () => {
    const { engine, sounds } = await showApp({ engine: engineWith(aCard('lockAsking')) });
    await scan(SERIAL);
    act(() => engine.tell('desk.cardChanged', aCard('allGatesHold', { revision: 2 })));
    expect(verdict().textContent).not.toContain('Changed');
    expect(sounds).toEqual(['wait', 'clear']);
  });

  it('says of work that failed why, and the next step', async () => {
    const failure = 'notPermitted: 403 Forbidden';
    const work = [{ kind: 'reassign', state: 'failed', since: Date.now(), failure } as const];
    await showApp({ engine: engineWith(aCard('foreignService', { work })) });
    await scan(SERIAL);
    expect(document.querySelector('.card-details')?.textContent).toMatch(
      /^Move at Apple: failed, .*\. The account of this bench .*“403 Forbidden”\. Have an administrator/,
    );
  });

  it('is not replaced by older news', async () => {
    const { engine } = await showApp({
      engine: engineWith(aCard('allGatesHold', { revision: 5 })),
    });
    await scan(SERIAL);
    act(() => engine.tell('desk.cardChanged', aCard('lockAsking', { revision: 4 })));
    expect(verdict().textContent).toContain('RESET NOW');
  });

  it('gives way when its device is unplugged', async () => {
    const card = aCard('allGatesHold', { slot: 'Port 7', slotNumber: 7 });
    const { engine } = await showApp({ engine: engineWith(card) });
    await scan(SERIAL);
    act(() => engine.tell('bench.slotsChanged', theSlots([aSlot(7)])));
    expect(verdict().textContent).toContain('SCAN NEXT');
  });

  it('gives way to Escape', async () => {
    await showApp({ engine: engineWith(aCard('inIntune')) });
    await scan(SERIAL);
    await userEvent.keyboard('{Escape}');
    expect(verdict().textContent).toContain('SCAN NEXT');
  });

  it('tells what a code is that names no device', async () => {
    const code = {
      input: '356938035643809',
      kind: 'imei' as const,
      value: '356938035643809',
      candidates: [],
    };
    const engine = createFakeEngine({
      'desk.scan': ({ text }) =>
        success({ outcome: 'unresolved', line: aScanLine(text, undefined, { code }) }),
    });
    const { sounds } = await showApp({ engine });
    await scan('356938035643809');
    expect(verdict().textContent).toContain('NO DEVICE');
    expect(screen.getAllByText('That is the IMEI, not the serial number.').length).toBeTruthy();
    expect(sounds).toEqual(['notSerial']);
  });

  it('offers what an ambiguous code may mean instead of guessing', async () => {
    const candidates = [SERIAL, 'F2LXKOA7JG5H'].map((value) => ({
      kind: 'serial' as const,
      value,
    }));
    const code = { input: 'F2LXKOA7JG5H', kind: 'ambiguous' as const, value: '', candidates };
    const engine = createFakeEngine({
      'desk.scan': ({ text }) =>
        success({ outcome: 'unresolved', line: aScanLine(text, undefined, { code }) }),
    });
    await showApp({ engine });
    await scan('F2LXKOA7JG5H');
    await userEvent.click(screen.getByRole('button', { name: SERIAL }));
    expect(engine.calls.at(-1)).toEqual({ name: 'desk.card', input: { serial: SERIAL } });
  });
});

describe('the other device', () => {
  it('takes the card over when another serial is scanned', async () => {
    const other = serialOf('C39XK2PQJG5H');
    const engine = createFakeEngine({
      'desk.scan': ({ text }) => {
        const card = aCard(text === SERIAL ? 'allGatesHold' : 'lockedByUser', {
          serial: serialOf(text),
        });
        return success({ outcome: 'device', line: aScanLine(text, card.verdict.lane), card });
      },
    });
    await showApp({ engine });
    await scan(SERIAL);
    await scan(other);
    expect(verdict().textContent).toContain('STOP');
    expect(screen.queryByRole('button', { name: /I erase it now/ })).toBeNull();
  });
});

describe('details', () => {
  it('list warnings, further reasons and, when opened, every fact with source and age', async () => {
    const card = aCard('allGatesHold');
    const warned = {
      ...card,
      verdict: verdictOf(card, { warnings: [{ code: 'keepEsim', params: {} }] }),
    };
    await showApp({ engine: engineWith(warned) });
    await scan(SERIAL);
    expect(screen.getByText('It has an eSIM. Choose to keep it when erasing.')).toBeTruthy();
    expect(screen.queryByRole('table')).toBeNull();
    await userEvent.click(screen.getByText('Facts and where they come from'));
    const row = await screen.findByRole('row', { name: /Activation Lock/ });
    expect(row.textContent).toContain('Activation LockoffApple');
  });
});
