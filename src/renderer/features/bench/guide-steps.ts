import chooseErase from '../../../../assets/reset/choose-erase.svg?url';
import hello from '../../../../assets/reset/hello.svg?url';
import keepEsim from '../../../../assets/reset/keep-esim.svg?url';
import macActivate from '../../../../assets/reset/mac-activate.svg?url';
import macErase from '../../../../assets/reset/mac-erase.svg?url';
import macHello from '../../../../assets/reset/mac-hello.svg?url';
import macSettings from '../../../../assets/reset/mac-settings.svg?url';
import openSettings from '../../../../assets/reset/open-settings.svg?url';
import passcode from '../../../../assets/reset/passcode.svg?url';
import progress from '../../../../assets/reset/progress.svg?url';
import tvHello from '../../../../assets/reset/tv-hello.svg?url';
import tvReset from '../../../../assets/reset/tv-reset.svg?url';
import tvSettings from '../../../../assets/reset/tv-settings.svg?url';
import type { DeviceFamily } from '../../../core/facts/device-facts.ts';

/** One thing to do on the device. Its words stand under `ui.guide.<words>`. */
export interface GuideStep {
  readonly words: string;
  readonly picture: string;
}

/** What can go wrong on the way; words under `ui.trouble.<name>.{title,text}`. */
export type GuideTrouble =
  | 'eraseGreyedOut'
  | 'passcodeUnknown'
  | 'keepEsim'
  | 'power'
  | 'wifiName'
  | 'macWithoutEraseAssistant'
  | 'recoveryLock';

export interface Guide {
  readonly steps: readonly GuideStep[];
  readonly troubles: readonly GuideTrouble[];
}

const handheld: readonly GuideStep[] = [
  { words: 'handheld.open', picture: openSettings },
  { words: 'handheld.erase', picture: chooseErase },
  { words: 'handheld.passcode', picture: passcode },
  { words: 'handheld.wait', picture: progress },
  { words: 'handheld.hello', picture: hello },
];

const phone: readonly GuideStep[] = [
  ...handheld.slice(0, 3),
  { words: 'handheld.esim', picture: keepEsim },
  ...handheld.slice(3),
];

const mac: readonly GuideStep[] = [
  { words: 'mac.open', picture: macSettings },
  { words: 'mac.erase', picture: macErase },
  { words: 'mac.activate', picture: macActivate },
  { words: 'mac.hello', picture: macHello },
];

const tv: readonly GuideStep[] = [
  { words: 'tv.open', picture: tvSettings },
  { words: 'tv.reset', picture: tvReset },
  { words: 'tv.hello', picture: tvHello },
];

const handheldTroubles = ['eraseGreyedOut', 'passcodeUnknown', 'power', 'wifiName'] as const;

const guides: Readonly<Partial<Record<DeviceFamily, Guide>>> = {
  iPhone: { steps: phone, troubles: ['keepEsim', ...handheldTroubles] },
  iPad: { steps: phone, troubles: ['keepEsim', ...handheldTroubles] },
  Vision: { steps: handheld, troubles: handheldTroubles },
  Mac: {
    steps: mac,
    troubles: ['macWithoutEraseAssistant', 'recoveryLock', 'passcodeUnknown', 'power', 'wifiName'],
  },
  AppleTV: { steps: tv, troubles: ['eraseGreyedOut', 'wifiName'] },
};

/** How this family is reset by hand; a device of unknown kind gets the commonest way. */
export function guideOf(family: DeviceFamily): Guide {
  return guides[family] ?? { steps: handheld, troubles: handheldTroubles };
}
