import type { Policy, Target } from '../../../../core/verdict/policy.ts';
import { useSay } from '../../../app/language.tsx';
import { Choice } from '../parts/Choice.tsx';
import { Removal } from '../parts/Removal.tsx';
import { removeGroup, setGroup } from '../wizard/policy-edits.ts';
import { useWizard, useWizardState } from '../wizard/use-wizard.ts';
import { ProfileOrder } from './ProfileOrder.tsx';

interface GroupProps {
  readonly name: string;
  readonly group: Policy['groups'][string];
  readonly targets: readonly Target[];
}

/** One group: the target of its devices and the profiles they may have, where those differ from the families'. */
export function GroupCard({ name, group, targets }: GroupProps) {
  const wizard = useWizard();
  const say = useSay();
  const profiles = useWizardState(({ choices }) => choices?.profiles) ?? [];
  const tokenIds = targets
    .filter(({ id }) => group.targetId === undefined || id === group.targetId)
    .map(({ tokenId }) => tokenId);
  return (
    <section className="setup-card" aria-label={name}>
      <h3>{name}</h3>
      <Choice
        label={say('ui.connections.groups.target')}
        value={group.targetId ?? ''}
        empty={say('ui.connections.groups.byFamily')}
        options={targets.map((target) => ({ value: target.id, label: target.name }))}
        onChange={(targetId) =>
          void wizard.changePolicy(
            setGroup(name, ({ allowedProfileIds }) => ({
              allowedProfileIds,
              ...(targetId !== '' && { targetId }),
            })),
          )
        }
      />
      <ProfileOrder
        label={name}
        ids={group.allowedProfileIds}
        profiles={profiles.filter(({ tokenId }) => tokenIds.includes(tokenId))}
        onChange={(change) =>
          wizard.changePolicy(
            setGroup(name, (before) => ({
              ...before,
              allowedProfileIds: [...change(before.allowedProfileIds)],
            })),
          )
        }
      />
      <div className="setup-row">
        <Removal
          place="policy"
          text={say('ui.connections.groups.removeText')}
          onRemove={() => wizard.changePolicy(removeGroup(name))}
        />
      </div>
    </section>
  );
}
