import { useEffect, useRef } from 'react';
import { useAsked, type Asked } from '../feed/use-asked.ts';
import { useCampaign } from '../feed/use-campaign.ts';
import { PlanForm } from './PlanForm.tsx';
import { TriagePart } from './TriagePart.tsx';
import { WaveList } from './WaveList.tsx';
import './waves.css';

/** Answers of Apple and steps of migrations come in by the minute. */
const EVERY = 5_000;

/** Migrations without a reset: who can, in which waves, and how far each is. */
export function WavesPanel() {
  const triage = useAsked('waves.triage', {});
  const list = useAsked('waves.list', {});
  const changed = () => {
    triage.again();
    list.again();
  };
  const listedAt = useCampaign(({ listing }) => listing?.finishedAt);
  const isAsking = list.value?.asking.isRunning ?? false;
  useRefresh(list.again);
  useChangeOf(listedAt, triage.again);
  useChangeOf(isAsking, triage.again);
  return (
    <>
      <TriagePart triage={triage} asking={list.value?.asking} onChanged={list.again} />
      <PlanForm unplanned={triage.value?.unplanned ?? 0} onPlanned={changed} />
      <WaveList list={list} onChanged={changed} />
    </>
  );
}

function useRefresh(again: Asked<'waves.list'>['again']): void {
  useEffect(() => {
    const timer = setInterval(() => document.visibilityState === 'visible' && again(), EVERY);
    return () => clearInterval(timer);
  }, [again]);
}

/** What was listed or answered since moves devices from class to class. */
function useChangeOf(value: unknown, onChange: () => void): void {
  const before = useRef(value);
  useEffect(() => {
    if (before.current !== value) onChange();
    before.current = value;
  }, [value, onChange]);
}
