import type { OutputOf } from '../../contract/calls.ts';
import type { LabelWish } from '../../contract/documents.ts';
import { DENSITIES, zplLayouts, zplOf } from '../../core/labels/zpl.ts';
import { success } from '../../core/result.ts';
import type { CheckIn } from '../check-in/check-in.ts';
import type { Reply } from '../engine.ts';
import { labelTexts, lacksOf } from './session-labels.ts';
import type { ZplDrawing } from './zpl-drawing.ts';

type Preview = OutputOf<'documents.labelPreview'>;

/** The first of the labels as a picture, and what of all of them does not fit on the paper. */
export async function labelPreview(
  checkIn: CheckIn,
  drawing: ZplDrawing,
  wish: LabelWish,
): Promise<Reply<Preview>> {
  const found = labelTexts(checkIn, wish);
  if (!found.ok) return found;
  const { labels } = found.value;
  const [layout] = zplLayouts(labels, wish);
  const { width = 0, height = 0 } = layout ?? {};
  const about = { width, height, labels: labels.length, lacks: lacksOf(labels, wish) };
  const [first] = labels;
  if (!first) return success(about);
  const zpl = zplOf([first], wish);
  const drawn = await drawing.draw({ zpl, width, height, dots: DENSITIES[wish.density] });
  return drawn.ok ? success({ ...about, label: first, png: drawn.value }) : drawn;
}
