import { memo, type ClipboardEvent } from 'react';
import './serial.css';

/**
 * A serial number in groups of four, so that it can be compared by eye. Gaps are drawn, not typed: what is
 * copied, read aloud or searched for is the plain serial.
 */
export const Serial = memo(function Serial({ serial }: { readonly serial: string }) {
  return (
    <span className="serial" translate="no" onCopy={copyPlain}>
      {groupsOf(serial).map((group, index) => (
        <span key={index}>{group}</span>
      ))}
    </span>
  );
});

/** Groups of four from the left; a last group of one joins its neighbour. */
export function groupsOf(serial: string): readonly string[] {
  const groups = serial.match(/.{1,4}/g) ?? [];
  const last = groups.at(-1);
  if (groups.length < 2 || last?.length !== 1) return groups;
  return [...groups.slice(0, -2), `${groups.at(-2)}${last}`];
}

/** The browser may put blanks or line breaks between the groups of a selection. */
function copyPlain(event: ClipboardEvent): void {
  const selected = window.getSelection()?.toString() ?? '';
  event.clipboardData.setData('text/plain', selected.replace(/\s+/g, ''));
  event.preventDefault();
}
