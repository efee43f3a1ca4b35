import { memo } from 'react';
import type { Card } from '../../../contract/desk.ts';
import { useSay } from '../../app/language.tsx';
import { FamilyIcon } from '../../ui/FamilyIcon.tsx';
import { RelativeTime } from '../../ui/RelativeTime.tsx';
import { Serial } from '../../ui/Serial.tsx';

/** Which device this is: quiet, under the verdict. */
export const Identity = memo(function Identity({ card }: { readonly card: Card }) {
  const say = useSay();
  const { device, serial, slotNumber, verdict } = card;
  const otherName = device.name === device.model ? undefined : device.name;
  const slot = slotNumber === undefined ? undefined : say('ui.card.slot', { slot: slotNumber });
  return (
    <div className="identity">
      <FamilyIcon family={device.family} size={22} />
      <Serial serial={serial} />
      <p className="identity-model muted">
        {[device.model, otherName, slot].filter(Boolean).join(' · ')}
      </p>
      {verdict.oldestFactAt !== undefined && (
        <p className="identity-age muted">
          {say('ui.card.factsFrom')} <RelativeTime at={verdict.oldestFactAt} isPast />
        </p>
      )}
    </div>
  );
});
