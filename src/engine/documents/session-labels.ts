import type { LabelWish } from '../../contract/documents.ts';
import { deviceLabel } from '../../core/labels/device-label.ts';
import type { Label, LabelLack } from '../../core/labels/label.ts';
import { zplLayouts, zplOf } from '../../core/labels/zpl.ts';
import { failure, success } from '../../core/result.ts';
import type { Box, ReceivedDevice, Session } from '../../core/sessions/fold.ts';
import { say, type Language } from '../../core/words/words.ts';
import type { CheckIn } from '../check-in/check-in.ts';
import type { Reply } from '../engine.ts';

/** Labels as a printer takes them, what their file is called, and what of them does not fit. */
export function labelsOf(
  checkIn: CheckIn,
  wish: LabelWish,
): Reply<{ name: string; zpl: string; labels: number; lacks: LabelLack[] }> {
  const found = labelTexts(checkIn, wish);
  if (!found.ok) return found;
  const { labels, name } = found.value;
  const zpl = zplOf(labels, wish);
  return success({ name: `${name}.zpl`, zpl, labels: labels.length, lacks: lacksOf(labels, wish) });
}

/** What the labels of a box say, or those of each device in it. */
export function labelTexts(
  checkIn: CheckIn,
  wish: Pick<LabelWish, 'sessionId' | 'boxId' | 'of' | 'template' | 'language'>,
): Reply<{ name: string; labels: Label[] }> {
  const session = checkIn.sessions.of(wish.sessionId);
  if (!session) return failure({ code: 'unknownSession' });
  const box = session.boxes.get(wish.boxId);
  if (!box) return failure({ code: 'unknownBox' });
  const labels =
    wish.of === 'box'
      ? [boxLabel(session, box, wish.language)]
      : deviceLabels(checkIn, { session, box, template: wish.template });
  return success({ name: box.name, labels });
}

/** What does not fit, of any of these labels. */
export function lacksOf(labels: readonly Label[], paper: LabelWish): LabelLack[] {
  const all = zplLayouts(labels, paper).flatMap(({ lacks }) => [...lacks]);
  return [...new Set(all)];
}

/** The label that goes onto a box: its name, where it goes, and how many are in it. */
function boxLabel(session: Session, box: Box, language: Language): Label {
  const count = devicesIn(session, box).length;
  return {
    code: box.name,
    title: box.name,
    lines: [
      box.destination ?? '',
      say(language, 'ui.checkIn.devices', { count }),
      session.name,
    ].filter((line) => line !== ''),
  };
}

interface Meant extends Pick<LabelWish, 'template'> {
  readonly session: Session;
  readonly box: Box;
}

function deviceLabels({ desk, manifests }: CheckIn, { session, box, template }: Meant): Label[] {
  const { destination = '', name } = box;
  return devicesIn(session, box).map(({ serial }) => {
    const model = desk.mirror.fact(serial, 'hardware')?.value.model ?? '';
    const { assetTag = '', user = '' } = manifests.rowOf(session.sessionId, serial) ?? {};
    return deviceLabel({ serial, model, assetTag, user, box: name, destination }, template);
  });
}

function devicesIn({ devices }: Session, { boxId }: Box): ReceivedDevice[] {
  return [...devices.values()].filter((device) => device.boxId === boxId);
}
