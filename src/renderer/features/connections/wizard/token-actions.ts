import { refreshChoices, type Ways } from './ways.ts';
import { EMPTY_TOKEN, type TokenDraft } from './wizard-state.ts';

export const tokenPlace = (id: string) => `token:${id}`;

export function tokenActions(ways: Ways) {
  const { store, shell, engine, attempt } = ways;
  const change = (id: string, part: Partial<TokenDraft>) =>
    store.setState(({ tokens }) => ({
      tokens: { ...tokens, [id]: { ...EMPTY_TOKEN, ...tokens[id], ...part } },
    }));
  return {
    openToken: (openToken: string | undefined) => store.setState({ openToken }),
    changeToken: change,
    /** Intune's public key, as the file that Apple's portal wants. */
    async saveTokenKey(tokenId: string) {
      const place = tokenPlace(tokenId);
      const key = await attempt(place, () => engine.ask('connections.tokenKey', { tokenId }));
      if (!key) return;
      const file = { name: 'Intune-public-key.pem', text: key.pem };
      const saved = await attempt(place, () => shell.ask('shell.saveText', file));
      if (saved?.fileName != null) change(tokenId, { keyFile: saved.fileName });
    },
    /** What would be downloaded at Apple's portal, in the sandbox. */
    async savePracticeFile(tokenId: string) {
      const place = tokenPlace(tokenId);
      const file = await attempt(place, () => engine.ask('sandbox.tokenFile', { tokenId }));
      if (file) await attempt(place, () => shell.ask('shell.saveText', file));
    },
    async chooseAnswer(tokenId: string) {
      const chosen = await attempt(tokenPlace(tokenId), () =>
        shell.ask('shell.chooseSecretFile', { kind: 'tokenFile' }),
      );
      if (chosen?.fileName != null) change(tokenId, { answerFile: chosen.fileName });
    },
    renewToken: (tokenId: string) => renewToken(ways, tokenId),
    async testToken(tokenId: string) {
      const place = tokenPlace(tokenId);
      const report = await attempt(place, () => engine.ask('connections.testToken', { tokenId }));
      if (report) store.setState(({ reports }) => ({ reports: { ...reports, [place]: report } }));
    },
    async setDefaultProfile(tokenId: string, profileId: string) {
      const place = `default:${profileId}`;
      const done = await attempt(place, () =>
        engine.ask('connections.setDefaultProfile', { tokenId, profileId }),
      );
      if (!done) return;
      store.setState(({ texts }) => ({ texts: { ...texts, [place]: 'done' } }));
      await refreshChoices(ways);
    },
  };
}

/** Apple's answer is good for one handing over: when that fails, the file has to be chosen again. */
async function renewToken(ways: Ways, tokenId: string): Promise<void> {
  const { store, engine, attempt } = ways;
  const place = tokenPlace(tokenId);
  const draft = store.getState().tokens[tokenId] ?? EMPTY_TOKEN;
  const renewal = { tokenId, appleId: draft.appleId.trim(), isRenewal: true };
  const report = await attempt(place, () => engine.ask('connections.uploadToken', renewal));
  const { [tokenId]: _, ...others } = store.getState().tokens;
  if (!report) {
    return store.setState({ tokens: { ...others, [tokenId]: { ...draft, answerFile: null } } });
  }
  store.setState(({ reports }) => ({
    reports: { ...reports, [place]: report },
    tokens: others,
    openToken: undefined,
  }));
  await refreshChoices(ways);
}
