import type { LabelWish } from '../../contract/documents.ts';
import type { Label } from '../../core/labels/label.ts';
import { zplOf } from '../../core/labels/zpl.ts';
import { failure, success } from '../../core/result.ts';
import type { Box, ReceivedDevice, Session } from '../../core/sessions/fold.ts';
import type { ManifestRow } from '../../core/sessions/manifest-row.ts';
import { say, type Language } from '../../core/words/words.ts';
import type { CheckIn } from '../check-in/check-in.ts';
import type { Reply } from '../engine.ts';

/** Labels as a printer takes them, and what their file is called. */
export function labelsOf(
  { desk, manifests, sessions }: CheckIn,
  { sessionId, boxId, of, size, density, language }: LabelWish,
): Reply<{ name: string; zpl: string; labels: number }> {
  const session = sessions.of(sessionId);
  if (!session) return failure({ code: 'unknownSession' });
  const box = session.boxes.get(boxId);
  if (!box) return failure({ code: 'unknownBox' });
  const labels =
    of === 'box'
      ? [boxLabel(session, box, language)]
      : deviceLabels(session, box, {
          modelOf: ({ serial }) => desk.mirror.fact(serial, 'hardware')?.value.model ?? '',
          rowOf: ({ serial }) => manifests.rowOf(sessionId, serial),
        });
  const zpl = zplOf(labels, { size, density });
  return success({ name: `${box.name}.zpl`, zpl, labels: labels.length });
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

/** A label for each device of a box. `modelOf` and `rowOf` say what is known of it. */
function deviceLabels(
  session: Session,
  box: Box,
  known: {
    modelOf(device: ReceivedDevice): string;
    rowOf(device: ReceivedDevice): ManifestRow | undefined;
  },
): readonly Label[] {
  return devicesIn(session, box).map((device) => {
    const row = known.rowOf(device);
    const where = [box.name, box.destination].filter(Boolean).join(' – ');
    return {
      code: device.serial,
      title: (device.serial.match(/.{1,4}/g) ?? []).join(' '),
      lines: [known.modelOf(device), row?.assetTag ?? '', where].filter((line) => line !== ''),
    };
  });
}

function devicesIn({ devices }: Session, { boxId }: Box): ReceivedDevice[] {
  return [...devices.values()].filter((device) => device.boxId === boxId);
}
