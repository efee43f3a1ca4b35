import { useState, type FormEvent } from 'react';
import type { Policy, Target } from '../../../../core/verdict/policy.ts';
import { useSay } from '../../../app/language.tsx';
import { Button } from '../../../ui/Button.tsx';
import { Field } from '../parts/Field.tsx';
import { setGroup } from '../wizard/policy-edits.ts';
import { useIsManaged, useWizard, useWizardState } from '../wizard/use-wizard.ts';
import { GroupCard } from './GroupCard.tsx';

interface GroupsProps {
  readonly groups: Policy['groups'];
  readonly targets: readonly Target[];
}

/** Sites and departments as the manifest writes them, each with what its devices are to get. */
export function GroupList({ groups, targets }: GroupsProps) {
  const isManaged = useIsManaged();
  return (
    <>
      <ul className="card-list">
        {Object.entries(groups).map(([name, group]) => (
          <li key={name}>
            <GroupCard name={name} group={group} targets={targets} />
          </li>
        ))}
      </ul>
      {!isManaged && <NewGroup names={Object.keys(groups)} />}
    </>
  );
}

function NewGroup({ names }: { readonly names: readonly string[] }) {
  const wizard = useWizard();
  const say = useSay();
  const [isOpen, setIsOpen] = useState(false);
  const name = useWizardState(({ texts }) => texts['group-name'] ?? '');
  const isTaken = names.includes(name.trim());
  const add = (event: FormEvent) => {
    event.preventDefault();
    if (name.trim() === '' || isTaken) return;
    wizard.keepText('group-name', undefined);
    setIsOpen(false);
    void wizard.changePolicy(setGroup(name.trim(), (group) => group));
  };
  if (!isOpen && name === '') {
    return (
      <div>
        <Button onClick={() => setIsOpen(true)}>{say('ui.connections.groups.add')}</Button>
      </div>
    );
  }
  return (
    <form className="kept-text" aria-label={say('ui.connections.groups.add')} onSubmit={add}>
      <Field
        label={say('ui.connections.groups.name')}
        hint={say('ui.connections.groups.nameHint')}
        trouble={isTaken ? say('ui.connections.groups.taken') : undefined}
        maxLength={80}
        value={name}
        onChange={(text) => wizard.keepText('group-name', text)}
      />
      <Button type="submit" disabled={name.trim() === '' || isTaken}>
        {say('ui.connections.groups.add')}
      </Button>
    </form>
  );
}
