import { ArrowDown, ArrowUp, X } from 'lucide-react';
import type { Profile } from '../../../../core/facts/tenant-facts.ts';
import { useSay } from '../../../app/language.tsx';
import { Button } from '../../../ui/Button.tsx';
import { Choice } from '../parts/Choice.tsx';
import { moved, without } from '../wizard/policy-edits.ts';
import { useIsManaged } from '../wizard/use-wizard.ts';
import { DefaultProfile } from './DefaultProfile.tsx';
import { ProfileFacts } from './ProfileFacts.tsx';

type Change = (ids: readonly string[]) => readonly string[];

interface OrderProps {
  readonly label: string;
  /** What is allowed now, best first. */
  readonly ids: readonly string[];
  /** What may be added. */
  readonly profiles: readonly Profile[];
  readonly onChange: (change: Change) => unknown;
}

/** An ordered choice of profiles: the first is assigned, the others are left as they are where a device has one. */
export function ProfileOrder({ label, ids, profiles, onChange }: OrderProps) {
  const say = useSay();
  const isManaged = useIsManaged();
  const addable = profiles.filter(({ id }) => !ids.includes(id));
  return (
    <div className="profile-order">
      {ids.length === 0 && <p className="muted">{say('ui.connections.profiles.noneChosen')}</p>}
      <ol aria-label={label}>
        {ids.map((id, index) => (
          <li key={id} className="profile">
            <ProfileLine
              profile={profiles.find((profile) => profile.id === id)}
              id={id}
              isBest={index === 0}
            />
            {!isManaged && (
              <OrderActs id={id} index={index} count={ids.length} onChange={onChange} />
            )}
          </li>
        ))}
      </ol>
      {addable.length > 0 && !isManaged && (
        <Choice
          label={say('ui.connections.profiles.add', { label })}
          value=""
          empty={say('ui.connections.choose')}
          options={addable.map(({ id, name }) => ({ value: id, label: name }))}
          onChange={(id) => id !== '' && onChange((before) => [...without(before, id), id])}
        />
      )}
      {profiles.length === 0 && (
        <p className="field-trouble">{say('ui.connections.profiles.noneThere')}</p>
      )}
    </div>
  );
}

interface LineProps {
  readonly profile: Profile | undefined;
  readonly id: string;
  readonly isBest: boolean;
}

function ProfileLine({ profile, id, isBest }: LineProps) {
  const say = useSay();
  if (!profile) {
    return (
      <div>
        <code>{id}</code>
        <p className="field-trouble">{say('ui.connections.profiles.gone')}</p>
      </div>
    );
  }
  return (
    <div>
      <p>
        <strong>{profile.name}</strong>{' '}
        {isBest && <span className="tag">{say('ui.connections.profiles.best')}</span>}
      </p>
      <ProfileFacts profile={profile} />
      <DefaultProfile profile={profile} />
    </div>
  );
}

interface ActsProps {
  readonly id: string;
  readonly index: number;
  readonly count: number;
  readonly onChange: OrderProps['onChange'];
}

function OrderActs({ id, index, count, onChange }: ActsProps) {
  const say = useSay();
  return (
    <div className="order-acts">
      <Button
        look="plain"
        aria-label={say('ui.connections.profiles.up')}
        disabled={index === 0}
        onClick={() => void onChange((ids) => moved(ids, id, -1))}
      >
        <ArrowUp size={18} aria-hidden="true" />
      </Button>
      <Button
        look="plain"
        aria-label={say('ui.connections.profiles.down')}
        disabled={index === count - 1}
        onClick={() => void onChange((ids) => moved(ids, id, 1))}
      >
        <ArrowDown size={18} aria-hidden="true" />
      </Button>
      <Button
        look="plain"
        aria-label={say('ui.connections.profiles.remove')}
        onClick={() => void onChange((ids) => without(ids, id))}
      >
        <X size={18} aria-hidden="true" />
      </Button>
    </div>
  );
}
