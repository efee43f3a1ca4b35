import { success } from '../../../core/result.ts';
import type { Desk } from '../../desk/desk.ts';
import type { Follow } from '../../desk/follow.ts';
import type { Handlers } from '../../engine.ts';
import { eachOf } from '../each-of.ts';
import { asideLine, asideList } from './aside-list.ts';
import { bringBack, putAside } from './put-aside.ts';

export function setAsideCalls(desk: Desk, follow: Follow) {
  return {
    'setAside.list': async () => success(await asideList(desk)),
    'setAside.put': (input) => putAside(desk, input),
    'setAside.end': (input) => bringBack(desk, input),
    'setAside.lookAgain': async ({ serials }) => {
      await eachOf(serials, async (serial) => {
        await desk.revalidation.ask(serial, EVERYTHING, 'bench');
        await follow.settle(serial, 'bench');
      });
      return success(serials.flatMap((serial) => asideLine(desk, serial)));
    },
  } satisfies Partial<Handlers>;
}

const EVERYTHING = ['device', 'assignment', 'lock', 'identities', 'enrollments'] as const;
