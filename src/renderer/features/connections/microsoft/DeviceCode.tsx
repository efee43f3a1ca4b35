import type { SignIn } from '../../../../contract/connections.ts';
import { useBenchNow } from '../../../app/bench-time.ts';
import { useSay } from '../../../app/language.tsx';
import { timeLeft } from '../../../ui/time-text.ts';
import { ActButton } from '../parts/ActButton.tsx';
import { CopyLine } from '../parts/CopyLine.tsx';
import { LinkButton } from '../parts/LinkButton.tsx';
import { useWizard } from '../wizard/use-wizard.ts';

type Code = Extract<SignIn, { kind: 'deviceCode' }>;

/** A code to type on any device that has a browser, readable from across the room. */
export function DeviceCode({ code }: { readonly code: Code }) {
  const wizard = useWizard();
  const say = useSay();
  const now = useBenchNow(1_000);
  return (
    <div className="device-code" role="group" aria-label={say('ui.connections.signIn.codeLabel')}>
      <p>{say('ui.connections.signIn.codeText', { address: code.address })}</p>
      <output className="device-code-word" translate="no">
        {code.userCode}
      </output>
      <p>
        {say('ui.connections.signIn.codeLeft')}{' '}
        <time className="tabular">{timeLeft(code.expiresAt, now)}</time>
      </p>
      <div className="setup-row">
        <LinkButton url={code.address}>{say('ui.connections.signIn.codeOpen')}</LinkButton>
        <ActButton place="cancelSignIn" isReading onAct={wizard.cancelSignIn}>
          {say('ui.connections.signIn.cancel')}
        </ActButton>
      </div>
      <CopyLine label={say('ui.connections.signIn.codeCopy')} text={code.userCode} />
      <p className="muted small">{say('ui.connections.signIn.codeWarning')}</p>
    </div>
  );
}
