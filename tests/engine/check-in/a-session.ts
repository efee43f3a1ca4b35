import type { CheckInReply, SessionView } from '../../../src/contract/check-in.ts';
import { anEngine, aHome, type TestEngine } from '../desk/an-engine.ts';

/** A bench with one session open, in the sandbox. */
export interface TestSession {
  readonly bench: TestEngine;
  readonly sessionId: string;
  scan(text: string, key?: string): Promise<CheckInReply>;
  view(): Promise<SessionView>;
  /** Takes a list as the manifest of the session. */
  expect(table: string): Promise<SessionView>;
}

export async function aSession(home = aHome()): Promise<TestSession> {
  const bench = await anEngine(home);
  // A label is scanned within moments, which at ten minutes a second are over at once.
  await bench.ask('sandbox.setSpeed', { speed: 1 });
  await bench.ask('desk.signIn', { operator: 'Mira' });
  const { sessionId } = await bench.ask('checkIn.open', { name: 'Pallet of Munich' });
  return sessionOn(bench, sessionId);
}

export function sessionOn(bench: TestEngine, sessionId: string): TestSession {
  return {
    bench,
    sessionId,
    scan: (text, key) => bench.ask('checkIn.scan', { sessionId, text, key }),
    view: () => bench.ask('checkIn.session', { sessionId }),
    async expect(table) {
      const input = { sessionId, source: 'list.csv', text: table };
      const { previewId } = await bench.ask('checkIn.readManifest', input);
      return bench.ask('checkIn.takeManifest', { sessionId, previewId });
    },
  };
}

/** Serials that no cloud knows. */
export function serialsTo(count: number): string[] {
  return Array.from({ length: count }, (_, index) => `F2LT${String(index).padStart(4, '0')}ZZZ1`);
}
