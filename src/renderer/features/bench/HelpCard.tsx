import { CircleHelp } from 'lucide-react';
import { memo } from 'react';
import type { Slot, Slots } from '../../../contract/bench.ts';
import { useApp, useAppState } from '../../app/AppContext.tsx';
import type { Help } from '../../app/help.ts';
import { useSay } from '../../app/language.tsx';
import { Button } from '../../ui/Button.tsx';
import { FailureNotice } from '../../ui/FailureNotice.tsx';
import { CommandLine } from './CommandLine.tsx';
import { COMMANDS, guideFor, RULE_STEP, type HelpGuide } from './help-topics.ts';
import { SaveRule } from './SaveRule.tsx';
import './help.css';

/** In place of the card, above the slots: what is wrong, what to do about it, and what works without that. */
export const HelpCard = memo(function HelpCard({ help }: { readonly help: Help }) {
  const { store } = useApp();
  const say = useSay();
  const slots = useAppState((state) => state.slots);
  const slot = slotOf(slots, help);
  const guide = guideFor(help.topic, slots?.platform ?? 'linux', familyOn(slot));
  return (
    <section className="card help" aria-label={say('guide.label')} aria-live="polite">
      <header className="help-top">
        <CircleHelp size={28} aria-hidden="true" />
        <h2>
          {slot && <span className="help-slot">{say('guide.slot', { number: slot.number })} </span>}
          {say(guide.title)}
        </h2>
        <Button keyCap="Esc" onClick={() => store.setState({ help: undefined })}>
          {say('guide.close')}
        </Button>
      </header>
      <HelpTrouble />
      <div className="help-body">
        <ol className="help-steps">
          {guide.steps.map((step) => (
            <Step key={step} words={step} />
          ))}
        </ol>
        <Aside guide={guide} slot={slot} />
      </div>
    </section>
  );
});

function slotOf(slots: Slots | undefined, { port }: Help) {
  return slots?.slots.find(({ ports }) => port !== undefined && ports.includes(port));
}

function familyOn(slot: Slot | undefined) {
  return slot?.occupant?.family ?? 'unknown';
}

function Step({ words }: { readonly words: string }) {
  const say = useSay();
  return (
    <li>
      {say(words)}
      {COMMANDS[words]?.map((command) => (
        <CommandLine key={command} command={command} />
      ))}
      {words === RULE_STEP && <SaveRule />}
    </li>
  );
}

/** A right that is missing is what the guide itself is about. */
function HelpTrouble() {
  const trouble = useAppState((state) => state.trouble);
  if (!trouble || trouble.code === 'usbNotPermitted') return null;
  return <FailureNotice trouble={trouble} />;
}

/** Why, and what works without any of the steps. */
function Aside({ guide, slot }: { readonly guide: HelpGuide; readonly slot: Slot | undefined }) {
  const say = useSay();
  const isArmed = useAppState(({ armedSlot }) => slot !== undefined && armedSlot === slot.port);
  const { why, note, still } = guide;
  return (
    <div className="help-aside">
      <p>{say(why)}</p>
      {note !== undefined && <p>{say(note)}</p>}
      <p>{isArmed ? say('ui.slots.armed', { number: slot?.number ?? '' }) : say(still)}</p>
    </div>
  );
}
