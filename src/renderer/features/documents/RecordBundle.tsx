import { useEffect, useState } from 'react';
import type { DevicesMeant, RecordList, ResetRecordPage } from '../../../contract/documents.ts';
import type { Failure } from '../../../contract/protocol.ts';
import { useApp } from '../../app/AppContext.tsx';
import type { EngineClient } from '../../app/engine-client.ts';
import { FailureNotice } from '../../ui/FailureNotice.tsx';
import { MOST_RECORDS, RecordListPage } from './RecordListPage.tsx';
import { ResetRecord } from './ResetRecord.tsx';

/** So many pages are asked for and drawn at a time, so that the window answers meanwhile. */
const AT_ONCE = 25;

interface RecordBundleProps {
  readonly of: DevicesMeant;
  /** Called once every page is there: before that a PDF of it would lack some. */
  readonly onWhole: () => void;
}

/** The reset records of many devices: first who is meant and who has none, then a page for each record. */
export function RecordBundle({ of, onWhole }: RecordBundleProps) {
  const { engine } = useApp();
  const [list, setList] = useState<RecordList>();
  const [records, setRecords] = useState<readonly ResetRecordPage[]>([]);
  const [trouble, setTrouble] = useState<Failure>();
  useEffect(() => {
    let isHere = true;
    const read = async () => {
      const found = await engine.ask('documents.recordList', of);
      if (!isHere) return;
      if (!found.ok) return setTrouble(found.error);
      setList(found.value);
      const failed = await readRecords(engine, found.value, (more) => {
        if (isHere) setRecords((before) => [...before, ...more]);
        return isHere;
      });
      if (!isHere) return;
      if (failed) setTrouble(failed);
      else onWhole();
    };
    void read();
    return () => {
      isHere = false;
    };
  }, [engine, of, onWhole]);
  return (
    <>
      {trouble && <FailureNotice trouble={trouble} />}
      {list && <RecordListPage list={list} />}
      {records.map((record) => (
        <ResetRecord key={record.serial} record={record} />
      ))}
    </>
  );
}

/** Gives the records in the order of the list, some at a time, until `take` wants no more; what went wrong, if anything. */
async function readRecords(
  engine: EngineClient,
  { devices }: RecordList,
  take: (records: readonly ResetRecordPage[]) => boolean,
): Promise<Failure | undefined> {
  const serials = devices.flatMap(({ serial, record }) => (record ? [serial] : []));
  const wanted = serials.slice(0, MOST_RECORDS);
  for (let start = 0; start < wanted.length; start += AT_ONCE) {
    const next = wanted.slice(start, start + AT_ONCE);
    const answer = await engine.ask('documents.resetRecords', { serials: next });
    if (!answer.ok) return answer.error;
    if (!take(answer.value)) return undefined;
  }
  return undefined;
}
