// @vitest-environment happy-dom
import { act, fireEvent, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import type { InputOf, OutputOf } from '../../../../src/contract/calls.ts';
import type { Failure } from '../../../../src/contract/protocol.ts';
import { failure, success, type Result } from '../../../../src/core/result.ts';
import { DAY, HOUR } from '../../../../src/core/time.ts';
import { fieldOf } from '../../../../src/renderer/features/campaign/bulk/deadline.ts';
import { aStatus } from '../../builders.ts';
import { createFakeShell, type FakeEngine, type FakeShell } from '../../fake-engine.ts';
import { BOTH, bulkPart, goTo, ONE, openBulk, OTHER } from './bulk-support.ts';
import { campaignEngine, someClouds } from './campaign-support.ts';

type Ordered = OutputOf<'campaign.orderReset'>;
type Order = InputOf<'campaign.orderReset'>;

const anOrder = ({ format }: Pick<Order, 'format'>): Ordered => ({
  queued: [ONE],
  refused: [{ serial: OTHER, reason: 'foreignService' }],
  file: { name: `reset-${format}.csv`, text: `${format}\n`, validUntil: aStatus().now + HOUR },
});

/** An engine whose check of the serials lasts until it is told to end. */
function slowEngine() {
  const answers: ((answer: Result<Ordered, Failure>) => void)[] = [];
  const engine = campaignEngine({
    'campaign.orderReset': () => new Promise((resolve) => answers.push(resolve)),
  });
  const end = (answer: Result<Ordered, Failure>) =>
    act(async () => {
      for (const resolve of answers.splice(0)) resolve(answer);
    });
  return { engine, end };
}

const quickEngine = () =>
  campaignEngine({ 'campaign.orderReset': (order) => success(anOrder(order)) });

/** The panel with an order filled in: two serials and who agrees. */
async function fillOrder(engine: FakeEngine, shell?: FakeShell) {
  const bulk = await openBulk(engine, 'File for remote reset', shell);
  bulk.fill(BOTH);
  fireEvent.change(personIn(bulk.panel), { target: { value: 'Jonas' } });
  return bulk;
}

async function sendOrder(engine: FakeEngine, shell?: FakeShell) {
  const bulk = await fillOrder(engine, shell);
  await bulk.press('Make the file for 2 devices');
  return bulk;
}

async function leaveAndComeBack(): Promise<HTMLElement> {
  await goTo('Bench');
  expect(screen.queryByRole('region', { name: 'Many serials at once' })).toBeNull();
  await goTo('Campaign');
  return bulkPart();
}

const personIn = (panel: HTMLElement) =>
  within(panel).getByRole<HTMLInputElement>('textbox', { name: 'Second person' });
const serialsOf = (panel: HTMLElement) =>
  within(panel).getByRole<HTMLTextAreaElement>('textbox', { name: 'Serial numbers' });
const choose = (panel: HTMLElement, name: string) =>
  userEvent.click(within(panel).getByRole('radio', { name }));
const isChosen = (panel: HTMLElement, name: string) =>
  within(panel).getByRole('radio', { name, checked: true }) !== null;
const orders = (engine: FakeEngine) =>
  engine.calls.filter(({ name }) => name === 'campaign.orderReset').length;
const saves = (shell: FakeShell) => shell.asked.filter((name) => name === 'shell.saveText').length;

describe('whoever leaves the campaign and comes back', () => {
  it('finds everything that was filled in', async () => {
    const { panel, fill } = await openBulk(campaignEngine(), 'Migrate without erasing');
    fill(BOTH);
    const deadline = fieldOf(aStatus().now + 3 * DAY);
    fireEvent.change(within(panel).getByLabelText(/Deadline/), { target: { value: deadline } });
    const back = await leaveAndComeBack();
    expect(isChosen(back, 'Migrate without erasing')).toBe(true);
    expect(serialsOf(back).value).toBe(BOTH);
    expect(within(back).getByLabelText<HTMLInputElement>(/Deadline/).value).toBe(deadline);
  });

  it('finds the check still under way, with what is being checked', async () => {
    const { engine } = slowEngine();
    await sendOrder(engine);
    const back = await leaveAndComeBack();
    const button = within(back).getByRole('button', { name: 'Working …' });
    expect(button.matches(':disabled')).toBe(true);
    expect(isChosen(back, 'File for remote reset')).toBe(true);
    expect(serialsOf(back).value).toBe(BOTH);
    expect(personIn(back).value).toBe('Jonas');
  });

  it('finds the answer that came while nobody looked, and saves its file', async () => {
    const { engine, end } = slowEngine();
    const { shell } = await sendOrder(engine);
    await goTo('Bench');
    await end(success(anOrder({ format: 'jamf' })));
    await goTo('Campaign');
    const back = await bulkPart();
    expect(back.textContent).toContain('on a foreign service');
    await userEvent.click(within(back).getByRole('button', { name: 'Save the file' }));
    expect(shell.inputs.at(-1)).toEqual({ name: 'reset-jamf.csv', text: 'jamf\n' });
  });

  it('sees the answer arrive after coming back to the check', async () => {
    const { engine, end } = slowEngine();
    await sendOrder(engine);
    const back = await leaveAndComeBack();
    await end(success(anOrder({ format: 'jamf' })));
    expect(back.textContent).toContain('The file holds 1 device');
    expect(within(back).getByRole('button', { name: 'Make the file for 2 devices' })).toBeTruthy();
  });

  it('finds why it failed', async () => {
    const { engine, end } = slowEngine();
    await sendOrder(engine);
    await goTo('Bench');
    await end(failure({ code: 'engineLost' }));
    await goTo('Campaign');
    expect((await bulkPart()).textContent).toContain('The engine stopped.');
  });

  it('finds the answer and its file as they were left', async () => {
    const { press } = await sendOrder(quickEngine());
    await press('Save the file');
    const back = await leaveAndComeBack();
    expect(back.textContent).toContain('Saved as reset-jamf.csv.');
    expect(back.textContent).toContain('1 not taken');
  });

  it('is not offered an erasure that was switched off meanwhile', async () => {
    const engine = campaignEngine({ 'connections.read': () => success(someClouds(true)) });
    const { fill, panel } = await openBulk(engine, 'Erase through Intune');
    fill(BOTH);
    fireEvent.change(personIn(panel), { target: { value: 'Jonas' } });
    engine.answer('connections.read', () => success(someClouds(false)));
    const back = await leaveAndComeBack();
    expect(await within(back).findByText(/switched off under Clouds/)).toBeTruthy();
    const button = within(back).getByRole('button', { name: 'Erase 2 devices …' });
    expect(button.matches(':disabled')).toBe(true);
  });
});

describe('one act at a time', () => {
  it('is asked for once, however fast one presses', async () => {
    const { engine } = slowEngine();
    const { panel } = await fillOrder(engine);
    const button = within(panel).getByRole('button', { name: 'Make the file for 2 devices' });
    await act(async () => {
      button.click();
      button.click();
    });
    expect(orders(engine)).toBe(1);
  });

  it('cannot be started again by whoever comes back during it', async () => {
    const { engine } = slowEngine();
    await sendOrder(engine);
    const back = await leaveAndComeBack();
    await userEvent.click(within(back).getByRole('button', { name: 'Working …' }));
    expect(orders(engine)).toBe(1);
  });

  it('keeps its fields as they were sent until its answer is there', async () => {
    const { engine, end } = slowEngine();
    const { panel, fill } = await sendOrder(engine);
    await choose(panel, 'Move');
    fill(ONE);
    expect(isChosen(panel, 'File for remote reset')).toBe(true);
    expect(serialsOf(panel).value).toBe(BOTH);
    await end(success(anOrder({ format: 'jamf' })));
    fill(ONE);
    expect(serialsOf(panel).value).toBe(ONE);
  });
});

describe('a file for remote reset', () => {
  it('names for which MDM it is and who agreed, also after another was chosen', async () => {
    const { panel } = await sendOrder(quickEngine());
    await choose(panel, 'Workspace ONE');
    fireEvent.change(personIn(panel), { target: { value: 'Mara' } });
    expect(panel.textContent).toContain('Jamf Pro, agreed to by Jonas.');
    expect(panel.textContent).not.toContain('agreed to by Mara');
  });

  it.each([
    [
      'other serials',
      (panel: HTMLElement) => fireEvent.change(serialsOf(panel), { target: { value: ONE } }),
    ],
    ['another act', (panel: HTMLElement) => choose(panel, 'Move')],
  ])('stays until it is saved, beside %s', async (_about, change) => {
    const { panel, press, shell } = await sendOrder(quickEngine());
    await change(panel);
    expect(panel.textContent).not.toContain('1 not taken');
    await press('Save the file');
    expect(shell.inputs.at(-1)).toEqual({ name: 'reset-jamf.csv', text: 'jamf\n' });
  });

  it('stays beside the file of the next check while it is not saved', async () => {
    const { panel, press, shell } = await sendOrder(quickEngine());
    await choose(panel, 'Workspace ONE');
    await press('Make the file for 2 devices');
    for (const button of within(panel).getAllByRole('button', { name: 'Save the file' })) {
      await userEvent.click(button);
    }
    expect(panel.textContent).toContain('Saved as reset-jamf.csv.');
    expect(panel.textContent).toContain('Saved as reset-workspaceOne.csv.');
    expect(saves(shell)).toBe(2);
  });

  it('is not taken for saved when the person gives up choosing where', async () => {
    const shell = createFakeShell();
    const gaveUp: FakeShell['ask'] = async () => success({ fileName: null } as never); // saveText is all that is asked
    const { panel, fill, press } = await sendOrder(quickEngine(), shell);
    Object.assign(shell, { ask: gaveUp });
    await press('Save the file');
    fill(ONE);
    expect(panel.textContent).not.toContain('Saved as');
    expect(within(panel).getByRole('button', { name: 'Save the file' })).toBeTruthy();
  });

  it('is put away with the next check once it is saved', async () => {
    const { panel, press } = await sendOrder(quickEngine());
    await press('Save the file');
    await choose(panel, 'Workspace ONE');
    await press('Make the file for 2 devices');
    expect(panel.textContent).not.toContain('reset-jamf.csv');
    expect(panel.textContent).toContain('reset-workspaceOne.csv');
  });
});
