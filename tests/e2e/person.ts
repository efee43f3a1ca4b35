import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { AUTHORITY } from './an-authority.ts';

/** A home folder of Linux's in which nothing is set up. */
export function aPerson(folder: string): string {
  const home = join(folder, 'person');
  mkdirSync(home);
  return home;
}

/** Has the authority of these tests trusted by whatever reads this person's store, as Chromium does. */
export function trustAuthority(home: string): void {
  const store = join(home, '.pki', 'nssdb');
  const file = join(home, 'authority.pem');
  mkdirSync(store, { recursive: true });
  writeFileSync(file, AUTHORITY);
  const certutil = (...args: readonly string[]) =>
    execFileSync('certutil', [...args, '-d', `sql:${store}`]);
  certutil('-N', '--empty-password');
  certutil('-A', '-n', 'Resetbench tests', '-t', 'C,,', '-i', file);
}
