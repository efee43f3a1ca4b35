import { refusalText } from '../../../../core/words/refusal-text.ts';
import { useSay } from '../../../app/language.tsx';
import { Button } from '../../../ui/Button.tsx';
import { FailureNotice } from '../../../ui/FailureNotice.tsx';
import { Serial } from '../../../ui/Serial.tsx';
import type { Bulk } from './use-bulk.ts';

/** As many as a person looks through. */
const SHOWN = 200;

/** Which serial each code stands for that is none itself, and which of them name no device. */
export function CodeList({ bulk }: { readonly bulk: Bulk }) {
  const { lookupTrouble, list, codes } = bulk;
  const say = useSay();
  if (lookupTrouble) {
    return (
      <>
        <FailureNotice trouble={lookupTrouble} />
        <Button onClick={() => void codes.lookUp(list.pending)}>
          {say('ui.campaign.bulk.codes.again')}
        </Button>
      </>
    );
  }
  return (
    <>
      <Resolved resolved={list.resolved} />
      <Nameless refused={list.refused} />
    </>
  );
}

function Resolved({ resolved }: Pick<Bulk['list'], 'resolved'>) {
  const say = useSay();
  if (resolved.length === 0) return null;
  return (
    <details className="code-list">
      <summary>{say('ui.campaign.bulk.codes.resolved', { count: resolved.length })}</summary>
      <ul>
        {resolved.slice(0, SHOWN).map(({ code, serial }) => (
          <li key={code}>
            <span className="code">{code}</span>
            <Serial serial={serial} />
          </li>
        ))}
        <More count={resolved.length - SHOWN} />
      </ul>
    </details>
  );
}

function Nameless({ refused }: Pick<Bulk['list'], 'refused'>) {
  const say = useSay();
  if (refused.length === 0) return null;
  return (
    <details className="code-list" open>
      <summary>{say('ui.campaign.bulk.codes.refused', { count: refused.length })}</summary>
      <ul>
        {refused.slice(0, SHOWN).map(({ code, reason }) => (
          <li key={code}>
            <span className="code">{code}</span>
            <span>{refusalText(say, reason)}</span>
          </li>
        ))}
        <More count={refused.length - SHOWN} />
      </ul>
    </details>
  );
}

function More({ count }: { readonly count: number }) {
  const say = useSay();
  return count > 0 && <li className="muted">{say('ui.campaign.bulk.codes.more', { count })}</li>;
}
