import { useSay } from '../../../app/language.tsx';
import { linkUrl } from '../links.ts';
import { LinkButton } from '../parts/LinkButton.tsx';
import { useWizardState } from '../wizard/use-wizard.ts';

const PORTALS = { business: 'appleBusiness', school: 'appleSchool' } as const;
const NO_APP = { cloud: 'global', clientId: '' } as const;

/** The portals of the kinds of account that are connected; Apple Business where none is yet. */
export function AppleLinks() {
  const say = useSay();
  const organizations = useWizardState(({ connected }) => connected?.connections.organizations);
  const kinds = new Set(organizations?.map(({ kind }) => kind));
  const shown = (['business', 'school'] as const).filter((kind) => kinds.has(kind));
  return (
    <div className="setup-row">
      {(shown.length > 0 ? shown : (['business'] as const)).map((kind) => (
        <LinkButton key={kind} url={linkUrl(PORTALS[kind], NO_APP)}>
          {say(`ui.connections.link.${PORTALS[kind]}`)}
        </LinkButton>
      ))}
    </div>
  );
}
