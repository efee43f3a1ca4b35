import { ScanLine } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { useApp, useAppState } from '../../app/AppContext.tsx';
import { useSay } from '../../app/language.tsx';
import type { AppState } from '../../app/store.ts';
import { ScanHintLine } from './ScanHintLine.tsx';
import { shownText } from './shown-text.ts';
import './scan.css';

/** A longer text than any code is shown by its end only, and cannot be edited. */
const LONGEST_SHOWN = 250;

/**
 * The line a scanner types into. It need not have the focus: keys from anywhere in the window arrive here
 * (app/key-router.ts), so it says that it is armed instead of asking to be clicked.
 */
export function ScanField() {
  const { scanInput } = useApp();
  const say = useSay();
  const text = useAppState(shownScan);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus({ preventScroll: true }), []);
  const isTooLong = text.length > LONGEST_SHOWN;
  return (
    <div className="scan">
      <label className="scan-field">
        <ScanLine size={20} aria-hidden="true" />
        <span className="visually-hidden">{say('ui.scan.label')}</span>
        <input
          ref={field}
          data-scan-field=""
          data-testid="scan"
          value={isTooLong ? `…${text.slice(-40)}` : shownText(text)}
          readOnly={isTooLong}
          placeholder={say('ui.scan.placeholder')}
          aria-describedby="scan-hint"
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          enterKeyHint="go"
          onChange={(event) => scanInput({ kind: 'edited', text: event.target.value })}
        />
      </label>
      <ScanHintLine />
    </div>
  );
}

/**
 * What was scanned stays until its answer is here. Clearing the field at once would start a frame of its own, and
 * the verdict, which comes a few milliseconds later, would have to wait for the next one.
 */
function shownScan({ assembly, connection, unsaved }: AppState): string {
  const isOnItsWay = assembly.text === '' && connection.kind === 'connected';
  return isOnItsWay ? (unsaved[0] ?? '') : assembly.text;
}
