import { memo } from 'react';
import type { Lane } from '../../core/verdict/lane.ts';
import { useSay } from '../app/language.tsx';
import { LaneShape } from './LaneShape.tsx';
import './lane-word.css';

/** Shape and word of a lane on one line, in the lane's ink: for lists and tables. */
export const LaneWord = memo(function LaneWord({ lane }: { readonly lane: Lane }) {
  const say = useSay();
  return (
    <span className="lane-word" data-lane={lane}>
      <LaneShape lane={lane} size={16} />
      {say(`lane.${lane}.word`)}
    </span>
  );
});
