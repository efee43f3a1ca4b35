import type { Slots } from '../../contract/bench.ts';
import { failure, success, type Result } from '../../core/result.ts';
import type { Handlers, Reply } from '../engine.ts';
import type { Desk } from './desk.ts';
import { slotsView } from './slots-view.ts';

/** The slots as they are, and how the operator arranges them. */
export function slotCalls(desk: Desk, tellSlots: () => void) {
  const { arranging } = desk.bench;
  function answer(done: Result<void, 'unknownSlot' | 'slotOccupied'>): Reply<Slots> {
    if (!done.ok) return failure({ code: done.error });
    tellSlots();
    return success(slotsView(desk));
  }
  return {
    'bench.slots': () => success(slotsView(desk)),
    'bench.nameSlot': ({ port, name }) => answer(arranging.name(port, name)),
    'bench.numberSlot': ({ port, number }) => answer(arranging.number(port, number)),
    'bench.separateSlot': ({ port }) => answer(arranging.separate(port)),
    'bench.forgetSlot': ({ port }) => answer(arranging.forget(port)),
    'bench.setColumns': ({ columns }) => answer(success(arranging.setColumns(columns))),
  } satisfies Partial<Handlers>;
}
