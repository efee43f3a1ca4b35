import { expect, test } from '../e2e/fixture.ts';
const SIZES = { s: [1280, 800], l: [1920, 1080] } as const;
for (const scheme of ['dark', 'light'] as const)
  for (const lang of ['en', 'de'] as const) {
    test.describe(`${scheme} ${lang}`, () => {
      test.use({ colorScheme: scheme });
      test(`look ${scheme} ${lang}`, async ({ running }) => {
        test.setTimeout(180_000);
        const { app, page } = running;
        const size = async (w: number, h: number) =>
          app.evaluate(({ BrowserWindow }, [a, b]) => BrowserWindow.getAllWindows()[0]?.setContentSize(a ?? 0, b ?? 0), [w, h]);
        const take = async (name: string) => {
          await page.waitForTimeout(350);
          await page.screenshot({ path: `/tmp/shots/${name}-${scheme}-${lang}.png`, animations: 'disabled' });
        };
        await page.evaluate((language) => (window as any).bench.shell('shell.changeSettings', { language }), lang);
        await page.reload();
        await page.locator('#root > *').first().waitFor();
        await page.waitForTimeout(4000);
        for (const [key, [w, h]] of Object.entries(SIZES)) {
          await size(w, h);
          await page.keyboard.press('Control+3');
          await page.waitForTimeout(1200);
          await take(`campaign-${key}`);
          if (key === 's') {
            const main = page.locator('main');
            await main.evaluate((e) => { const s = [...e.querySelectorAll('*'), e].find((x) => x.scrollHeight > x.clientHeight + 40 && getComputedStyle(x).overflowY !== 'visible'); if (s) s.scrollTop = 700; });
            await take(`campaign-scrolled`);
            await main.evaluate((e) => { const s = [...e.querySelectorAll('*'), e].find((x) => x.scrollHeight > x.clientHeight + 40 && getComputedStyle(x).overflowY !== 'visible'); if (s) s.scrollTop = 5000; });
            await take(`campaign-end`);
          }
          await page.keyboard.press('Control+5');
          await page.waitForTimeout(1200);
          const steps = page.locator('main nav button, main aside button, main ol button');
          const n = Math.min(await steps.count(), 6);
          for (let i = 0; i < n; i += 1) {
            await steps.nth(i).click();
            await page.waitForTimeout(300);
            if (key === 's' || i === 3) await take(`wizard-${key}-${i + 1}`);
          }
        }
      });
    });
  }
