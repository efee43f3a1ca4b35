import { useSay } from '../../../app/language.tsx';
import { TakeRows } from '../TakeRows.tsx';
import { refusalRows, type Refused } from './refusals.ts';

interface TakeAlongProps {
  readonly refused: Refused;
  readonly name: string;
}

/** The list of those that were not taken. */
export function TakeAlong({ refused, name }: TakeAlongProps) {
  const say = useSay();
  return <TakeRows rows={() => refusalRows(refused, say)} name={name} />;
}
