import { useState } from 'react';
import type { ManifestPreview } from '../../../contract/check-in.ts';
import type { Failure } from '../../../contract/protocol.ts';
import { useApp } from '../../app/AppContext.tsx';

interface List {
  readonly source: string;
  readonly text?: string | undefined;
  readonly workbook?: string | undefined;
}

/** A list on its way to be the manifest of a session: chosen, understood, taken or dropped. */
export function useManifest(sessionId: string) {
  const { desk, engine, shell } = useApp();
  const [preview, setPreview] = useState<ManifestPreview>();
  const [trouble, setTrouble] = useState<Failure>();
  const read = async (list: List): Promise<boolean> => {
    const answer = await engine.ask('checkIn.readManifest', { sessionId, ...list });
    setTrouble(answer.ok ? undefined : answer.error);
    setPreview(answer.ok ? answer.value : undefined);
    return answer.ok;
  };
  const choose = async () => {
    const opened = await shell.ask('shell.openTable', {});
    if (!opened.ok) return setTrouble(opened.error);
    const { fileName, text, workbook } = opened.value;
    if (fileName !== null) await read({ source: fileName, text, workbook });
  };
  const take = async () => {
    if (!preview) return;
    const { previewId } = preview;
    const answer = await engine.ask('checkIn.takeManifest', { sessionId, previewId });
    if (desk.checkIn.show(answer)) setPreview(undefined);
  };
  return { preview, trouble, read, choose, take, drop: () => setPreview(undefined) };
}
