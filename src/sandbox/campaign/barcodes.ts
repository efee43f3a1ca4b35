import { commandCode, operatorBadge } from '../../core/identifiers/bench-codes.ts';
import type { Campaign } from './campaign.ts';
import people from './people.json' with { type: 'json' };
import type { StoryName } from './stories.ts';

/** One code of the printable sheet. `title` and `story` are paths into the catalogue of words. */
export interface SheetBarcode {
  readonly code: string;
  readonly title: string;
  readonly story: string;
}

/** Who works at this bench, with their badges. */
export const OPERATORS = people.operators.map((name) => ({
  name,
  badge: operatorBadge(name) ?? '',
}));

/** Devices of the sheet, in the order in which a newcomer should try them. */
const DEVICES: readonly StoryName[] = [
  'formerService',
  'readyToReset',
  'sealedNew',
  'atHello',
  'inIntune',
  'awaitingSync',
  'migratesByItself',
  'foreignService',
  'lockedByUser',
  'notInOrganization',
];

/** The sheet of barcodes that lets a newcomer walk through every kind of answer. */
export function makeBarcodes(
  campaign: Campaign,
  assetTags: ReadonlyMap<string, string>,
): SheetBarcode[] {
  const hardwareOf = (name: StoryName) =>
    campaign.entries.find(({ device }) => device.hardware.serial === campaign.stories[name])?.device
      .hardware;
  const tag = [...assetTags].find(([, serial]) => serial === campaign.stories.readyMac)?.[0] ?? '';
  return [
    barcode('operator', OPERATORS[0]?.badge ?? ''),
    ...DEVICES.map((name) => barcode(name, campaign.stories[name])),
    barcode('imei', hardwareOf('readyToReset')?.imei[0] ?? ''),
    barcode('assetTag', tag),
    barcode('partNumber', `1P${hardwareOf('readyToReset')?.partNumber ?? ''}`),
    barcode('next', commandCode('NEXT')),
    barcode('repeat', commandCode('SOUND')),
    barcode('undo', commandCode('UNDO')),
  ];
}

function barcode(name: string, code: string): SheetBarcode {
  return { code, title: `barcode.${name}.title`, story: `barcode.${name}.story` };
}
