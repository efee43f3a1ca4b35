import type { ProbeAnswer } from '../../../core/ports.ts';
import type { ResetSign } from '../../../core/reset/evidence.ts';
import {
  booleanOf,
  dataOf,
  eraseStampOf,
  numberOf,
  textOf,
  type CloudConfiguration,
  type PlistDict,
} from '../../../lockdown-client/index.ts';

/** What a device said in a session; absent where that question got no answer. */
export interface SessionAnswers {
  readonly values?: PlistDict | undefined;
  readonly battery?: PlistDict | undefined;
  readonly setup?: PlistDict | undefined;
  readonly nvram?: PlistDict | undefined;
  readonly cloudConfiguration?: CloudConfiguration | undefined;
}

/**
 * What a device tells a computer that it trusts (docs/protocol/apple-usb.md#sessions). `isSilent`: it came to trust
 * this computer just now and asked nobody, which a device does in Setup Assistant alone.
 */
export function toldTrusted(answers: SessionAnswers, isSilent: boolean): ProbeAnswer {
  const { values, battery, nvram } = answers;
  const serialNumber = values && textOf(values, 'SerialNumber');
  const batteryPercent = battery && numberOf(battery, 'BatteryCurrentCapacity');
  const stamp = nvram && eraseStampOf(nvram);
  const isInSetupAssistant = setupAssistantIn(answers, isSilent);
  return {
    ...(serialNumber !== undefined && { serialNumber }),
    ...(batteryPercent !== undefined && { batteryPercent }),
    ...(stamp?.kind === 'dated' && { erasedAt: stamp.at.getTime() }),
    ...(isInSetupAssistant !== undefined && { isInSetupAssistant }),
    signs: signsIn(answers, isSilent),
    raw: rawOf(answers),
  };
}

/**
 * Only what Setup Assistant has written says for certain that it is over; that it is not, silent pairing or a device
 * that is not activated and has written nothing.
 */
function setupAssistantIn(answers: SessionAnswers, isSilent: boolean): boolean | undefined {
  if (setupStateOf(answers) !== undefined || isFinished(answers)) return false;
  return isSilent || (answers.setup !== undefined && isUnactivated(answers)) ? true : undefined;
}

function isUnactivated({ values }: SessionAnswers): boolean {
  return values !== undefined && textOf(values, 'ActivationState') === 'Unactivated';
}

/** A device that says that its Setup Assistant is over shows no sign, whatever else it shows. */
function signsIn(answers: SessionAnswers, isSilent: boolean): ResetSign[] {
  if (setupAssistantIn(answers, isSilent) === false) return [];
  const { setup, cloudConfiguration } = answers;
  const isOpen = cloudConfiguration !== undefined && !isFinished(answers);
  return [
    ...(isSilent ? (['pairedSilently'] as const) : []),
    ...(isUnactivated(answers) ? (['unactivated'] as const) : []),
    ...(setup && setupStateOf(answers) === undefined ? (['setupStateAbsent'] as const) : []),
    ...(isOpen ? (['cloudConfigurationOpen'] as const) : []),
  ];
}

function setupStateOf({ setup }: SessionAnswers): string | undefined {
  return setup && textOf(setup, 'SetupState');
}

function isFinished({ cloudConfiguration: configuration }: SessionAnswers): boolean {
  if (!configuration?.isHeld) return false;
  return booleanOf(configuration.configuration, 'CloudConfigurationUIComplete') === true;
}

function rawOf(answers: SessionAnswers): Record<string, string> {
  const { values, setup, nvram, cloudConfiguration } = answers;
  return {
    ...(values && { ActivationState: textOf(values, 'ActivationState') ?? 'absent' }),
    ...(setup && { SetupState: setupStateOf(answers) ?? 'absent' }),
    ...(nvram && { obliteration: stampText(nvram) }),
    ...(cloudConfiguration && { CloudConfiguration: cloudText(cloudConfiguration) }),
  };
}

function stampText(nvram: PlistDict): string {
  const data = dataOf(nvram, 'obliteration');
  const text = data ? Buffer.from(data.subarray(0, 512)).toString('latin1') : undefined;
  return text ?? textOf(nvram, 'obliteration') ?? 'absent';
}

/** Whose the configuration is and how far it came; nothing else of it is kept. */
function cloudText(answer: CloudConfiguration): string {
  if (!answer.isHeld) return 'none';
  const { configuration } = answer;
  const texts = {
    OrganizationName: textOf(configuration, 'OrganizationName'),
    // Only its host: the rest of the address may let somebody in.
    ConfigurationURL: hostOf(textOf(configuration, 'ConfigurationURL')),
    IsSupervised: booleanOf(configuration, 'IsSupervised'),
    CloudConfigurationUIComplete: booleanOf(configuration, 'CloudConfigurationUIComplete'),
    ConfigurationWasApplied: booleanOf(configuration, 'ConfigurationWasApplied'),
  };
  const told = Object.entries(texts).filter(([, text]) => text !== undefined);
  return told.map(([key, text]) => `${key}=${String(text)}`).join(' ');
}

function hostOf(address: string | undefined): string | undefined {
  return address !== undefined && URL.canParse(address) ? new URL(address).host : undefined;
}
