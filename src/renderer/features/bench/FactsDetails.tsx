import { memo, useState } from 'react';
import type { Card } from '../../../contract/desk.ts';
import { useLanguage, useSay } from '../../app/language.tsx';
import { RelativeTime } from '../../ui/RelativeTime.tsx';
import { factLines } from './fact-lines.ts';

/** Every fact the verdict rests on, with who said it and how old it is. Drawn only when it is opened. */
export const FactsDetails = memo(function FactsDetails({ card }: { readonly card: Card }) {
  const say = useSay();
  const [isOpen, setOpen] = useState(false);
  return (
    <details
      className="facts"
      open={isOpen}
      onToggle={(event) => setOpen(event.currentTarget.open)}
    >
      <summary>{say('ui.facts.title')}</summary>
      {isOpen && <FactsTable card={card} />}
    </details>
  );
});

function FactsTable({ card }: { readonly card: Card }) {
  const say = useSay();
  const language = useLanguage();
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">{say('ui.facts.fact')}</th>
          <th scope="col">{say('ui.facts.value')}</th>
          <th scope="col">{say('ui.facts.source')}</th>
          <th scope="col">{say('ui.facts.age')}</th>
        </tr>
      </thead>
      <tbody>
        {factLines(card, say, language).map((line) => (
          <tr key={line.kind}>
            <th scope="row">{say(`ui.facts.${line.kind}`)}</th>
            <td>{line.value}</td>
            <td>{line.source && say(`ui.source.${line.source}`)}</td>
            <td>{line.observedAt !== undefined && <RelativeTime at={line.observedAt} isPast />}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
