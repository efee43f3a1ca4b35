import path from 'node:path';
import type { ElectronApplication, Page } from '@playwright/test';

const folder = path.resolve(import.meta.dirname, '../../docs/screenshots');

export interface Size {
  readonly width: number;
  readonly height: number;
}
export const BENCH: Size = { width: 1280, height: 800 };
export const WALL: Size = { width: 1920, height: 1080 };

export type Camera = ReturnType<typeof cameraFor>;

/** Takes pictures of the window into docs/screenshots. */
export function cameraFor(app: ElectronApplication, page: Page) {
  async function resize({ width, height }: Size): Promise<void> {
    await app.evaluate(
      ({ BrowserWindow }, [w, h]) =>
        BrowserWindow.getAllWindows()[0]?.setContentSize(w ?? 0, h ?? 0),
      [width, height],
    );
  }

  async function take(name: string): Promise<void> {
    await page.waitForTimeout(400);
    await page.screenshot({ path: path.join(folder, `${name}.png`), animations: 'disabled' });
  }

  /** The screen from its top to its end, however far one would have to scroll. */
  async function takeWhole(name: string): Promise<void> {
    const height = await page.locator('main').evaluate((main) => {
      const scrolling = [main, ...main.querySelectorAll('*')];
      const hidden = scrolling.map(({ clientHeight, scrollHeight }) => scrollHeight - clientHeight);
      return Math.max(0, ...hidden);
    });
    await resize({ width: BENCH.width, height: BENCH.height + height });
    await take(name);
    await resize(BENCH);
  }

  return { resize, take, takeWhole };
}
