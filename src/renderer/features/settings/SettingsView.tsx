import type { ReactNode } from 'react';
import type { Settings } from '../../../contract/shell.ts';
import { useApp, useAppState } from '../../app/AppContext.tsx';
import { useSay } from '../../app/language.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Segmented } from '../../ui/Segmented.tsx';
import { ConnectionsLine } from './ConnectionsLine.tsx';
import { KeyList } from './KeyList.tsx';
import { LedgerCheck } from './LedgerCheck.tsx';
import { OperatorForm } from './OperatorForm.tsx';
import { SignOutChoice } from './SignOutChoice.tsx';
import { SoundSettings } from './SoundSettings.tsx';
import './settings.css';

/** What this person and this bench prefer. Connections and policy have their own screen. */
export function SettingsView() {
  const say = useSay();
  const shell = useAppState((state) => state.shell);
  const change = useChangeSettings();
  return (
    <div className="settings">
      <h1>{say('ui.settings.title')}</h1>
      {!shell.keepsSecrets && (
        <Notice title={say('ui.settings.noSecrets')}>{say('ui.settings.noSecretsText')}</Notice>
      )}
      <Group title={say('ui.settings.operator')}>
        <OperatorForm />
        <SignOutChoice settings={shell.settings} change={change} />
      </Group>
      <Group title={say('ui.connections.line.title')}>
        <ConnectionsLine />
      </Group>
      <Appearance settings={shell.settings} change={change} />
      <Group title={say('ui.settings.sound')}>
        <SoundSettings
          volume={shell.settings.volume}
          onChange={(volume) => void change({ volume })}
        />
      </Group>
      <Group title={say('ui.settings.keys')}>
        <KeyList />
      </Group>
      <Group title={say('ui.settings.ledger')}>
        <LedgerCheck />
      </Group>
      <p className="muted small">{say('ui.settings.version', { version: shell.version })}</p>
    </div>
  );
}

type Change = ReturnType<typeof useChangeSettings>;

function Appearance({
  settings,
  change,
}: {
  readonly settings: Settings;
  readonly change: Change;
}) {
  const say = useSay();
  return (
    <>
      <Group title={say('ui.settings.language')}>
        <Segmented
          label={say('ui.settings.language')}
          value={settings.language}
          options={[
            { value: 'system', label: say('ui.settings.system') },
            { value: 'en', label: <span lang="en">English</span> },
            { value: 'de', label: <span lang="de">Deutsch</span> },
          ]}
          onChange={(language) => void change({ language })}
        />
      </Group>
      <Group title={say('ui.settings.theme')}>
        <Segmented
          label={say('ui.settings.theme')}
          value={settings.theme}
          options={(['system', 'light', 'dark'] as const).map((value) => ({
            value,
            label: say(value === 'system' ? 'ui.settings.system' : `ui.settings.${value}`),
          }))}
          onChange={(theme) => void change({ theme })}
        />
      </Group>
    </>
  );
}

function Group({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section className="settings-group">
      <h2>{title}</h2>
      <div>{children}</div>
    </section>
  );
}

/** The window changes at once; what the shell then kept is what counts. */
function useChangeSettings() {
  const { shell, store } = useApp();
  return async (change: Partial<Settings>) => {
    store.setState((state) => ({
      shell: { ...state.shell, settings: { ...state.shell.settings, ...change } },
    }));
    const answer = await shell.ask('shell.changeSettings', change);
    if (answer.ok)
      store.setState((state) => ({ shell: { ...state.shell, settings: answer.value } }));
    else store.setState({ trouble: answer.error });
  };
}
