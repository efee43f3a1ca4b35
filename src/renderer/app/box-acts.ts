import type { SessionTally, SessionView } from '../../contract/check-in.ts';
import type { SerialNumber } from '../../core/identifiers/serial-number.ts';
import type { Answer, EngineClient } from './engine-client.ts';

/** What a person does with boxes; each answer is shown. */
export interface BoxActs {
  openBox(box: {
    readonly name: string;
    readonly destination?: string | undefined;
  }): Promise<boolean>;
  /** Closes the open box and opens the next number. */
  nextBox(): Promise<void>;
  closeBox(boxId?: string): Promise<void>;
  /** The next devices go into this box. */
  chooseBox(boxId: string): Promise<void>;
  moveDevice(serial: SerialNumber, boxId: string): Promise<boolean>;
  /** Where the box stands, open or closed; said again it stands elsewhere. */
  placeBox(boxId: string, place: string): Promise<boolean>;
}

interface BoxParts {
  readonly engine: EngineClient;
  readonly show: (answer: Answer<'checkIn.session'>) => boolean;
  readonly session: () => SessionView | undefined;
}

/** The boxes of the session that is up. */
export function createBoxActs({ engine, show, session }: BoxParts): BoxActs {
  const sessionId = () => session()?.sessionId ?? '';
  const closeBox = async (boxId = session()?.tally.currentBoxId ?? undefined) => {
    if (boxId) show(await engine.ask('checkIn.closeBox', { sessionId: sessionId(), boxId }));
  };
  const openBox: BoxActs['openBox'] = async (box) =>
    show(await engine.ask('checkIn.openBox', { sessionId: sessionId(), ...box }));
  return {
    closeBox,
    openBox,
    chooseBox: async (boxId) =>
      void show(await engine.ask('checkIn.chooseBox', { sessionId: sessionId(), boxId })),
    async nextBox() {
      const before = session();
      if (!before) return;
      const name = nextName(before.tally);
      await closeBox();
      // Of the same session, also where another one is up by now.
      show(await engine.ask('checkIn.openBox', { sessionId: before.sessionId, name }));
    },
    moveDevice: async (serial, boxId) =>
      show(await engine.ask('checkIn.moveDevice', { sessionId: sessionId(), serial, boxId })),
    placeBox: async (boxId, place) =>
      show(await engine.ask('checkIn.placeBox', { sessionId: sessionId(), boxId, place })),
  };
}

/** "Box 7" after "Box 6"; numbers that are there already are not used again. */
export function nextName({ boxes }: Pick<SessionTally, 'boxes'>): string {
  const last = boxes.at(-1)?.name ?? '';
  const [, before = 'Box ', digits = '0'] = /^(.*?)(\d+)\D*$/.exec(last) ?? [];
  const names = new Set(boxes.map(({ name }) => name));
  const named = (number: number) => `${before}${String(number).padStart(digits.length, '0')}`;
  let number = Number(digits) + 1;
  while (names.has(named(number))) number += 1;
  return named(number);
}
