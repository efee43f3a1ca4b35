import { useAppState } from '../../../app/AppContext.tsx';
import { useSay } from '../../../app/language.tsx';
import { ActButton } from '../parts/ActButton.tsx';
import { tokenPlace } from '../wizard/token-actions.ts';
import { useWizard } from '../wizard/use-wizard.ts';

/** In the sandbox there is no portal to download from: the file comes from here, and is then chosen like any other. */
export function PracticeFile({ tokenId }: { readonly tokenId: string }) {
  const wizard = useWizard();
  const say = useSay();
  const isSandbox = useAppState(({ status }) => status?.value.mode === 'sandbox');
  if (!isSandbox) return null;
  return (
    <div className="practice-file">
      <p className="small">{say('ui.sandbox.tokenFileText')}</p>
      <ActButton place={tokenPlace(tokenId)} onAct={() => wizard.savePracticeFile(tokenId)}>
        {say('ui.sandbox.tokenFile')}
      </ActButton>
    </div>
  );
}
