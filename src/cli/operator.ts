import { userInfo } from 'node:os';
import type { Language } from '../core/words/words.ts';
import type { Engine } from '../engine/engine.ts';
import { complainOf } from './complain-of.ts';

/** Whoever is signed in at this machine stands on record for what the command does; false where that failed. */
export async function signInOperator(engine: Engine, language: Language): Promise<boolean> {
  const signedIn = await engine.calls['desk.signIn']({ operator: userInfo().username });
  if (!signedIn.ok) complainOf(signedIn.error, language);
  return signedIn.ok;
}
