import { useState } from 'react';
import type { AsideLine } from '../../../../contract/set-aside.ts';
import { useSay } from '../../../app/language.tsx';
import { Button } from '../../../ui/Button.tsx';
import { EmptyState } from '../../../ui/EmptyState.tsx';
import { FailureNotice } from '../../../ui/FailureNotice.tsx';
import { useAsked } from '../feed/use-asked.ts';
import { AsideItem } from './AsideItem.tsx';
import { PutAsideForm } from './PutAsideForm.tsx';
import './aside.css';

/** Devices out of the line: who has each in care and why, what to do, and which need a second look. */
export function AsidePanel() {
  const say = useSay();
  const { value: lines = [], failure, isBusy, again } = useAsked('setAside.list', {});
  const [edited, setEdited] = useState<AsideLine>();
  const looks = lines.filter(({ secondLook }) => secondLook !== null).length;
  const done = () => {
    setEdited(undefined);
    again();
  };
  const isEmpty = lines.length === 0 && !isBusy && !failure;
  return (
    <>
      <PutAsideForm key={edited?.serial ?? ''} line={edited} onDone={done} />
      <section className="campaign-part" aria-label={say('ui.aside.title')}>
        <div className="campaign-part-head">
          <h2>
            {say('ui.aside.title')} <span className="chase-count number">{lines.length}</span>
          </h2>
          <Button onClick={again}>{say('ui.progress.again')}</Button>
        </div>
        {looks > 0 && <p>{say('ui.aside.looks', { count: looks })}</p>}
        {failure && <FailureNotice trouble={failure} />}
        {isEmpty && (
          <EmptyState title={say('ui.aside.none.title')}>{say('ui.aside.none.text')}</EmptyState>
        )}
        <ul className="aside-list">
          {lines.map((line) => (
            <AsideItem
              key={line.serial}
              line={line}
              onChanged={again}
              onEdit={() => setEdited(line)}
            />
          ))}
        </ul>
      </section>
    </>
  );
}
