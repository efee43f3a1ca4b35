// @vitest-environment happy-dom
import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { success } from '../../../../src/core/result.ts';
import { showDevices } from '../../../../src/renderer/app/show-devices.ts';
import { serialOf } from '../../builders.ts';
import { createFakeEngine } from '../../fake-engine.ts';
import { choices, fleet } from '../../preview/scenery.ts';
import { showApp } from '../../render-app.tsx';

/** happy-dom lays nothing out: without a height the table would show no row at all. */
Object.defineProperty(HTMLElement.prototype, 'clientHeight', { configurable: true, value: 640 });
Object.defineProperty(HTMLElement.prototype, 'clientWidth', { configurable: true, value: 1_000 });

async function aTable() {
  const engine = createFakeEngine({
    'devices.window': (input) => success(fleet(input)),
    'devices.choices': () => success(choices()),
    'devices.queue': () =>
      success({
        taken: 3,
        refused: [{ reason: 'lockedByUser', count: 2, serials: [serialOf('F2LXK0A7JG5H')] }],
      }),
  });
  const { parts } = await showApp({ engine, start: { view: 'devices' } });
  await screen.findByText('200,000 of 200,000');
  await waitFor(() => expect(screen.getAllByRole('row').length).toBeGreaterThan(10));
  const asked = (name: string) =>
    engine.calls.filter((call) => call.name === name).map(({ input }) => input);
  return { asked, store: parts.store };
}

const rowAt = (index: number) => screen.getAllByRole('row')[index + 1] ?? document.body;
const head = (name: string) => screen.getByRole('columnheader', { name });

describe('many devices', { timeout: 30_000 }, () => {
  it('are sorted by the head of a column, the other way, and as before', async () => {
    const { asked } = await aTable();
    const press = () => userEvent.click(within(head('Model')).getByRole('button'));
    await press();
    expect(head('Model').getAttribute('aria-sort')).toBe('ascending');
    await press();
    expect(head('Model').getAttribute('aria-sort')).toBe('descending');
    expect(asked('devices.window').at(-1)).toMatchObject({
      sort: { by: 'model', isDescending: true },
    });
    await press();
    expect(head('Serial').getAttribute('aria-sort')).toBe('ascending');
  });

  it('are filtered by what is chosen, and no longer once that is taken back', async () => {
    const { asked } = await aTable();
    await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Verdict' }), 'stop');
    expect(asked('devices.window').at(-1)).toMatchObject({ filter: { lanes: ['stop'] } });
    await userEvent.click(screen.getByRole('button', { name: 'Clear filters' }));
    expect(asked('devices.window').at(-1)).toMatchObject({ filter: {} });
  });

  it('are chosen by keys alone, one and then a row of them', async () => {
    await aTable();
    act(() => rowAt(0).focus());
    await userEvent.keyboard(' ');
    expect(screen.getByText('1 device chosen')).toBeTruthy();
    await userEvent.keyboard('{Shift>}{ArrowDown}{ArrowDown}{/Shift}');
    expect(await screen.findByText('3 devices chosen')).toBeTruthy();
    expect(rowAt(2).getAttribute('aria-selected')).toBe('true');
  });

  it('are all of the filter by one key, and no serial of them is sent', async () => {
    const { asked } = await aTable();
    act(() => rowAt(0).focus());
    await userEvent.keyboard('{Control>}a{/Control}');
    expect(screen.getByText('All 200,000 of this filter')).toBeTruthy();
    await userEvent.click(screen.getByRole('button', { name: 'Move' }));
    await userEvent.keyboard('{Enter}');
    expect(asked('devices.queue')).toEqual([
      { of: { kind: 'filter', search: '', filter: {}, except: [] }, kind: 'reassign' },
    ]);
  });

  it('are not acted upon before somebody has agreed, and then it is said what was done', async () => {
    const { asked } = await aTable();
    await userEvent.click(rowAt(0).querySelector('.check-cell') ?? document.body);
    await userEvent.click(screen.getByRole('button', { name: 'Move' }));
    expect(asked('devices.queue')).toEqual([]);
    await userEvent.click(screen.getByRole('button', { name: 'Yes, queue' }));
    expect(await screen.findByText('3 devices are queued to be moved.')).toBeTruthy();
    expect(screen.getByText(/^2 devices not: ./)).toBeTruthy();
  });

  it('stand there when another screen has named them', async () => {
    const { asked, store } = await aTable();
    const serials = [serialOf('F2LXK0A7JG5H')];
    act(() => showDevices(store, { kind: 'serials', title: 'Waiting for Apple', serials }));
    expect(await screen.findByText('Waiting for Apple')).toBeTruthy();
    await waitFor(() =>
      expect(asked('devices.window').at(-1)).toMatchObject({ filter: { serials } }),
    );
    await userEvent.click(screen.getByRole('button', { name: 'Show all again' }));
    expect(screen.queryByText('Waiting for Apple')).toBeNull();
  });
});
