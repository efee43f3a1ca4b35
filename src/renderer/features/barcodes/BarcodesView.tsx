import { Printer } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { Failure } from '../../../contract/protocol.ts';
import type { Barcode } from '../../../contract/sandbox.ts';
import { BENCH_COMMANDS, commandCode } from '../../../core/identifiers/bench-codes.ts';
import { useApp, useAppState } from '../../app/AppContext.tsx';
import { useSay } from '../../app/language.tsx';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { FailureNotice } from '../../ui/FailureNotice.tsx';
import { BarcodeImage } from './BarcodeImage.tsx';
import './barcodes.css';

/** The sheet to print or to scan from the screen: commands for every bench, devices for the sandbox. */
export function BarcodesView() {
  const { shell, store } = useApp();
  const say = useSay();
  const isSandbox = useAppState((state) => state.status?.value.mode === 'sandbox');
  const print = async () => {
    const answer = await shell.ask('shell.print', {});
    if (!answer.ok) store.setState({ trouble: answer.error });
  };
  const save = async () => {
    const answer = await shell.ask('shell.savePdf', { name: `${say('ui.barcodes.title')}.pdf` });
    if (!answer.ok) store.setState({ trouble: answer.error });
  };
  return (
    <div className="barcodes">
      <header className="barcodes-head">
        <div>
          <h1>{say('ui.barcodes.title')}</h1>
          <p className="muted">{say('ui.barcodes.text')}</p>
        </div>
        <Button onClick={() => void save()}>{say('ui.document.savePdf')}</Button>
        <Button onClick={() => void print()}>
          <Printer size={18} aria-hidden="true" /> {say('ui.barcodes.print')}
        </Button>
      </header>
      <section aria-label={say('ui.barcodes.commands')}>
        <h2>{say('ui.barcodes.commands')}</h2>
        <ul className="barcode-list">
          {BENCH_COMMANDS.map((command) => (
            <BarcodeItem
              key={command}
              code={commandCode(command)}
              title={say(`ui.barcodes.command.${command}.title`)}
              story={say(`ui.barcodes.command.${command}.text`)}
            />
          ))}
        </ul>
      </section>
      {isSandbox && <SandboxCodes />}
    </div>
  );
}

/** The sandbox's own sheet ends with the commands too; here they stand once. */
const COMMAND_CODES = new Set(BENCH_COMMANDS.map(commandCode));

/** Titles and stories are words of the catalogue. */
function SandboxCodes() {
  const say = useSay();
  const { barcodes, failure } = useBarcodes();
  const others = barcodes?.filter(({ code }) => !COMMAND_CODES.has(code));
  return (
    <section aria-label={say('ui.barcodes.devices')}>
      <h2>{say('ui.barcodes.devices')}</h2>
      {failure && <FailureNotice trouble={failure} />}
      {others?.length === 0 && (
        <EmptyState title={say('ui.barcodes.none')}>{say('ui.barcodes.noneText')}</EmptyState>
      )}
      <ul className="barcode-list">
        {others?.map(({ code, title, story }) => (
          <BarcodeItem key={code} code={code} title={say(title)} story={say(story)} />
        ))}
      </ul>
    </section>
  );
}

function BarcodeItem({ code, title, story }: Barcode) {
  const { desk } = useApp();
  const say = useSay();
  return (
    <li className="barcode">
      <BarcodeImage code={code} title={`${title}: ${code}`} />
      <code className="barcode-code">{code}</code>
      <div className="barcode-foot">
        <div>
          <strong>{title}</strong>
          <p>{story}</p>
        </div>
        <Button onClick={() => desk.scan(code)}>{say('ui.barcodes.scan')}</Button>
      </div>
    </li>
  );
}

function useBarcodes(): { barcodes?: readonly Barcode[]; failure?: Failure } {
  const { engine } = useApp();
  const [known, setKnown] = useState<ReturnType<typeof useBarcodes>>({});
  useEffect(() => {
    let isWanted = true;
    void engine.ask('sandbox.barcodes', {}).then((answer) => {
      if (isWanted) setKnown(answer.ok ? { barcodes: answer.value } : { failure: answer.error });
    });
    return () => {
      isWanted = false;
    };
  }, [engine]);
  return known;
}
