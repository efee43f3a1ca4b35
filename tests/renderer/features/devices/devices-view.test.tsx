// @vitest-environment happy-dom
import { act, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { failure, success } from '../../../../src/core/result.ts';
import { aCard, serialOf } from '../../builders.ts';
import { createFakeEngine } from '../../fake-engine.ts';
import { choices, fleet, timeline } from '../../preview/scenery.ts';
import { showApp } from '../../render-app.tsx';

const start = { view: 'devices' } as const;

function engineWithFleet() {
  return createFakeEngine({
    'devices.window': (input) => success(fleet(input)),
    'devices.choices': () => success(choices()),
    'devices.timeline': () => success(timeline()),
    'desk.card': ({ serial }) => success(aCard('lockedByUser', { serial: serialOf(serial) })),
  });
}

/** happy-dom lays nothing out: without a height the table would show no row at all. */
function giveHeight() {
  Object.defineProperty(HTMLElement.prototype, 'clientHeight', { configurable: true, value: 640 });
  Object.defineProperty(HTMLElement.prototype, 'clientWidth', { configurable: true, value: 1_000 });
}

describe('the fleet', () => {
  it('shows a window of 200,000 devices and never more rows than fit', async () => {
    giveHeight();
    await showApp({ engine: engineWithFleet(), start });
    const grid = await screen.findByRole('grid', { name: 'Devices' });
    await waitFor(() => expect(grid.getAttribute('aria-rowcount')).toBe('200001'));
    expect(screen.getByText('200,000 of 200,000')).toBeTruthy();
    await waitFor(() => expect(screen.getAllByRole('row').length).toBeGreaterThan(10));
    expect(screen.getAllByRole('row').length).toBeLessThan(60);
  });

  it('filters while somebody types', async () => {
    giveHeight();
    await showApp({ engine: engineWithFleet(), start });
    await userEvent.type(await screen.findByRole('searchbox'), 'ip');
    expect(await screen.findByText('2,200 of 200,000')).toBeTruthy();
  });

  it('opens a device with its verdict and its story in words', async () => {
    giveHeight();
    await showApp({ engine: engineWithFleet(), start });
    await screen.findByText('200,000 of 200,000');
    await waitFor(() => expect(screen.getAllByRole('row').length).toBeGreaterThan(10));
    await userEvent.click(screen.getAllByRole('row')[2] ?? document.body);
    const detail = await screen.findByRole('complementary', { name: 'Device' });
    await waitFor(() => expect(detail.textContent).toContain('STOP'));
    expect(detail.textContent).toContain('Mira Lang began to erase it.');
  });

  it('teaches when nothing matches', async () => {
    await showApp({ engine: engineWithFleet(), start });
    await userEvent.type(await screen.findByRole('searchbox'), 'zzzzz');
    expect(await screen.findByText('Nothing matches')).toBeTruthy();
  });

  it('says what to do when it cannot be read', async () => {
    const engine = createFakeEngine({ 'devices.window': () => failure({ code: 'bug' }) });
    await showApp({ engine, start });
    expect(await screen.findByText('Something went wrong in Resetbench itself.')).toBeTruthy();
  });

  it('leaves what is typed into the search to the search', async () => {
    const { parts } = await showApp({ engine: engineWithFleet(), start });
    await userEvent.type(await screen.findByRole('searchbox'), 'F2LX');
    expect(parts.store.getState().assembly.text).toBe('');
    await act(async () => undefined);
  });
});
