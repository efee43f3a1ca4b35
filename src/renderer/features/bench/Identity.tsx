import { memo } from 'react';
import { useSay } from '../../app/language.tsx';
import type { Card } from '../../../contract/desk.ts';
import { FamilyIcon } from '../../ui/FamilyIcon.tsx';
import { RelativeTime } from '../../ui/RelativeTime.tsx';
import { Serial } from '../../ui/Serial.tsx';

/** Which device this is: quiet, under the verdict. */
export const Identity = memo(function Identity({ card }: { readonly card: Card }) {
  const say = useSay();
  const { device, serial, slotNumber, verdict } = card;
  return (
    <div className="identity">
      <FamilyIcon family={device.family} size={28} />
      <div>
        <p className="identity-serial">
          <Serial serial={serial} />
        </p>
        <p className="muted">
          {device.model}
          {device.name !== undefined && device.name !== device.model && <> · {device.name}</>}
          {slotNumber !== undefined && <> · {say('ui.card.slot', { slot: slotNumber })}</>}
        </p>
      </div>
      {verdict.oldestFactAt !== undefined && (
        <p className="identity-age muted">
          {say('ui.card.factsFrom')} <RelativeTime at={verdict.oldestFactAt} />
        </p>
      )}
    </div>
  );
});
