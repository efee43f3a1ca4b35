import type { Label, LabelTemplate } from './label.ts';

/** What is known of a device that a label may tell; empty where nothing is. */
export interface OnDevice {
  readonly serial: string;
  readonly model: string;
  readonly assetTag: string;
  readonly user: string;
  readonly box: string;
  readonly destination: string;
}

const LINES: Readonly<Record<LabelTemplate, (device: OnDevice) => readonly string[]>> = {
  box: ({ box, destination, model }) => [[box, destination].filter(Boolean).join(' – '), model],
  owner: ({ assetTag, model, user }) => [assetTag, user, model],
  serialOnly: () => [],
};

/** The label of a device by a template; what is not known leaves no gap. */
export function deviceLabel(device: OnDevice, template: LabelTemplate): Label {
  const { serial } = device;
  return {
    code: serial,
    title: (serial.match(/.{1,4}/g) ?? []).join(' '),
    lines: LINES[template](device).filter((line) => line !== ''),
  };
}
