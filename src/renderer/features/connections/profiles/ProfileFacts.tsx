import { CircleCheckBig, CircleQuestionMark, Info, TriangleAlert } from 'lucide-react';
import type { Profile } from '../../../../core/facts/tenant-facts.ts';
import { useSay } from '../../../app/language.tsx';

const SHAPES = {
  good: CircleCheckBig,
  warn: TriangleAlert,
  plain: Info,
  unknown: CircleQuestionMark,
} as const;
type Tone = keyof typeof SHAPES;

/** The checks of a profile as small facts. What Intune does not say is said to be unknown, never assumed. */
export function ProfileFacts({ profile }: { readonly profile: Profile }) {
  const { awaitsConfiguration, isRemovalDisabled, isShared, platform, requiresUser } = profile;
  return (
    <ul className="profile-facts">
      {platform !== 'tvos' && (
        <Fact name="awaits" value={awaitsConfiguration} tones={['good', 'warn']} />
      )}
      <Fact name="locked" value={isRemovalDisabled} tones={['good', 'warn']} />
      {platform !== 'tvos' && <Fact name="user" value={requiresUser} tones={['plain', 'plain']} />}
      {platform === 'ios' && (
        <Fact name="shared" value={isShared ?? null} tones={['warn', 'plain']} />
      )}
      {profile.isDefault === true && <Fact name="default" value tones={['plain', 'plain']} />}
    </ul>
  );
}

interface FactProps {
  readonly name: 'awaits' | 'locked' | 'user' | 'shared' | 'default';
  readonly value: boolean | null;
  /** How it looks when it is so, and when it is not. */
  readonly tones: readonly [Tone, Tone];
}

function Fact({ name, value, tones }: FactProps) {
  const say = useSay();
  const tone = value === null ? 'unknown' : tones[value ? 0 : 1];
  const Shape = SHAPES[tone];
  const answer = value === null ? 'unknown' : value ? 'yes' : 'no';
  return (
    <li data-tone={tone}>
      <Shape size={16} aria-hidden="true" /> {say(`ui.connections.fact.${name}.${answer}`)}
    </li>
  );
}
