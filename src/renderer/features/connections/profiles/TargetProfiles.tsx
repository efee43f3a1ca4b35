import type { DeviceFamily } from '../../../../core/facts/device-facts.ts';
import type { Profile } from '../../../../core/facts/tenant-facts.ts';
import type { Target } from '../../../../core/verdict/policy.ts';
import { useSay } from '../../../app/language.tsx';
import { FamilyIcon } from '../../../ui/FamilyIcon.tsx';
import { tokenProfilesUrl } from '../links.ts';
import { LinkButton } from '../parts/LinkButton.tsx';
import { Section } from '../parts/Section.tsx';
import { shownTenant } from '../wizard/microsoft-actions.ts';
import { FAMILIES, setProfiles } from '../wizard/policy-edits.ts';
import { useWizard, useWizardState } from '../wizard/use-wizard.ts';
import { ProfileOrder } from './ProfileOrder.tsx';

const PLATFORM_OF: Readonly<Record<DeviceFamily, Profile['platform']>> = {
  iPhone: 'ios',
  iPad: 'ios',
  Mac: 'macos',
  AppleTV: 'tvos',
  Vision: 'visionos',
  Watch: 'unknown',
  unknown: 'unknown',
};

/** The allowed profiles of one target, family by family. */
export function TargetProfiles({ target }: { readonly target: Target }) {
  const wizard = useWizard();
  const say = useSay();
  const cloud = useWizardState((state) => shownTenant(state).cloud);
  const profiles = useWizardState(({ choices }) => choices?.profiles) ?? NONE;
  const ofToken = profiles.filter(({ tokenId }) => tokenId === target.tokenId);
  return (
    <Section title={target.name} text={say('ui.connections.profiles.text')}>
      <div className="setup-row">
        <LinkButton url={tokenProfilesUrl(cloud, target.tokenId)}>
          {say('ui.connections.profiles.create')}
        </LinkButton>
      </div>
      {(target.families ?? FAMILIES).map((family) => (
        <div key={family} className="family-profiles">
          <h3>
            <FamilyIcon family={family} size={20} /> {say(`ui.connections.family.${family}`)}
          </h3>
          <ProfileOrder
            label={`${target.name}: ${say(`ui.connections.family.${family}`)}`}
            ids={target.allowedProfileIds[family] ?? []}
            profiles={ofToken.filter((profile) => suits(profile, family))}
            onChange={(change) => wizard.changePolicy(setProfiles(target.id, family, change))}
          />
        </div>
      ))}
    </Section>
  );
}

const NONE: readonly Profile[] = [];

/** Enrollment policies may hide what they are for: those show everywhere (docs/protocol/intune.md#profiles). */
function suits({ platform }: Profile, family: DeviceFamily): boolean {
  return platform === 'unknown' || platform === PLATFORM_OF[family];
}
