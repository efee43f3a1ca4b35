import type { ReactNode } from 'react';
import type { Token } from '../../../../core/facts/tenant-facts.ts';
import { useSay } from '../../../app/language.tsx';
import { Button } from '../../../ui/Button.tsx';
import { Notice } from '../../../ui/Notice.tsx';
import { ActButton } from '../parts/ActButton.tsx';
import { Field } from '../parts/Field.tsx';
import { Emphasised } from '../parts/Guide.tsx';
import { SecretNote } from '../parts/SecretNote.tsx';
import { tokenPlace } from '../wizard/token-actions.ts';
import { useWizard, useWizardState } from '../wizard/use-wizard.ts';
import { EMPTY_TOKEN, type TokenDraft } from '../wizard/wizard-state.ts';
import { AppleLinks } from './AppleLinks.tsx';
import { PracticeFile } from './PracticeFile.tsx';

/** Intune's key to Apple's service, Apple's answer to Intune, with the same Apple account as ever. */
export function TokenRenewal({ token }: { readonly token: Token }) {
  const wizard = useWizard();
  const say = useSay();
  const draft = useWizardState(({ tokens }) => tokens[token.id]) ?? EMPTY_TOKEN;
  const place = tokenPlace(token.id);
  const isComplete = draft.answerFile !== null && isSameAccount(token, draft.appleId);
  return (
    <div className="renewal" role="group" aria-label={say('ui.connections.renewal.title')}>
      <h4>{say('ui.connections.renewal.title')}</h4>
      <Notice title={say('ui.connections.renewal.warning')}>
        {say('ui.connections.renewal.warningText')}
      </Notice>
      <ol className="renewal-steps">
        <RenewalStep text={say('ui.connections.renewal.key')} done={draft.keyFile}>
          <ActButton place={place} onAct={() => wizard.saveTokenKey(token.id)}>
            {say('ui.connections.renewal.saveKey')}
          </ActButton>
        </RenewalStep>
        <RenewalStep text={accountText(token, say)}>
          <AppleLinks />
        </RenewalStep>
        <RenewalStep text={say('ui.connections.renewal.service')}>
          <PracticeFile tokenId={token.id} />
        </RenewalStep>
        <RenewalStep text={say('ui.connections.renewal.answer')} done={draft.answerFile}>
          <ActButton place={place} onAct={() => wizard.chooseAnswer(token.id)}>
            {say('ui.connections.renewal.chooseAnswer')}
          </ActButton>
          <SecretNote />
        </RenewalStep>
        <RenewalStep text={say('ui.connections.renewal.account')}>
          <AccountField token={token} draft={draft} />
        </RenewalStep>
      </ol>
      <div className="setup-row">
        <ActButton
          place={place}
          look="filled"
          isDisabled={!isComplete}
          onAct={() => wizard.renewToken(token.id)}
        >
          {say('ui.connections.renewal.hand')}
        </ActButton>
        <Button look="plain" onClick={() => wizard.openToken(undefined)}>
          {say('ui.connections.renewal.later')}
        </Button>
      </div>
    </div>
  );
}

interface RenewalStepProps {
  readonly text: string;
  /** The file that came of this step. */
  readonly done?: string | null;
  readonly children?: ReactNode;
}

function RenewalStep({ text, done = null, children }: RenewalStepProps) {
  const say = useSay();
  return (
    <li>
      <p>
        <Emphasised text={text} />
      </p>
      {children}
      {done !== null && (
        <p role="status" className="small">
          {say('ui.connections.renewal.file', { file: done })}
        </p>
      )}
    </li>
  );
}

function AccountField({ token, draft }: { readonly token: Token; readonly draft: TokenDraft }) {
  const wizard = useWizard();
  const say = useSay();
  const isOther = draft.appleId.trim() !== '' && !isSameAccount(token, draft.appleId);
  return (
    <Field
      label={say('ui.connections.renewal.appleId')}
      inputMode="email"
      maxLength={200}
      value={draft.appleId}
      trouble={
        isOther
          ? say('ui.connections.renewal.otherAccount', { account: token.appleId ?? '' })
          : undefined
      }
      onChange={(appleId) => wizard.changeToken(token.id, { appleId })}
    />
  );
}

function accountText({ appleId }: Token, say: ReturnType<typeof useSay>): string {
  return appleId === undefined
    ? say('ui.connections.renewal.signInUnknown')
    : say('ui.connections.renewal.signIn', { account: appleId });
}

/** Where Intune does not say with which account it was made, the person's word has to do. */
function isSameAccount({ appleId }: Token, typed: string): boolean {
  const text = typed.trim().toLowerCase();
  return text !== '' && (appleId === undefined || text === appleId.toLowerCase());
}
