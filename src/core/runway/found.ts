import { FINDINGS, type FindingCode, type RunwayFinding } from './runway.ts';

export function found(code: FindingCode, params: RunwayFinding['params'] = {}): RunwayFinding {
  return { code, ...FINDINGS[code], params };
}

/** `found`, if it is so. */
export function foundIf(
  isSo: boolean,
  code: FindingCode,
  params: RunwayFinding['params'] = {},
): RunwayFinding[] {
  return isSo ? [found(code, params)] : [];
}

/** A count is worth a word only when there is something to count. */
export function foundSome(
  code: FindingCode,
  count: number,
  params: RunwayFinding['params'] = {},
): RunwayFinding[] {
  return foundIf(count > 0, code, { ...params, count });
}

export function blocks(findings: readonly RunwayFinding[]): boolean {
  return findings.some(({ level }) => level === 'blocks');
}

/** What blocks comes first; what two targets have in common is said once. */
export function tidied(findings: readonly RunwayFinding[]): RunwayFinding[] {
  const once = new Map(findings.map((each) => [JSON.stringify([each.code, each.params]), each]));
  const all = [...once.values()];
  return [
    ...all.filter(({ level }) => level === 'blocks'),
    ...all.filter(({ level }) => level !== 'blocks'),
  ];
}
