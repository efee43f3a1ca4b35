import { MINUTE } from '../../../../core/time.ts';
import type { Policy } from '../../../../core/verdict/policy.ts';
import { useSay } from '../../../app/language.tsx';
import { Notice } from '../../../ui/Notice.tsx';
import { KeptText } from '../parts/KeptText.tsx';
import { Toggle } from '../parts/Toggle.tsx';
import {
  FAMILIES,
  setEraseStandard,
  setMinimumOs,
  setSettle,
  setSwitch,
} from '../wizard/policy-edits.ts';
import { useWizard } from '../wizard/use-wizard.ts';

const SWITCHES = ['migrationCheck', 'lockAttestation', 'intuneWipe'] as const;

/** The rules that an administrator may choose, each with what it costs or risks. */
export function PolicySwitches({ policy }: { readonly policy: Policy }) {
  const wizard = useWizard();
  const say = useSay();
  return (
    <div className="setup-form">
      {SWITCHES.map((name) => (
        <Toggle
          key={name}
          label={say(`ui.connections.policy.${name}.label`)}
          isOn={policy[name]}
          onChange={(isOn) => void wizard.changePolicy(setSwitch(name, isOn))}
        >
          <p>{say(`ui.connections.policy.${name}.text`)}</p>
        </Toggle>
      ))}
      {policy.intuneWipe && (
        <Notice tone="alert" title={say('ui.connections.policy.intuneWipe.warning')}>
          {say('ui.connections.policy.intuneWipe.warningText')}
        </Notice>
      )}
      <KeptText
        place="settle"
        label={say('ui.connections.policy.settle.label')}
        hint={say('ui.connections.policy.settle.text')}
        kept={String(Math.round(policy.profileSettle / MINUTE))}
        trouble={(text) =>
          isMinutes(text) ? undefined : say('ui.connections.policy.settle.trouble')
        }
        onKeep={(text) => wizard.changePolicy(setSettle(Number(text) * MINUTE))}
      />
      <EraseStandard policy={policy} />
      <MinimumOs policy={policy} />
    </div>
  );
}

/** What the organization's own rules call the erasure; the app claims no standard by itself. */
function EraseStandard({ policy }: { readonly policy: Policy }) {
  const wizard = useWizard();
  const say = useSay();
  return (
    <KeptText
      place="erase-standard"
      label={say('ui.connections.policy.eraseStandard.label')}
      hint={say('ui.connections.policy.eraseStandard.text')}
      kept={policy.eraseStandard ?? ''}
      isOptional
      onKeep={(text) => wizard.changePolicy(setEraseStandard(text))}
    />
  );
}

function MinimumOs({ policy }: { readonly policy: Policy }) {
  const wizard = useWizard();
  const say = useSay();
  return (
    <fieldset className="bare">
      <legend className="field-label">{say('ui.connections.policy.minimumOs.label')}</legend>
      <p className="field-hint">{say('ui.connections.policy.minimumOs.text')}</p>
      <div className="field-grid">
        {FAMILIES.map((family) => (
          <KeptText
            key={family}
            place={`minimum-os:${family}`}
            label={say(`ui.connections.family.${family}`)}
            kept={policy.minimumOs[family] ?? ''}
            isOptional
            trouble={(text) =>
              isVersion(text) ? undefined : say('ui.connections.policy.minimumOs.trouble')
            }
            onKeep={(text) => wizard.changePolicy(setMinimumOs(family, text))}
          />
        ))}
      </div>
    </fieldset>
  );
}

/** From one minute to one day. */
function isMinutes(text: string): boolean {
  return /^[1-9]\d{0,3}$/.test(text) && Number(text) <= 1_440;
}

function isVersion(text: string): boolean {
  return text === '' || /^\d{1,3}(\.\d{1,3}){0,2}$/.test(text);
}
