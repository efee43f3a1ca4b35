import {
  app,
  ipcMain,
  type IpcMainInvokeEvent,
  type WebContents,
  type WebContentsPrintOptions,
} from 'electron';
import { z } from 'zod';
import type { Failure } from '../contract/protocol.ts';
import { shellCalls } from '../contract/shell.ts';
import { failure, success, type Result } from '../core/result.ts';
import { chooseSecretFile } from './choose-secret-file.ts';
import { openExternal } from './external-links.ts';
import type { ShellSecrets } from './kept-secrets.ts';
import { log } from './log.ts';
import { openTable } from './open-table.ts';
import { openText } from './open-text.ts';
import { saveDocument } from './save-document.ts';
import { savePdf } from './save-pdf.ts';
import { takeSecretFromClipboard } from './secret-of-clipboard.ts';
import { isTrustedSender } from './sender.ts';
import type { AppSettings } from './settings.ts';

interface Parts {
  readonly settings: AppSettings;
  readonly secrets: ShellSecrets;
}
type Calls = typeof shellCalls;
type CallName = keyof Calls;
type Reply<Name extends CallName> = Result<z.infer<Calls[Name]['output']>, Failure>;
type Answer = (input: unknown, page: WebContents) => Promise<Result<unknown, Failure>>;
type Answers = {
  readonly [Name in CallName]: (
    input: z.infer<Calls[Name]['input']>,
    page: WebContents,
  ) => Promise<Reply<Name>>;
};

const questionSchema = z.object({ call: z.string().max(64), input: z.unknown() });

/** Answers the window's questions to the shell. Every refusal is a value; a stranger gets `notAllowed`. */
export function serveShellCalls(parts: Parts): void {
  const answers = answersOf(parts);
  ipcMain.handle('shell', async (event, raw: unknown) => {
    if (!isTrustedSender(event.senderFrame)) return failure({ code: 'notAllowed' });
    return answer(answers, raw, event);
  });
}

async function answer(
  answers: Answers,
  raw: unknown,
  event: IpcMainInvokeEvent,
): Promise<Result<unknown, Failure>> {
  const question = questionSchema.safeParse(raw);
  if (!question.success) return failure({ code: 'badInput' });
  const name = question.data.call;
  if (!isCall(name)) return failure({ code: 'unknownCall' });
  const input = shellCalls[name].input.safeParse(question.data.input);
  if (!input.success) return failure({ code: 'badInput' });
  try {
    // The parser of this very call has made `input`; the compiler cannot follow that through the table.
    const run = answers[name] as Answer;
    return await run(input.data, event.sender);
  } catch (error) {
    log(`${name} failed: ${String(error)}`);
    return failure({ code: 'bug' });
  }
}

function isCall(name: string): name is CallName {
  return Object.hasOwn(shellCalls, name);
}

function answersOf({ settings, secrets }: Parts): Answers {
  return {
    'shell.settings': async () =>
      success({
        settings: settings.read(),
        systemLanguage: app.getPreferredSystemLanguages()[0] ?? app.getLocale(),
        version: app.getVersion(),
        keepsSecrets: await secrets.keeps(),
        ...(settings.notice ? { notice: settings.notice } : {}),
      }),
    'shell.changeSettings': async (part) => success(settings.change(part)),
    'shell.print': async ({ paper }, page) => print(page, paper),
    'shell.openExternal': async ({ url }) =>
      (await openExternal(url)) ? success({}) : failure({ code: 'notAllowed' }),
    'shell.chooseSecretFile': (choice, page) => chooseSecretFile(choice, secrets, page),
    'shell.takeSecretFromClipboard': () => takeSecretFromClipboard(secrets),
    'shell.openText': (_nothing, page) => openText(page),
    'shell.openTable': (_nothing, page) => openTable(page),
    'shell.saveText': ({ name, text }, page) => saveDocument({ name, content: text }, page),
    'shell.savePdf': ({ name }, page) => savePdf(name, page),
    'shell.saveBytes': ({ name, bytes }, page) =>
      saveDocument({ name, content: Buffer.from(bytes, 'base64') }, page),
  };
}

type Paper = z.infer<Calls['shell.print']['input']>['paper'];

function print(page: WebContents, paper: Paper): Promise<Reply<'shell.print'>> {
  return new Promise((resolve) => {
    page.print({ printBackground: true, ...paperOptions(paper) }, (_hasPrinted, reason) => {
      // Closing the dialog without printing is nobody's failure.
      const isFailure = reason !== '' && !/cancel/i.test(reason);
      resolve(isFailure ? failure({ code: 'bug', detail: reason }) : success({}));
    });
  });
}

/**
 * Drivers name the paper of a label by its short side first, as it comes out of the printer; what lies on it is turned.
 * Electron wants thousandths of a millimetre.
 */
function paperOptions(paper: Paper): WebContentsPrintOptions {
  if (!paper) return {};
  const sides = [paper.width * 1_000, paper.height * 1_000].toSorted((one, other) => one - other);
  const [width = 0, height = 0] = sides;
  return {
    margins: { marginType: 'none' },
    pageSize: { width, height },
    landscape: paper.width > paper.height,
  };
}
