import type { CaseView } from '../case-view.ts';
import { found, HOLDS, type GateReport } from '../finding.ts';
import type { Situation } from '../situation.ts';

/** Gate 1: one device, the one that was scanned, of a kind that can be moved. */
export function identified(situation: Situation): GateReport {
  const { device, view, family } = situation;
  const scanned = view.scannedSerial ?? device.serial;
  const onCable = view.sightings.flatMap(({ serialRead }) => serialRead ?? []);
  const read = [device.serial, ...onCable].find((serial) => serial !== scanned);
  if (read) return found({ code: 'serialMismatch', params: { scanned, read } });
  if (view.brokenBond) return found({ code: 'serialMismatch', params: { ...view.brokenBond } });
  const slots = new Set(view.sightings.map((seen) => seen.slot));
  if (slots.size > 1) return found({ code: 'serialOnTwoSlots' });
  if (family === 'Watch') {
    return found({ code: 'unsupportedKind', params: { family } }, device.hardware);
  }
  return inTheLine(view);
}

/** Whoever set it aside knows something that no cloud does. */
function inTheLine({ setAside }: CaseView): GateReport {
  if (!setAside) return HOLDS;
  const { at, cause, owner } = setAside;
  return found({ code: 'setAside', params: { setAsideOn: at, setAsideCause: cause, owner } });
}
