import { createHash } from 'node:crypto';
import { uuidv7 } from 'uuidv7';
import type { ManifestPreview, SessionView } from '../../contract/check-in.ts';
import { failure, success } from '../../core/result.ts';
import type { ManifestRow } from '../../core/sessions/manifest-row.ts';
import { rowsIn, type Row } from '../documents/serial-table.ts';
import { workbookRows } from '../documents/workbook.ts';
import type { Reply } from '../engine.ts';
import { keep, NO_DEVICE, openSession, type CheckIn } from './check-in.ts';
import { MOST_LINES, readManifest } from './read-manifest.ts';
import { viewOf } from './tally.ts';

/** As much of a table as a person looks at before taking it. */
const SAMPLE = 20;
const SHOWN_PROBLEMS = 200;
/** As many as a spreadsheet has: each is an answer to the window. */
const MOST_COLUMNS = 16_384;

interface Previewed {
  readonly previewId: string;
  readonly sessionId: string;
  readonly source: string;
  readonly rows: readonly ManifestRow[];
}

/** Reads manifests and takes them; the newest preview waits for its answer. */
export function createManifests(checkIn: CheckIn) {
  let waiting: Previewed | undefined;
  return {
    async read(input: {
      readonly sessionId: string;
      readonly source: string;
      readonly text?: string | undefined;
      readonly workbook?: string | undefined;
    }): Promise<Reply<ManifestPreview>> {
      const session = openSession(checkIn, input.sessionId);
      if (!session.ok) return session;
      const rows = await rowsOf(input);
      if (!rows || rows.some(({ cells }) => cells.length > MOST_COLUMNS)) {
        return failure({ code: 'manifestUnreadable' });
      }
      const read = await readManifest(rows);
      if (!read.ok) return failure({ code: read.error });
      const { columns, problems } = read.value;
      waiting = { ...input, previewId: uuidv7(), rows: read.value.rows };
      return success({
        previewId: waiting.previewId,
        source: input.source,
        columns: [...columns],
        good: waiting.rows.length,
        bad: problems.length,
        sample: waiting.rows.slice(0, SAMPLE),
        problems: problems.slice(0, SHOWN_PROBLEMS),
      });
    },
    take({ sessionId, previewId }: { sessionId: string; previewId: string }): Reply<SessionView> {
      if (waiting?.previewId !== previewId || waiting.sessionId !== sessionId) {
        return failure({ code: 'unknownPreview' });
      }
      const taken = takeManifest(checkIn, waiting);
      if (taken.ok) waiting = undefined;
      return taken;
    },
  };
}

/** The rows first, then the event that makes them count: a crash in between leaves rows that speak for nobody. */
function takeManifest(
  checkIn: CheckIn,
  { sessionId, source, rows }: Previewed,
): Reply<SessionView> {
  const session = openSession(checkIn, sessionId);
  if (!session.ok) return session;
  const manifestId = uuidv7();
  const kept = checkIn.manifests.keep({ manifestId, sessionId }, rows);
  if (!kept.ok) return kept;
  const digest = createHash('sha256').update(JSON.stringify(rows)).digest('hex');
  const data = { sessionId, manifestId, source, rows: rows.length, digest };
  const taken = keep(checkIn, NO_DEVICE, { type: 'manifestTaken', data });
  if (!taken.ok) return taken;
  // Before anybody counts by it: what is found is remembered until the next manifest.
  checkIn.manifests.count(manifestId);
  return success(viewOf(checkIn, session.value));
}

/** A list that is too long is refused by its reader, so that one line more than allowed is read. */
async function rowsOf({
  text,
  workbook,
}: {
  readonly text?: string | undefined;
  readonly workbook?: string | undefined;
}): Promise<readonly Row[] | undefined> {
  if (text !== undefined) return rowsIn(text, MOST_LINES + 1);
  return workbook === undefined ? undefined : workbookRows(Buffer.from(workbook, 'base64'));
}
