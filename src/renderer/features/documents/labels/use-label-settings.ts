import type { Settings } from '../../../../contract/shell.ts';
import type { LabelTemplate } from '../../../../core/labels/label.ts';
import { useApp, useAppState } from '../../../app/AppContext.tsx';

export interface LabelSettings extends NonNullable<Settings['labels']> {
  readonly template: LabelTemplate;
}

const USUAL: LabelSettings = { size: '100x50', density: 203, printer: '', template: 'box' };

/** The paper, the printer and the template of this bench: asked for once. */
export function useLabelSettings() {
  const { shell, store } = useApp();
  const kept = useAppState((state) => state.shell.settings.labels);
  const labels: LabelSettings = { ...USUAL, ...kept, template: kept?.template ?? USUAL.template };
  const keep = (change: Partial<LabelSettings>) => {
    const next = { ...labels, ...change };
    store.setState(({ shell: before }) => ({
      shell: { ...before, settings: { ...before.settings, labels: next } },
    }));
    void shell.ask('shell.changeSettings', { labels: next });
  };
  return { labels, keep };
}
