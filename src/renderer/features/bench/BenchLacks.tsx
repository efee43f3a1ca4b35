import { Unplug } from 'lucide-react';
import type { BenchLack } from '../../../contract/bench.ts';
import { useApp } from '../../app/AppContext.tsx';
import { useSay } from '../../app/language.tsx';
import { Button } from '../../ui/Button.tsx';
import { guideFor } from './help-topics.ts';
import './lacks.css';

/** One quiet line for each thing that this computer lacks; the remedy is a press away. */
export function BenchLacks({ lacks }: { readonly lacks: readonly BenchLack[] }) {
  if (lacks.length === 0) return null;
  return (
    <ul className="lacks">
      {lacks.map((lack) => (
        <Lack key={lack} lack={lack} />
      ))}
    </ul>
  );
}

function Lack({ lack }: { readonly lack: BenchLack }) {
  const { store } = useApp();
  const say = useSay();
  const { title, still } = guideFor(lack, 'linux', 'unknown'); // the same on every platform
  return (
    <li className="lack">
      <Unplug size={18} aria-hidden="true" />
      <p>
        <strong>{say(title)}.</strong> <span className="muted">{say(still)}</span>
      </p>
      <Button
        aria-label={`${say('ui.slots.whatToDo')}: ${say(title)}`}
        onClick={() => store.setState({ help: { topic: lack }, view: 'bench' })}
      >
        {say('ui.slots.whatToDo')}
      </Button>
    </li>
  );
}
