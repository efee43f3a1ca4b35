import { fireEvent, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { serialOf } from '../../builders.ts';
import { createFakeShell, type FakeEngine } from '../../fake-engine.ts';
import { showApp } from '../../render-app.tsx';
import { start } from './campaign-support.ts';
import { part } from './part.ts';

export const ONE = serialOf('F2LXK0A7JG5H');
export const OTHER = serialOf('C39XK2PQJG5H');
export const BOTH = `${ONE}\n${OTHER}`;

export const bulkPart = () => part('Many serials at once');

/** The panel on that act, and what a person does in it. */
export async function openBulk(engine: FakeEngine, kind?: string, shell = createFakeShell()) {
  await showApp({ engine, shell, start });
  const panel = await bulkPart();
  if (kind) await userEvent.click(await within(panel).findByRole('radio', { name: kind }));
  const fill = (text: string) =>
    fireEvent.change(within(panel).getByRole('textbox', { name: 'Serial numbers' }), {
      target: { value: text },
    });
  const press = (name: string | RegExp) =>
    userEvent.click(within(panel).getByRole('button', { name }));
  return { panel, fill, press, shell };
}

/** To another screen of the window, by the rail. */
export async function goTo(screenName: string): Promise<void> {
  const rail = screen.getByRole('navigation');
  await userEvent.click(within(rail).getByRole('button', { name: screenName }));
}
