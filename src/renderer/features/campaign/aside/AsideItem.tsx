import { Eye, UserRound } from 'lucide-react';
import type { AsideLine } from '../../../../contract/set-aside.ts';
import { useSay, type Say } from '../../../app/language.tsx';
import { Button } from '../../../ui/Button.tsx';
import { FailureNotice } from '../../../ui/FailureNotice.tsx';
import { LaneWord } from '../../../ui/LaneWord.tsx';
import { RelativeTime } from '../../../ui/RelativeTime.tsx';
import { Serial } from '../../../ui/Serial.tsx';
import { useAct } from '../feed/use-act.ts';

interface AsideItemProps {
  readonly line: AsideLine;
  readonly onChanged: () => void;
  readonly onEdit: () => void;
}

/** One device that is set aside, with what to do about its cause. */
export function AsideItem({ line, onChanged, onEdit }: AsideItemProps) {
  const say = useSay();
  const { serial, model, since, owner, now, secondLook } = line;
  return (
    <li className="aside-line" data-look={secondLook ?? undefined}>
      <div className="aside-device">
        <Serial serial={serial} />
        <span className="muted">{model}</span>
      </div>
      <Why line={line} />
      <div className="aside-care">
        <span>
          <UserRound size={16} aria-hidden="true" /> {owner}
        </span>
        <span className="muted">
          <RelativeTime at={since} isPast />
        </span>
        <span className="small">
          {say('ui.aside.inLine')} <LaneWord lane={now.lane} />
        </span>
      </div>
      <Acts serial={serial} onChanged={onChanged} onEdit={onEdit} />
    </li>
  );
}

function Why({ line }: Pick<AsideItemProps, 'line'>) {
  const say = useSay();
  const { note, secondLook } = line;
  return (
    <div className="aside-why">
      <strong>{causeText(line, say)}</strong>
      {note !== undefined && <p className="aside-note">{note}</p>}
      <p className="muted">{playbook(line, say)}</p>
      {secondLook !== null && (
        <p className="aside-look">
          <Eye size={16} aria-hidden="true" />
          {say(`setAside.look.${secondLook}`)}
        </p>
      )}
    </div>
  );
}

interface ActsProps extends Omit<AsideItemProps, 'line'> {
  readonly serial: AsideLine['serial'];
}

function Acts({ serial, onChanged, onEdit }: ActsProps) {
  const say = useSay();
  const end = useAct('setAside.end');
  const look = useAct('setAside.lookAgain');
  const isBusy = end.isBusy || look.isBusy;
  const failure = end.failure ?? look.failure;
  const serials = [serial];
  const acts = [
    ['bringBack', () => void end.run({ serials }).then(onChanged)],
    ['lookAgain', () => void look.run({ serials }).then(onChanged)],
    ['change', onEdit],
  ] as const;
  return (
    <>
      <div className="aside-acts">
        {acts.map(([name, act]) => (
          <Button
            key={name}
            look={name === 'bringBack' ? 'outline' : 'plain'}
            disabled={isBusy}
            aria-label={say(`ui.aside.${name}Of`, { serial })}
            onClick={act}
          >
            {say(`ui.aside.${name}`)}
          </Button>
        ))}
      </div>
      {failure && <FailureNotice trouble={failure} />}
    </>
  );
}

function causeText({ cause, reason }: AsideLine, say: Say): string {
  return reason ? say(`ui.reasonShort.${reason}`) : say(`setAside.cause.${cause}`);
}

/** What to do: a verdict says it itself, unless its sentence names something of the device. */
function playbook({ cause, reason }: AsideLine, say: Say): string {
  const next = reason && say(`reason.${reason}.next`);
  const own = say(`setAside.playbook.${cause}`);
  return next && !next.includes('{') ? `${next} ${own}` : own;
}
