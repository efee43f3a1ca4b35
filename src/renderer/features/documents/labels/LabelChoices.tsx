import type { LabelWish } from '../../../../contract/documents.ts';
import {
  LABEL_SIZES,
  labelSizeSchema,
  labelTemplateSchema,
  type LabelSize,
} from '../../../../core/labels/label.ts';
import { useSay } from '../../../app/language.tsx';
import { Segmented } from '../../../ui/Segmented.tsx';
import type { useLabelSettings } from './use-label-settings.ts';

interface LabelChoicesProps extends ReturnType<typeof useLabelSettings> {
  readonly of: LabelWish['of'];
}

/** For which paper and how fine, and what a label of a device tells. */
export function LabelChoices({ keep, labels, of }: LabelChoicesProps) {
  const say = useSay();
  return (
    <>
      {of === 'devices' && (
        <Segmented
          label={say('ui.document.template')}
          value={labels.template}
          options={labelTemplateSchema.options.map((value) => ({
            value,
            label: say(`ui.document.templates.${value}`),
          }))}
          onChange={(template) => keep({ template })}
        />
      )}
      <Segmented
        label={say('ui.document.labelSize')}
        value={labels.size}
        options={labelSizeSchema.options.map((value) => ({ value, label: paperName(say, value) }))}
        onChange={(size) => keep({ size })}
      />
      <Segmented
        label={say('ui.document.labelDensity')}
        value={String(labels.density)}
        options={['203', '300'].map((value) => ({ value, label: `${value} dpi` }))}
        onChange={(density) => keep({ density: density === '300' ? 300 : 203 })}
      />
    </>
  );
}

function paperName(say: ReturnType<typeof useSay>, size: LabelSize): string {
  const { height, width } = LABEL_SIZES[size];
  return height > 0 ? `${width} × ${height}` : say('ui.document.endless', { width });
}
