import type { EngineCallName, InputOf, NewsName, NewsOf, OutputOf } from '../contract/calls.ts';
import type { Card } from '../contract/desk.ts';
import type { Failure } from '../contract/protocol.ts';
import type { SerialNumber } from '../core/identifiers/serial-number.ts';
import type { Result } from '../core/result.ts';

/** What a call gives back: a value, or a failure that the operator can act upon. */
export type Reply<T> = Result<T, Failure>;

export type Handlers = {
  readonly [Name in EngineCallName]: (
    input: InputOf<Name>,
  ) => Reply<OutputOf<Name>> | Promise<Reply<OutputOf<Name>>>;
};

export type PublishNews = <Name extends NewsName>(news: Name, value: NewsOf<Name>) => void;

/** The truth of one bench in one mode. Runs in a utility process, in the command line and in tests alike. */
export interface Engine {
  readonly calls: Handlers;
  /** Gives back its own unsubscribe. */
  subscribe(listener: PublishNews): () => void;
  /**
   * The card of one serial after everything was asked that its verdict needs; with `cached` the answer of the
   * mirror. Writes nothing to the ledger.
   */
  check(serial: SerialNumber, options: { readonly cached: boolean }): Promise<Card>;
  /** Ends the work under way, signs the ledger's head and closes the files. */
  close(): Promise<void>;
}
