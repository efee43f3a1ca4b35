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
  return {
    async resize({ width, height }: Size): Promise<void> {
      await app.evaluate(
        ({ BrowserWindow }, [w, h]) =>
          BrowserWindow.getAllWindows()[0]?.setContentSize(w ?? 0, h ?? 0),
        [width, height],
      );
    },
    async take(name: string): Promise<void> {
      await page.waitForTimeout(400);
      await page.screenshot({ path: path.join(folder, `${name}.png`), animations: 'disabled' });
    },
  };
}
