import { describe, expect, it } from 'vitest';
import { eventSentence } from '../../../src/core/custody/event-sentence.ts';
import type { Happening } from '../../../src/core/custody/event.ts';
import { SET_ASIDE_CAUSES } from '../../../src/core/custody/set-aside.ts';
import type { Language } from '../../../src/core/words/words.ts';
import {
  aLedger,
  atHello,
  enrolled,
  handedOver,
  left,
  NOON,
  opened,
  OTHER_SERIAL,
  recorded,
  scanned,
  SERIAL,
  started,
  undoing,
} from './a-ledger.ts';

const EVERY_TYPE: readonly Happening[] = [
  opened,
  scanned,
  started,
  left,
  atHello,
  recorded,
  enrolled,
  handedOver,
  undoing(0),
  ...(['usb', 'checkIn', 'command'] as const).map((origin): Happening => ({
    type: 'caseOpened',
    data: { origin },
  })),
  ...(['attested', 'dated'] as const).map((level): Happening => ({
    type: 'resetRecorded',
    data: { level, cloudAt: NOON, raw: {} },
  })),
  ...(['reassign', 'assignProfile', 'attestLock', 'agreeErase'] as const).map((fix): Happening => ({
    type: 'fixRequested',
    data: { fix },
  })),
  ...[true, false].map((keepsData): Happening => ({ type: 'intentStated', data: { keepsData } })),
  { type: 'codeScanned', data: { kind: 'bypassCode', text: '' } },
  {
    type: 'deviceReturned',
    data: { slot: '1-1', mode: 'dfu', isInSetupAssistant: false, raw: {} },
  },
  ...(['recovery', 'bond', 'session'] as const).map((by): Happening => ({
    type: 'deviceRead',
    data: { slot: '1-1', by },
  })),
  { type: 'deviceBound', data: { ecid: 'E1', slot: '1-1' } },
  { type: 'bondBroken', data: { ecid: 'E1', scanned: SERIAL, read: OTHER_SERIAL } },
  { type: 'verdictChanged', data: { lane: 'clear', reason: 'allGatesHold' } },
  { type: 'lockAttested', data: {} },
  {
    type: 'reassigned',
    data: { organizationId: 'o', serviceId: 's', activityId: 'a', cloudAssignedAt: NOON },
  },
  { type: 'profileAssigned', data: { tokenId: 't', profileId: 'p', cloudAssignedAt: NOON } },
  { type: 'fixFailed', data: { fix: 'reassign', failure: 'Apple refused' } },
  {
    type: 'migrationScheduled',
    data: { organizationId: 'o', serviceId: 's', activityId: 'a', cloudDeadlineAt: NOON },
  },
  { type: 'migrationChanged', data: { activityId: 'a', cloudDeadlineAt: NOON } },
  { type: 'migrationCancelled', data: { activityId: 'a' } },
  { type: 'resetOrdered', data: { by: 'currentMdm', approvedBy: 'Robin', reference: 'file' } },
  { type: 'resetOrdered', data: { by: 'intune', approvedBy: 'Robin', reference: 'row' } },
  { type: 'workFailed', data: { kind: 'wipe', failure: 'refused' } },
  { type: 'workFailed', data: { kind: 'sync', failure: 'refused' } },
  { type: 'workCancelled', data: { kind: 'migrate' } },
  { type: 'resetRecorded', data: { level: 'ordered', cloudAt: NOON, raw: {} } },
  { type: 'resetExpected', data: {} },
  { type: 'resetAttested', data: {} },
  { type: 'enrolled', data: { enrollmentId: 'e', profileName: null, cloudEnrolledAt: NOON } },
  ...SET_ASIDE_CAUSES.map((cause): Happening => ({
    type: 'setAside',
    data: { cause, owner: 'Kim' },
  })),
  { type: 'broughtBack', data: {} },
  { type: 'operatorChanged', data: { operator: 'Selma' } },
];

describe.each<Language>(['en', 'de'])('in %s', (language) => {
  it.each(EVERY_TYPE.map((happening) => [JSON.stringify(happening), happening] as const))(
    '%s has a whole sentence',
    (_title, happening) => {
      const [event] = aLedger(happening);
      const sentence = event && eventSentence(language, event);
      expect(sentence).toMatch(/^[A-ZÄÖÜ][^{}]+$/u);
      expect(sentence).not.toMatch(/^event\./);
    },
  );
});

describe('a sentence', () => {
  it('calls a slot by the name that the operator gave it', () => {
    const [event] = aLedger(left);
    expect(event && eventSentence('en', event, (port) => `hub ${port}`)).toBe('Left slot hub 1-1.');
  });

  it.each([
    ['recovery', 'Named itself on slot 1-1, in recovery mode.'],
    ['bond', 'Recognised on slot 1-1 by an earlier scan.'],
    ['session', 'Named itself on slot 1-1 to this computer, which it trusts.'],
  ] as const)('says how USB named a device: by %s', (by, sentence) => {
    const [event] = aLedger({ type: 'deviceRead', data: { slot: '1-1', by } });
    expect(event && eventSentence('en', event)).toBe(sentence);
  });

  it('names who signed in, not who was there before', () => {
    const [event] = aLedger({ type: 'operatorChanged', data: { operator: 'Selma' } });
    expect(event && eventSentence('en', event)).toBe('Selma signed in.');
  });

  it('names the day of a deadline beside its time', () => {
    const data = { activityId: 'a', cloudDeadlineAt: Date.UTC(2026, 11, 5, 12) };
    const [event] = aLedger({ type: 'migrationChanged', data });
    expect(event && eventSentence('en', event)).toContain('December 5, 2026');
  });
});
