import type { ListingView } from '../contract/campaign.ts';
import { say, type Language } from '../core/words/words.ts';
import type { Engine, Reply } from '../engine/engine.ts';
import { showOneLine } from './one-line.ts';
import { complain } from './output.ts';
import { pause } from './pause.ts';

const LOOK_EVERY = 250;

/**
 * Waits until both clouds were listed to their end once: what a command says about the whole fleet would else be
 * said of a part. A listing that fails is complained about, and the command goes on with what is known.
 */
export async function awaitFirstListing(engine: Engine, language: Language): Promise<void> {
  let view = valueOf(await engine.calls['campaign.listing']({}));
  if (!view || view.finishedAt !== undefined) return;
  if (!view.isRunning) view = valueOf(await engine.calls['campaign.listNow']({}));
  const progress = showOneLine();
  while (view?.isRunning) {
    progress.show(progressOf(view, language));
    await pause(LOOK_EVERY);
    view = valueOf(await engine.calls['campaign.listing']({}));
  }
  progress.clear();
  if (view?.finishedAt === undefined) complain(say(language, 'cli.listing.incomplete'));
}

function valueOf(reply: Reply<ListingView>): ListingView | undefined {
  return reply.ok ? reply.value : undefined;
}

function progressOf({ done, expected, remaining }: ListingView, language: Language): string {
  const known = expected === undefined ? 'some' : 'of';
  const line = say(language, `cli.listing.${known}`, { done, expected: expected ?? 0 });
  if (remaining === undefined) return line;
  const count = Math.max(1, Math.ceil(remaining / 60_000));
  return `${line} · ${say(language, 'cli.listing.remaining', { count })}`;
}
