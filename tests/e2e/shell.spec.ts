import { expect, test } from './fixture.ts';
import {
  askShell,
  collectPorts,
  enginePid,
  hasEnded,
  readWebPreferences,
  whereIs,
} from './shell-probe.ts';

test('the page gets two functions and nothing else of Electron or Node', async ({ page }) => {
  const seen = await page.evaluate(() => ({
    bench: Object.keys(window.bench).toSorted(),
    node: ['require', 'process', 'module', 'Buffer', 'global'].filter((name) => name in window),
  }));
  expect(seen).toEqual({ bench: ['connect', 'shell'], node: [] });
});

test('the window is isolated, sandboxed and without Node', async ({ running }) => {
  const preferences = await readWebPreferences(running.app);
  expect(preferences).toMatchObject({
    contextIsolation: true,
    sandbox: true,
    nodeIntegration: false,
    webviewTag: false,
  });
  expect(preferences).not.toMatchObject({ webSecurity: false });
});

test.describe('leaving the app', () => {
  test.use({ expectedErrors: /frame|Content Security Policy|ERR_|Not allowed|form/i });

  for (const [way, leave] of [
    ['an assignment', () => location.assign('https://example.org/')],
    ['a file address', () => location.assign('file:///etc/hostname')],
    ['another host of the scheme', () => location.assign('app://other/')],
    ['a script address', () => location.assign('javascript:document.body.replaceChildren()')],
    [
      'a link',
      () => {
        const link = document.createElement('a');
        link.href = 'https://example.org/';
        document.body.append(link);
        link.click();
      },
    ],
    [
      'a form',
      () => {
        const form = document.createElement('form');
        form.action = 'https://example.org/';
        document.body.append(form);
        form.submit();
      },
    ],
  ] as const) {
    test(`is not possible by ${way}`, async ({ page, running }) => {
      await page.evaluate(leave);
      await page.waitForTimeout(300);
      expect(await whereIs(running.app)).toEqual({ url: 'app://resetbench/', isFilled: true });
    });
  }

  test('opens no second window', async ({ running, page }) => {
    const opened = await page.evaluate(() => window.open('https://example.org/') !== null);
    expect(opened).toBe(false);
    expect(running.app.windows()).toHaveLength(1);
  });

  test('is not possible through a frame', async ({ page }) => {
    await page.evaluate(() => {
      const frame = document.createElement('iframe');
      frame.src = 'https://example.org/';
      document.body.append(frame);
    });
    await page.waitForTimeout(300);
    const addresses = page.frames().map((frame) => frame.url());
    expect(addresses.filter((address) => address.includes('example'))).toEqual([]);
  });
});

test('every permission but the picture of a camera is denied', async ({ page }) => {
  const states = await page.evaluate(async () => {
    const names = ['geolocation', 'notifications', 'microphone', 'midi'];
    const ask = (name: string) => navigator.permissions.query({ name: name as PermissionName });
    return Promise.all(names.map(async (name) => (await ask(name)).state));
  });
  expect(new Set(states)).toEqual(new Set(['denied']));
});

test('no sound, no position, no device can be had', async ({ page }) => {
  const refusals = await page.evaluate(async () => {
    const nameOf = (error: unknown): string => (error instanceof Error ? error.name : 'given');
    const sound = navigator.mediaDevices.getUserMedia({ audio: true }).then(String, nameOf);
    const position = new Promise<string>((resolve) =>
      navigator.geolocation.getCurrentPosition(
        () => resolve('given'),
        ({ code }) => resolve(code === 1 ? 'denied' : `code ${code}`),
      ),
    );
    return Promise.all([sound, position, Notification.requestPermission()]);
  });
  // Where there is no microphone at all the search ends before the permission is asked.
  expect(refusals[0]).toMatch(/^Not(Allowed|Found)Error$/);
  expect(refusals.slice(1)).toEqual(['denied', 'denied']);
});

test('the content policy is strict', async ({ page }) => {
  const answer = await page.reload();
  const policy = (await answer?.allHeaders())?.['content-security-policy'] ?? '';
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("connect-src 'none'");
  expect(policy).toContain("require-trusted-types-for 'script'");
  expect(policy).not.toMatch(/unsafe|https?:|\*/);
});

test.describe('the content policy in force', () => {
  test.use({ expectedErrors: /TrustedScript|unsafe-eval/ });

  test('text cannot be run as a program', async ({ page }) => {
    // Asked from a timer, because `eval` is free inside page.evaluate itself.
    const outcome = await page.evaluate(
      () =>
        new Promise<string>((resolve) => {
          setTimeout(() => {
            try {
              // oxlint-disable-next-line no-eval -- that it is refused is what is tested
              resolve(String(globalThis.eval('1')));
            } catch (error) {
              resolve(error instanceof Error ? error.name : 'unknown');
            }
          });
        }),
    );
    expect(outcome).toBe('EvalError');
  });
});

test('the app scheme gives out nothing from outside the built pages', async ({ running }) => {
  const statuses = await running.app.evaluate(async ({ net }) => {
    const paths = [
      '',
      '..%2f..%2fpackage.json',
      '%2e%2e%5cmain.cjs',
      'index.html%00.js',
      'none.js',
    ];
    const ask = async (path: string) => (await net.fetch(`app://resetbench/${path}`)).status;
    return Promise.all(paths.map(ask));
  });
  expect(statuses).toEqual([200, 404, 404, 404, 404]);
});

test.describe('the shell', () => {
  test('refuses what it does not know, as a value', async ({ page }) => {
    const refusals = [
      await askShell(page, 'shell.erase', {}),
      await askShell(page, 'toString', {}),
      await askShell(page, 'shell.changeSettings', { volume: 'loud' }),
      await askShell(page, 'shell.openExternal', { url: 'https://example.org/' }),
    ];
    expect(refusals).toEqual([
      { ok: false, error: { code: 'unknownCall' } },
      { ok: false, error: { code: 'unknownCall' } },
      { ok: false, error: { code: 'badInput' } },
      { ok: false, error: { code: 'notAllowed' } },
    ]);
  });

  test('changes the settings it is told and leaves the others', async ({ page }) => {
    await askShell(page, 'shell.changeSettings', { language: 'de', volume: 0.2 });
    const changed = await askShell(page, 'shell.changeSettings', { theme: 'dark' });
    expect(changed).toEqual({
      ok: true,
      value: { language: 'de', theme: 'dark', volume: 0.2 },
    });
  });
});

test.describe('without a key store', () => {
  // On Linux the plain text store stands for none; other systems have their own.
  test.use({ appArguments: ['--password-store=basic'] });

  test('the shell says that secrets last for this run only', async ({ page }) => {
    expect(await askShell(page, 'shell.settings', {})).toMatchObject({
      ok: true,
      value: { keepsSecrets: process.platform !== 'linux' },
    });
  });
});

test.describe('the engine', () => {
  test('is started again when it is killed, and the page gets a new port', async ({ running }) => {
    const ports = await collectPorts(running.page);
    const pid = await enginePid(running.app);
    process.kill(pid, 'SIGKILL');
    await expect.poll(ports).toEqual([{ generation: 2, hasPort: true }]);
    await expect.poll(() => enginePid(running.app)).not.toBe(pid);
  });

  // Windows cannot stop a process without ending it.
  if (process.platform !== 'win32') {
    test('is ended and started again when it hangs', async ({ running }) => {
      const ports = await collectPorts(running.page);
      // Long enough for its first answer, so that it no longer counts as starting.
      await running.page.waitForTimeout(2_500);
      process.kill(await enginePid(running.app), 'SIGSTOP');
      await expect.poll(ports, { timeout: 15_000 }).toEqual([{ generation: 2, hasPort: true }]);
    });
  }

  test('is given up after five restarts within a minute, until the page asks again', async ({
    running,
  }) => {
    const ports = await collectPorts(running.page);
    for (let generation = 2; generation <= 7; generation += 1) {
      process.kill(await enginePid(running.app), 'SIGKILL');
      await expect.poll(async () => (await ports()).length).toBe(generation - 1);
    }
    expect((await ports()).at(-1)).toEqual({ generation: 6, hasPort: false, gaveUp: true });
    await running.page.evaluate(() => window.bench.connect());
    await expect.poll(async () => (await ports()).at(-1)).toEqual({ generation: 7, hasPort: true });
  });

  test('does not outlive the app', async ({ running }) => {
    const pid = await enginePid(running.app);
    await running.app.close();
    await hasEnded(pid);
  });
});
