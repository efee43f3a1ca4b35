import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { NO_CONNECTIONS } from '../../../src/core/connections.ts';
import {
  managedConnections,
  openConnectionStore,
} from '../../../src/engine/connections/connection-store.ts';
import { connections } from '../../../src/sandbox/campaign/organization.ts';
import { aHome } from '../desk/an-engine.ts';

function aStore(name = 'connections.json') {
  const file = path.join(aHome(), name);
  const open = () => openConnectionStore({ file, first: NO_CONNECTIONS, log: () => undefined });
  return { file, open };
}

describe('the connections of a bench', () => {
  it('are those of the first start until somebody changes them, and then what was kept', () => {
    const { open } = aStore();
    expect(open().read()).toEqual(NO_CONNECTIONS);
    expect(open().keep(connections).ok).toBe(true);
    expect(open().read()).toEqual(connections);
  });

  it('are readable by nobody else on this machine', () => {
    const { open, file } = aStore();
    open().keep(connections);
    expect(statSync(file).mode & 0o077).toBe(0);
  });

  it('are set aside, never destroyed, when they cannot be read', () => {
    const { open, file } = aStore();
    writeFileSync(file, '{"organizations": [');
    expect(open().read()).toEqual(NO_CONNECTIONS);
    expect(readFileSync(`${file}.broken-1`, 'utf8')).toContain('organizations');
    expect(existsSync(file)).toBe(false);
  });

  it('are set aside beside those that were set aside before', () => {
    const { open, file } = aStore();
    for (const content of ['the first', 'the second']) {
      writeFileSync(file, content);
      open();
    }
    const kept = [1, 2].map((number) => readFileSync(`${file}.broken-${number}`, 'utf8'));
    expect(kept).toEqual(['the first', 'the second']);
  });

  it('are set aside as well when the file is there and refuses to be read', () => {
    const { open, file } = aStore();
    // Even root cannot read a folder as a file.
    mkdirSync(file);
    expect(open().read()).toEqual(NO_CONNECTIONS);
    expect(existsSync(`${file}.broken-1`)).toBe(true);
  });

  it('that can neither be read nor set aside are not written over', () => {
    // With `.new` the longest name that a file may have; with `.broken-1` one that is too long.
    const { open, file } = aStore('x'.repeat(250));
    writeFileSync(file, 'what a person chose');
    const store = open();
    expect(store.keep(connections)).toEqual({ ok: false, error: { code: 'settingsNotKept' } });
    expect(readFileSync(file, 'utf8')).toBe('what a person chose');
  });

  it('stay as they were when the folder refuses the change', () => {
    const { open, file } = aStore();
    const store = open();
    store.keep(connections);
    // Even root cannot write a file where a folder is.
    mkdirSync(`${file}.new`);
    expect(store.keep(NO_CONNECTIONS)).toEqual({ ok: false, error: { code: 'settingsNotKept' } });
    expect(store.read()).toEqual(connections);
  });

  it('cannot be changed here when they come from a settings file', () => {
    const store = managedConnections(connections);
    expect(store.keep(NO_CONNECTIONS)).toEqual({ ok: false, error: { code: 'settingsManaged' } });
    expect(store.read()).toBe(connections);
  });
});
