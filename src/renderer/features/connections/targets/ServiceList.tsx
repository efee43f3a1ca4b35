import { familyName } from '../../../../core/facts/family-name.ts';
import type { Service } from '../../../../core/facts/tenant-facts.ts';
import type { Target } from '../../../../core/verdict/policy.ts';
import { useLanguage, useSay } from '../../../app/language.tsx';
import { RelativeTime } from '../../../ui/RelativeTime.tsx';
import { Segmented } from '../../../ui/Segmented.tsx';
import { markFormer } from '../wizard/policy-edits.ts';
import { useIsManaged, useWizard, useWizardState } from '../wizard/use-wizard.ts';
import { useNames } from './names.ts';

interface ServicesProps {
  readonly targets: readonly Target[];
  readonly formerIds: readonly string[];
}

/** Every service at Apple with what it is to this campaign: a target, one to move away from, or not to be touched. */
export function ServiceList({ targets, formerIds }: ServicesProps) {
  const say = useSay();
  const services = useWizardState(({ choices }) => choices?.services);
  if (!services || services.length === 0) {
    return <p className="muted">{say('ui.connections.services.none')}</p>;
  }
  return (
    <ul className="service-list" aria-label={say('ui.connections.services.title')}>
      {services.map((service) => (
        <ServiceItem
          key={service.id}
          service={service}
          isTarget={targets.some(({ serviceId }) => serviceId === service.id)}
          isFormer={formerIds.includes(service.id)}
        />
      ))}
    </ul>
  );
}

interface ItemProps {
  readonly service: Service;
  readonly isTarget: boolean;
  readonly isFormer: boolean;
}

function ServiceItem({ service, isTarget, isFormer }: ItemProps) {
  const say = useSay();
  const names = useNames();
  const isConfigurator = service.type === 'APPLE_CONFIGURATOR';
  return (
    <li className="service">
      <div>
        <h3>
          {service.name}{' '}
          <span className="muted">({names.organization(service.organizationId)})</span>
        </h3>
        <ServiceFacts service={service} />
        <ServiceWarnings service={service} isFormer={isFormer} />
      </div>
      {isTarget && <p className="tag">{say('ui.connections.services.isTarget')}</p>}
      {isConfigurator && (
        <p className="muted small">{say('ui.connections.services.configurator')}</p>
      )}
      {!isTarget && !isConfigurator && <Role service={service} isFormer={isFormer} />}
    </li>
  );
}

function ServiceFacts({ service }: { readonly service: Service }) {
  const say = useSay();
  const language = useLanguage();
  const { deviceCount, lastConnectedAt, status } = service;
  return (
    <p className="muted small service-facts">
      {deviceCount !== undefined && (
        <span>
          {say('ui.connections.services.devices', {
            count: deviceCount,
            number: deviceCount.toLocaleString(language),
          })}
        </span>
      )}
      {lastConnectedAt != null && (
        <span>
          {say('ui.connections.services.connected')} <RelativeTime at={lastConnectedAt} isPast />
        </span>
      )}
      {status !== undefined && status !== 'ACTIVE' && (
        <span>{say('ui.connections.services.status', { status })}</span>
      )}
    </p>
  );
}

function ServiceWarnings({ service, isFormer }: Omit<ItemProps, 'isTarget'>) {
  const say = useSay();
  const { defaultFamilies = [], mayDisown } = service;
  return (
    <>
      {isFormer && defaultFamilies.length > 0 && (
        <p className="field-trouble">
          {say('ui.connections.services.formerIsDefault', {
            families: defaultFamilies.map(familyName).join(', '),
          })}
        </p>
      )}
      {mayDisown && <p className="field-trouble">{say('ui.connections.services.mayDisown')}</p>}
    </>
  );
}

function Role({ service, isFormer }: Omit<ItemProps, 'isTarget'>) {
  const wizard = useWizard();
  const say = useSay();
  const isManaged = useIsManaged();
  return (
    <fieldset className="bare" disabled={isManaged}>
      <Segmented
        label={say('ui.connections.services.role', { name: service.name })}
        value={isFormer ? 'former' : 'foreign'}
        options={(['former', 'foreign'] as const).map((value) => ({
          value,
          label: say(`ui.connections.services.${value}`),
        }))}
        onChange={(role) => void wizard.changePolicy(markFormer(service.id, role === 'former'))}
      />
    </fieldset>
  );
}
