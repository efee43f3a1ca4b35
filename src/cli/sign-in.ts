import type { InputOf } from '../contract/calls.ts';
import type { ConnectionsView, SignIn } from '../contract/connections.ts';
import { say, type Language } from '../core/words/words.ts';
import type { Engine } from '../engine/engine.ts';
import { complainOf } from './complain-of.ts';
import { complain } from './output.ts';

interface Wish {
  readonly tasks: InputOf<'connections.signIn'>['tasks'];
  readonly language: Language;
}

/**
 * Signs in at Microsoft where a person has to and none is signed in: by a code that is shown on standard error.
 * False, with a complaint that says how else, where there is no terminal, and when it fails.
 */
export async function signIn(engine: Engine, { tasks, language }: Wish): Promise<boolean> {
  const view = await engine.calls['connections.read']({});
  if (!view.ok || view.value.signIn.kind === 'signedIn') return true;
  const auth = view.value.connections.tenant?.auth;
  switch (auth?.kind) {
    case 'delegated':
      if (process.stderr.isTTY) return signInByHand(engine, { flow: auth.flow, tasks }, language);
      complain(say(language, 'cli.signIn.noTerminal'));
      return false;
    case 'givenToken':
      complain(say(language, 'cli.signIn.noToken'));
      return false;
    default:
      return true;
  }
}

async function signInByHand(
  engine: Engine,
  input: InputOf<'connections.signIn'>,
  language: Language,
): Promise<boolean> {
  const tell = createTelling(language);
  let end: (isSignedIn: boolean) => void = () => undefined;
  const ended = new Promise<boolean>((resolve) => (end = resolve));
  const look = ({ signIn: state }: Pick<ConnectionsView, 'signIn'>): void => {
    const isSignedIn = tell(state);
    if (isSignedIn !== undefined) end(isSignedIn);
  };
  const unsubscribe = engine.subscribe((news, value) => {
    // The name says which news it is; the compiler does not follow that through the table.
    if (news === 'connections.changed') look(value as ConnectionsView);
  });
  try {
    const begun = await engine.calls['connections.signIn'](input);
    if (begun.ok) {
      look(begun.value);
      return await ended;
    }
    complainOf(begun.error, language);
    return false;
  } finally {
    unsubscribe();
  }
}

/** Says what a person has to do next, each thing once; gives back how it ended, as soon as it has. */
function createTelling(language: Language): (state: SignIn) => boolean | undefined {
  let shownCode = '';
  return (state) => {
    switch (state.kind) {
      case 'deviceCode': {
        const { address, userCode } = state;
        if (userCode !== shownCode) {
          complain(say(language, 'cli.signIn.deviceCode', { address, userCode }));
        }
        shownCode = userCode;
        return undefined;
      }
      case 'signedIn':
        complain(say(language, 'cli.signIn.signedIn', { account: state.account }));
        return true;
      case 'failed':
        complain(say(language, `cause.${state.cause.code}.text`, state.cause.params));
        complain(say(language, `cause.${state.cause.code}.next`, state.cause.params));
        return false;
      case 'signedOut':
      case 'browser':
        return undefined;
    }
  };
}
