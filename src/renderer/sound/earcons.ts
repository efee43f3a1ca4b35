import accepted from '../../../assets/sounds/accepted.wav?url';
import alreadyHere from '../../../assets/sounds/already-here.wav?url';
import clear from '../../../assets/sounds/clear.wav?url';
import doneBefore from '../../../assets/sounds/done-before.wav?url';
import done from '../../../assets/sounds/done.wav?url';
import fix from '../../../assets/sounds/fix.wav?url';
import migrate from '../../../assets/sounds/migrate.wav?url';
import notExpected from '../../../assets/sounds/not-expected.wav?url';
import notSerial from '../../../assets/sounds/not-serial.wav?url';
import start from '../../../assets/sounds/start.wav?url';
import stop from '../../../assets/sounds/stop.wav?url';
import unknown from '../../../assets/sounds/unknown.wav?url';
import wait from '../../../assets/sounds/wait.wav?url';

/** One short sound per lane and per outcome of a check-in; scripts/make-sounds.mjs makes the files. */
export const EARCONS = {
  clear,
  start,
  wait,
  fix,
  stop,
  migrate,
  done,
  unknown,
  accepted,
  alreadyHere,
  doneBefore,
  notExpected,
  notSerial,
} as const;
export type Earcon = keyof typeof EARCONS;
