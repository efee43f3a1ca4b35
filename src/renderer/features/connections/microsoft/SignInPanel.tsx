import type { SignIn } from '../../../../contract/connections.ts';
import type { Task } from '../../../../core/setup/permissions.ts';
import { useSay } from '../../../app/language.tsx';
import { Notice } from '../../../ui/Notice.tsx';
import { ActButton } from '../parts/ActButton.tsx';
import { OwnWords } from '../parts/OwnWords.tsx';
import { PlaceFailure } from '../parts/PlaceFailure.tsx';
import { useWizard, useWizardState } from '../wizard/use-wizard.ts';
import { DeviceCode } from './DeviceCode.tsx';

/** Where the sign-in is: not begun, waiting for a person, done, or failed with its cause. */
export function SignInPanel({ isNext }: { readonly isNext: boolean }) {
  const signIn = useWizardState(({ connected }) => connected?.signIn);
  const auth = useWizardState(({ connected }) => connected?.connections.tenant?.auth.kind);
  if (!signIn) return null;
  return (
    <div className="sign-in">
      {auth === 'delegated' ? (
        <Person signIn={signIn} isNext={isNext} />
      ) : (
        <Bench signIn={signIn} />
      )}
      <PlaceFailure place="signIn" />
      <PlaceFailure place="cancelSignIn" />
    </div>
  );
}

function Person({ signIn, isNext }: { readonly signIn: SignIn; readonly isNext: boolean }) {
  switch (signIn.kind) {
    case 'signedOut':
      return <Begin isNext={isNext} />;
    case 'browser':
      return <Waiting />;
    case 'deviceCode':
      return <DeviceCode code={signIn} />;
    case 'signedIn':
      return <SignedIn account={signIn.account} />;
    case 'failed':
      return (
        <>
          <Failed signIn={signIn} />
          <Begin isNext={isNext} />
        </>
      );
  }
}

/** Least first: reading alone, beside what this sign-in has already. */
function Begin({ isNext }: { readonly isNext: boolean }) {
  const wizard = useWizard();
  const say = useSay();
  const tasks = useGrantedTasks();
  return (
    <>
      <p>{say('ui.connections.signIn.text')}</p>
      <div className="setup-row">
        <ActButton
          place="signIn"
          isReading
          look={isNext ? 'filled' : 'outline'}
          onAct={() => wizard.signIn('browser', tasks)}
        >
          {say('ui.connections.signIn.browser')}
        </ActButton>
        <ActButton place="signIn" isReading onAct={() => wizard.signIn('deviceCode', tasks)}>
          {say('ui.connections.signIn.deviceCode')}
        </ActButton>
      </div>
      <p className="muted small">{say('ui.connections.signIn.deviceCodeNote')}</p>
    </>
  );
}

function Waiting() {
  const wizard = useWizard();
  const say = useSay();
  return (
    <Notice
      title={say('ui.connections.signIn.waiting')}
      action={
        <ActButton place="cancelSignIn" isReading onAct={wizard.cancelSignIn}>
          {say('ui.connections.signIn.cancel')}
        </ActButton>
      }
    >
      {say('ui.connections.signIn.waitingText')}
    </Notice>
  );
}

function SignedIn({ account }: { readonly account: string }) {
  const wizard = useWizard();
  const say = useSay();
  return (
    <div className="setup-row">
      <p role="status">
        {say('ui.connections.signIn.as')} <strong>{account}</strong>
      </p>
      <ActButton place="signIn" look="plain" isReading onAct={wizard.signOut}>
        {say('ui.connections.signIn.out')}
      </ActButton>
    </div>
  );
}

/** An application needs no person: it signs in by itself as soon as its credential is there. */
function Bench({ signIn }: { readonly signIn: SignIn }) {
  const say = useSay();
  const isThere = useWizardState(({ connected }) => connected?.hasCredential ?? false);
  const auth = useWizardState(({ connected }) => connected?.connections.tenant?.auth.kind);
  if (signIn.kind === 'failed') return <Failed signIn={signIn} />;
  if (signIn.kind === 'signedIn') return <SignedIn account={signIn.account} />;
  const state = isThere || auth === 'givenToken' ? 'byItself' : 'credentialFirst';
  return <p role="status">{say(`ui.connections.signIn.${state}`)}</p>;
}

function Failed({ signIn }: { readonly signIn: Extract<SignIn, { kind: 'failed' }> }) {
  const say = useSay();
  const { cause, detail } = signIn;
  return (
    <>
      <Notice tone="alert" title={say(`cause.${cause.code}.text`, cause.params)}>
        {say(`cause.${cause.code}.next`, cause.params)}
      </Notice>
      {detail !== undefined && <OwnWords text={detail} />}
    </>
  );
}

export function useGrantedTasks(): readonly Task[] {
  const permissions = useWizardState(({ connected }) => connected?.permissions);
  const granted = permissions
    ?.filter(({ missing, task }) => missing.length === 0 && task !== 'watch')
    .map(({ task }) => task);
  return ['watch', ...(granted ?? [])];
}
