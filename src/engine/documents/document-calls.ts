import type { MadeFile } from '../../contract/documents.ts';
import { failure, success } from '../../core/result.ts';
import type { CheckIn } from '../check-in/check-in.ts';
import type { Handlers, Reply } from '../engine.ts';
import { evidenceZip } from './evidence.ts';
import { handOffPage } from './hand-off.ts';
import { labelPreview } from './label-preview.ts';
import { photoFiles } from './photo-files.ts';
import { recordListOf } from './record-list.ts';
import { resetRecordOf } from './reset-record.ts';
import { sendToPrinter } from './send-to-printer.ts';
import { labelsOf, labelTexts } from './session-labels.ts';
import { sessionTable } from './session-table.ts';
import { createZplDrawing } from './zpl-drawing.ts';

/** The calls that make a file: the table of contents of what leaves the bench. */
export function documentCalls(checkIn: CheckIn) {
  const { desk, sessions, manifests } = checkIn;
  const drawing = createZplDrawing();
  return {
    'documents.resetRecords': ({ serials }) =>
      success(serials.flatMap((serial) => resetRecordOf(desk, serial) ?? [])),
    'documents.recordList': (meant) => recordListOf(checkIn, meant),
    'documents.handOff': ({ sessionId }) => handOffPage(checkIn, sessionId),
    'documents.evidence': ({ sessionId }) => makeEvidence(checkIn, sessionId),
    'documents.session': async ({ sessionId, ...wish }) => {
      const session = sessions.of(sessionId);
      if (!session) return failure({ code: 'unknownSession' });
      const expected = manifests.rowsOf(sessionId);
      return success(await sessionTable({ session, expected }, wish));
    },
    'documents.labels': (wish) => labelsOf(checkIn, wish),
    'documents.labelPreview': (wish) => labelPreview(checkIn, drawing, wish),
    'documents.labelTexts': (wish) => labelTexts(checkIn, wish),
    'documents.sendLabels': async ({ printer, ...wish }) => {
      const made = labelsOf(checkIn, wish);
      if (!made.ok) return made;
      const sent = await sendToPrinter(printer, made.value.zpl);
      return sent.ok ? success({ labels: made.value.labels }) : sent;
    },
  } satisfies Partial<Handlers>;
}

/** Signed before it is copied, so that the newest event is covered too. */
async function makeEvidence(
  { desk, sessions, manifests, photos }: CheckIn,
  sessionId: string | undefined,
): Promise<Reply<MadeFile>> {
  const session = sessionId === undefined ? undefined : sessions.of(sessionId);
  if (sessionId !== undefined && !session) return failure({ code: 'unknownSession' });
  const signed = desk.ledger.checkpoint();
  if (!signed.ok) return signed;
  const wish = { format: 'jsonl', redaction: 'full', language: 'en' } as const;
  const list =
    session &&
    (await sessionTable({ session, expected: manifests.rowsOf(session.sessionId) }, wish));
  const others = list ? [{ name: 'session.jsonl', text: list.text ?? '' }] : [];
  const { bench } = desk.ledger;
  const { files, leftOut } = photoFiles({ desk, photos }, sessionId);
  const made = { at: desk.clock.now(), bench, photosLeftOut: leftOut };
  const zip = await evidenceZip(desk.ledger, [...others, ...files], made);
  const name = `${session?.name ?? bench}-evidence.zip`;
  return success({ name, bytes: Buffer.from(zip).toString('base64') });
}
