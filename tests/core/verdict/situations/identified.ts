import { DAY } from '../../../../src/core/time.ts';
import {
  ago,
  aDevice,
  aFact,
  aHardware,
  aSighting,
  aView,
  OTHER_SERIAL,
  SERIAL,
} from '../builders.ts';
import type { Situation } from './situation.ts';

/** Gate 1: one device, the one that was scanned, of a kind that can be moved. */
export const IDENTIFIED: readonly Situation[] = [
  {
    name: 'A device in DFU that has shown no serial must be scanned',
    given: { device: null, view: aView({ scannedSerial: undefined }) },
    lane: 'unknown',
    reason: 'noSerial',
  },
  {
    name: 'An IMEI that the mirror cannot resolve asks for the serial instead',
    given: { device: null, view: aView({ unresolvedCode: 'codeUnresolved' }) },
    lane: 'unknown',
    reason: 'codeUnresolved',
  },
  {
    name: 'A code that can mean two serials asks which one',
    given: { device: null, view: aView({ unresolvedCode: 'codeAmbiguous' }) },
    lane: 'unknown',
    reason: 'codeAmbiguous',
  },
  {
    name: 'A device on the cable with another serial than the label is set aside',
    given: { view: aView({ sightings: [aSighting({ serialRead: OTHER_SERIAL })] }) },
    lane: 'stop',
    reason: 'serialMismatch',
  },
  {
    name: 'A card that speaks for another serial than the scanned one is a mismatch too',
    given: { view: aView({ scannedSerial: OTHER_SERIAL }) },
    lane: 'stop',
    reason: 'serialMismatch',
  },
  {
    name: 'A label that was scanned from another device than its own is set aside, with what that device read',
    given: { view: aView({ brokenBond: { scanned: SERIAL, read: OTHER_SERIAL } }) },
    lane: 'stop',
    reason: 'serialMismatch',
  },
  {
    name: 'A device that wears the label of another is set aside',
    given: { view: aView({ brokenBond: { scanned: OTHER_SERIAL, read: SERIAL } }) },
    lane: 'stop',
    reason: 'serialMismatch',
  },
  {
    name: 'One serial on two slots is set aside',
    given: { view: aView({ sightings: [aSighting(), aSighting({ slot: '1-3' })] }) },
    lane: 'stop',
    reason: 'serialOnTwoSlots',
  },
  {
    name: 'A device that changed its mode on one slot is still one device',
    given: { view: aView({ sightings: [aSighting({ mode: 'recovery' }), aSighting()] }) },
    lane: 'clear',
    reason: 'allGatesHold',
  },
  {
    name: 'A Watch is set aside, whatever else is right',
    given: { device: aDevice({ hardware: aFact(aHardware({ family: 'Watch' })) }) },
    lane: 'stop',
    reason: 'unsupportedKind',
    under: ['noAllowedProfile'],
  },
  {
    name: 'A device that somebody has set aside stays aside, whatever else is right',
    given: { view: aView({ setAside: { at: ago(DAY), cause: 'forRepair', owner: 'Kim' } }) },
    lane: 'stop',
    reason: 'setAside',
  },
];
