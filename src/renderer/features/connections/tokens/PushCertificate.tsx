import { DAY } from '../../../../core/time.ts';
import { useSay } from '../../../app/language.tsx';
import { Notice } from '../../../ui/Notice.tsx';
import { ActButton } from '../parts/ActButton.tsx';
import { Guide } from '../parts/Guide.tsx';
import { PlaceFailure } from '../parts/PlaceFailure.tsx';
import { TestReportList } from '../parts/TestReportList.tsx';
import { ValidUntil } from '../parts/ValidUntil.tsx';
import { useWizard, useWizardState } from '../wizard/use-wizard.ts';

const RENEW_WITHIN = 30 * DAY;

/** Renewed in the portal alone: Apple signs it for the account that asks. Read back from Intune here. */
export function PushCertificate() {
  const wizard = useWizard();
  const say = useSay();
  const expiresAt = useWizardState(({ pushExpiresAt }) => pushExpiresAt);
  return (
    <>
      <dl className="pairs">
        <dt>{say('ui.connections.token.validUntil')}</dt>
        <dd>
          <ValidUntil at={expiresAt} warnWithin={RENEW_WITHIN} />
        </dd>
      </dl>
      <Notice title={say('ui.connections.push.warning')}>
        {say('ui.connections.push.warningText')}
      </Notice>
      <Guide name="pushCertificate" isOpen={false} />
      <div className="setup-row">
        <ActButton place="push" isReading onAct={wizard.testPushCertificate}>
          {say('ui.connections.push.test')}
        </ActButton>
      </div>
      <PlaceFailure place="push" />
      <TestReportList place="push" only={['pushCertificate']} />
    </>
  );
}
