import { Fragment } from 'react';
import { TASKS } from '../../../../core/setup/permissions.ts';
import { useSay } from '../../../app/language.tsx';
import { GUIDES, type GuideName } from '../guides.ts';
import { linkUrl, type LinkName } from '../links.ts';
import { shownTenant } from '../wizard/microsoft-actions.ts';
import { useWizardState } from '../wizard/use-wizard.ts';
import { LinkButton } from './LinkButton.tsx';

interface GuideProps {
  readonly name: GuideName;
  /** Open where the person has it still before them. */
  readonly isOpen: boolean;
}

/** What to click in a portal, step by step, each with the page it begins on. */
export function Guide({ name, isOpen }: GuideProps) {
  const say = useSay();
  const title = say(`ui.connections.guide.${name}.title`);
  return (
    <details className="guide-clicks" open={isOpen}>
      <summary>{title}</summary>
      <ol aria-label={title}>
        {GUIDES[name].map((link, index) => (
          <li key={index}>
            <p>
              <Emphasised text={say(`ui.connections.guide.${name}.${index + 1}`, SCOPES)} />
            </p>
            {link && <GuideLink name={link} />}
          </li>
        ))}
      </ol>
    </details>
  );
}

/** The least that each task needs, for those who register the app. */
const SCOPES = { watch: TASKS.watch.join(', '), move: TASKS.move.join(', ') };

function GuideLink({ name }: { readonly name: LinkName }) {
  const say = useSay();
  const cloud = useWizardState((state) => shownTenant(state).cloud);
  const clientId = useWizardState((state) => shownTenant(state).clientId);
  return (
    <LinkButton url={linkUrl(name, { cloud, clientId })}>
      {say(`ui.connections.link.${name}`)}
    </LinkButton>
  );
}

/** Names of the portals stand in quotation marks: they are what the eye looks for. */
export function Emphasised({ text }: { readonly text: string }) {
  return text
    .split(/([“„][^“”]+[“”])/)
    .map((part, index) =>
      index % 2 === 1 ? (
        <strong key={index}>{part}</strong>
      ) : (
        <Fragment key={index}>{part}</Fragment>
      ),
    );
}
