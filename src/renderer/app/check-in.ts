import type { CheckInLine, CheckInReply, SessionView } from '../../contract/check-in.ts';
import type { SerialNumber } from '../../core/identifiers/serial-number.ts';
import { isHazard, type Condition } from '../../core/sessions/condition.ts';
import type { SoundPlayer } from '../sound/player.ts';
import { createBoxActs, type BoxActs } from './box-acts.ts';
import { createCheckInPanels, serialAtHand, type CheckInPanels } from './check-in-panels.ts';
import { conditionOfCommand } from './condition-commands.ts';
import type { Answer, EngineClient } from './engine-client.ts';
import { soundOf } from './shown-outcome.ts';
import type { AppStore, CheckInStage } from './store.ts';

export interface CheckInParts {
  readonly store: AppStore;
  readonly engine: EngineClient;
  readonly sound: SoundPlayer;
  /** A scan of this session. */
  readonly count: (text: string, sessionId: string) => void;
}

/** The window's side of a batch check-in. */
export interface CheckIn extends BoxActs {
  /** The session whose screen is up, so that scans are of it. */
  isUp(): string | undefined;
  /** Ends when what the scan begins is done. */
  hear(reply: CheckInReply, sessionId: string): Promise<void>;
  open(sessionId: string): Promise<void>;
  begin(about: {
    readonly name: string;
    readonly expectedOn?: string | undefined;
  }): Promise<boolean>;
  readonly panels: CheckInPanels;
  /** Back to the list; the session stays open. */
  leave(): void;
  undo(eventId?: string): Promise<void>;
  /** The next digit says what is seen of the device that was scanned last. */
  askCondition(): void;
  note(condition: Condition, serial?: SerialNumber): Promise<void>;
  handOff(takenBy: string): Promise<boolean>;
  /** Draws it where that session is still up; false when it failed. */
  show(answer: Answer<'checkIn.session'>): boolean;
  /** Asks again for the session that is up: another engine has read it back from disk. */
  renew(): Promise<void>;
}

const NEWEST = 50;

export function createCheckIn(parts: CheckInParts): CheckIn {
  const { engine, store } = parts;
  const stage = () => store.getState().checkIn;
  const sessionId = () => stage()?.session.sessionId ?? '';
  const isUp = (id: string) => stage()?.session.sessionId === id;
  const show = (answer: Answer<'checkIn.session'>): boolean =>
    answer.ok && !isUp(answer.value.sessionId) ? true : showAnswer(store, answer);
  const enter = (answer: Answer<'checkIn.session'>): boolean =>
    showAnswer(store, answer) && countHeld(parts);
  const undo = async (eventId?: string) =>
    void show(await engine.ask('checkIn.undo', { sessionId: sessionId(), eventId }));
  const boxes = createBoxActs({ engine, show, session: () => stage()?.session });
  const note = async (condition: Condition, serial = serialAtHand(stage())) => {
    if (!serial) return parts.sound.play('notSerial');
    const noted = await engine.ask('checkIn.note', { sessionId: sessionId(), serial, condition });
    if (!show(noted) || !isHazard(condition)) return;
    parts.sound.play('stop');
    if (!noted.ok || !isUp(noted.value.sessionId)) return;
    store.setState(({ checkIn }) => ({ checkIn: checkIn && { ...checkIn, hazard: serial } }));
  };
  const commands = { BOX: boxes.nextBox, CLOSE: () => boxes.closeBox(), UNDO: () => undo() };
  return {
    ...boxes,
    undo,
    note,
    show,
    panels: createCheckInPanels(store),
    isUp: () => (store.getState().view === 'checkIn' ? openSessionOf(stage()) : undefined),
    hear: createHearing(parts, { commands, note }),
    open: async (id) => void enter(await engine.ask('checkIn.session', { sessionId: id })),
    begin: async (about) => enter(await engine.ask('checkIn.open', about)),
    leave: () => store.setState({ checkIn: undefined, trouble: undefined }),
    askCondition: () => document.querySelector<HTMLElement>('[data-first-condition]')?.focus(),
    handOff: async (takenBy) =>
      show(await engine.ask('checkIn.handOff', { sessionId: sessionId(), takenBy })),
    async renew() {
      const id = sessionId();
      if (id !== '') show(await engine.ask('checkIn.session', { sessionId: id }));
    },
  };
}

function openSessionOf(stage: CheckInStage | undefined): string | undefined {
  return stage?.session.handOff ? undefined : stage?.session.sessionId;
}

/** Who opens a session while scans are held says by that where they count. */
function countHeld({ store, count }: CheckInParts): true {
  const { checkIn, held } = store.getState();
  const sessionId = openSessionOf(checkIn);
  if (!sessionId || held.length === 0) return true;
  store.setState({ held: [] });
  for (const text of held) count(text, sessionId);
  return true;
}

function showAnswer(store: AppStore, answer: Answer<'checkIn.session'>): boolean {
  if (!answer.ok) {
    store.setState({ trouble: answer.error });
    return false;
  }
  const session = answer.value;
  store.setState(({ checkIn }) => ({
    trouble: undefined,
    checkIn: {
      session,
      ...(checkIn?.session.sessionId === session.sessionId && {
        last: checkIn.last && lastIn(session, checkIn.last),
        hazard: hazardIn(session, checkIn.hazard),
        chosen: checkIn.chosen,
        // The answer to an earlier act does not close what was opened since.
        panel: checkIn.panel,
      }),
    },
  }));
  return true;
}

/** Undefined once that scan was taken back. */
function lastIn(
  { newest }: SessionView,
  last: NonNullable<CheckInStage['last']>,
): CheckInStage['last'] {
  const isOver = newest.some((line) => line.eventId === last.reply.line.eventId && line.isUndone);
  return isOver ? undefined : last;
}

/** It stands until the next scan, unless what was seen was taken back. */
function hazardIn({ newest }: SessionView, hazard: CheckInStage['hazard']): CheckInStage['hazard'] {
  const isSeen = newest.some(
    ({ serial, isUndone, conditions }) =>
      serial === hazard && !isUndone && conditions.some(isHazard),
  );
  return isSeen ? hazard : undefined;
}

interface Acts {
  readonly commands: Readonly<Record<string, () => Promise<unknown>>>;
  note(condition: Condition): Promise<void>;
}

/** What the window does with the answer to a scan: it is on record when it comes. */
function createHearing({ store, sound }: CheckInParts, { commands, note }: Acts) {
  const obey = async (word: string): Promise<void> => {
    const condition = conditionOfCommand(word);
    await (condition ? note(condition) : commands[word]?.());
  };
  return async (reply: CheckInReply, sessionId: string): Promise<void> => {
    const { answer, line } = reply;
    const isUp = store.getState().checkIn?.session.sessionId === sessionId;
    if (answer === 'operator') {
      sound.play('accepted');
      store.setState({ hint: { kind: 'signedIn', operator: line.text } });
    } else if (answer === 'box') {
      sound.play('accepted');
      if (isUp) keepTally(store, reply);
    } else if (answer === 'command') {
      if (line.text === 'SOUND') sound.repeat();
      else if (isUp) await obey(line.text);
    } else {
      playOutcome(sound, reply);
      if (isUp) takeIn(store, reply);
    }
  };
}

function playOutcome(sound: SoundPlayer, reply: CheckInReply): void {
  const earcon = soundOf(reply);
  if (earcon) sound.play(earcon);
}

/** Nothing but the numbers and the boxes has changed. */
function keepTally(store: AppStore, { tally }: CheckInReply): void {
  store.setState(({ checkIn }) => ({
    checkIn: checkIn && { ...checkIn, session: { ...checkIn.session, tally } },
  }));
}

function takeIn(store: AppStore, reply: CheckInReply): void {
  store.setState(({ checkIn }) => {
    if (!checkIn) return {};
    const { session } = checkIn;
    const { received, expected } = reply.tally;
    const newest = [reply.line, ...session.newest.filter(isOther(reply.line))].slice(0, NEWEST);
    return {
      hint: undefined,
      trouble: undefined,
      checkIn: {
        session: { ...session, tally: reply.tally, received, expected, newest },
        panel: cameraIn(checkIn),
        last:
          reply.line.outcome === 'extra' && checkIn.last ? checkIn.last : { reply, at: Date.now() },
      },
    };
  });
}

/** A picture that was taken and not kept yet is not lost with the next scan: its panel says whose it is. */
function cameraIn({ panel }: CheckInStage): CheckInStage['panel'] {
  return panel?.kind === 'photo' ? panel : undefined;
}

function isOther({ eventId }: CheckInLine) {
  return (line: CheckInLine) => line.eventId !== eventId;
}
