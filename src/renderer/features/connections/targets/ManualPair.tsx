import { useState } from 'react';
import { useSay } from '../../../app/language.tsx';
import { ActButton } from '../parts/ActButton.tsx';
import { Choice } from '../parts/Choice.tsx';
import { addTarget } from '../wizard/policy-edits.ts';
import { useWizard, useWizardState } from '../wizard/use-wizard.ts';

/** A pair that no device speaks for yet: a service that is still empty. */
export function ManualPair() {
  const wizard = useWizard();
  const say = useSay();
  const choices = useWizardState((state) => state.choices);
  const [serviceId, setServiceId] = useState('');
  const [tokenId, setTokenId] = useState('');
  const service = choices?.services.find(({ id }) => id === serviceId);
  const add = async () => {
    if (!service) return;
    const { id, name, organizationId } = service;
    const pair = { organizationId, serviceId: id, tokenId };
    setServiceId('');
    await wizard.changePolicy(addTarget(crypto.randomUUID(), name.slice(0, 80), pair));
  };
  return (
    <details className="advanced">
      <summary>{say('ui.connections.targets.byHand')}</summary>
      <p className="muted small">{say('ui.connections.targets.byHandText')}</p>
      <div className="field-grid">
        <Choice
          label={say('ui.connections.targets.service')}
          value={serviceId}
          empty={say('ui.connections.choose')}
          options={(choices?.services ?? []).map(({ id, name }) => ({ value: id, label: name }))}
          onChange={setServiceId}
        />
        <Choice
          label={say('ui.connections.targets.token')}
          value={tokenId}
          empty={say('ui.connections.choose')}
          options={(choices?.tokens ?? []).map(({ id, name }) => ({ value: id, label: name }))}
          onChange={setTokenId}
        />
      </div>
      <div className="setup-row">
        <ActButton place="policy" isDisabled={!service || tokenId === ''} onAct={add}>
          {say('ui.connections.targets.add')}
        </ActButton>
      </div>
    </details>
  );
}
