import { onBenchClock } from '../../time.ts';
import {
  firstOf,
  found,
  HOLDS,
  holds,
  isFresh,
  unknownFact,
  type Finding,
  type GateReport,
} from '../finding.ts';
import type { Situation } from '../situation.ts';

/** Gate 3: nothing moves this device without erasing it, neither Apple's migration nor a promise to its user. */
export function noMigration(situation: Situation): GateReport {
  return firstOf(noneUnderWay(situation), noPromise(situation));
}

function noneUnderWay(situation: Situation): GateReport {
  const { device, policy, now } = situation;
  const check = device.deviceCheck;
  if (!check) return HOLDS;
  const { migrationStatus, migrationDeadline } = check.value;
  const isUnderWay = migrationStatus !== null && migrationStatus !== 'SUCCESS';
  if (!isFresh(check, policy.freshness.deviceCheck, situation)) {
    return isUnderWay ? found(checkAgain(situation), check) : HOLDS;
  }
  const until = migrationDeadline === null ? undefined : onBenchClock(migrationDeadline, now);
  switch (migrationStatus) {
    case 'FAILED':
      return found({ code: 'migrationFailed' }, check);
    case 'REQUESTED':
      return found({ code: 'migrationRequested', until }, check);
    case 'STARTED':
    case 'unknown':
      return found({ code: 'migrationStarted', until }, check);
    default:
      return holds(check);
  }
}

/** A migration once heard of may still be under way: nothing is mended before Apple was asked again. */
function checkAgain(situation: Situation): Finding {
  return unknownFact(situation, {
    asking: 'deviceCheckAsking',
    offline: 'deviceCheckOffline',
    question: 'device',
  });
}

function noPromise(situation: Situation): GateReport {
  const { view, device, policy } = situation;
  const keepsData = view.keepsData ?? view.expectation?.keepsData ?? false;
  if (!keepsData) return HOLDS;
  const check = device.deviceCheck;
  if (!check || !isFresh(check, policy.freshness.deviceCheck, situation)) {
    const finding = unknownFact(situation, {
      asking: 'keepsDataAsking',
      offline: 'keepsDataOffline',
      question: 'device',
    });
    return found(finding, check);
  }
  if (check.value.isMigrationCapable === true) return found({ code: 'migratesByItself' }, check);
  return found({ code: 'cannotKeepData', fix: 'agreeErase' }, check);
}
