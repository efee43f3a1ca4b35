import type { FormEvent } from 'react';
import { useSay } from '../../../app/language.tsx';
import { Button } from '../../../ui/Button.tsx';
import { useWizard, useWizardState } from '../wizard/use-wizard.ts';
import { Field } from './Field.tsx';

interface KeptTextProps {
  /** Where what was typed waits until it is kept. */
  readonly place: string;
  readonly label: string;
  readonly kept: string;
  readonly hint?: string | undefined;
  readonly trouble?: ((text: string) => string | undefined) | undefined;
  /** May it be kept empty? */
  readonly isOptional?: boolean;
  readonly onKeep: (text: string) => unknown;
}

/** One text of the policy: it is kept when the person says so, and shown as not kept until then. */
export function KeptText(props: KeptTextProps) {
  const { place, label, kept, hint, trouble, isOptional = false, onKeep } = props;
  const wizard = useWizard();
  const say = useSay();
  const typed = useWizardState(({ texts }) => texts[place]);
  const text = typed ?? kept;
  const isTyped = text.trim() !== kept;
  const wrong = trouble?.(text.trim());
  const mayKeep = wrong === undefined && (isOptional || text.trim() !== '');
  const keep = (event: FormEvent) => {
    event.preventDefault();
    if (!isTyped || !mayKeep) return;
    wizard.keepText(place, undefined);
    onKeep(text.trim());
  };
  return (
    <form className="kept-text" aria-label={label} onSubmit={keep}>
      <Field
        label={label}
        value={text}
        hint={hint}
        trouble={wrong}
        maxLength={80}
        onChange={(value) => wizard.keepText(place, value)}
      />
      {isTyped && (
        <Button type="submit" disabled={!mayKeep}>
          {say('ui.connections.keepText')}
        </Button>
      )}
    </form>
  );
}
