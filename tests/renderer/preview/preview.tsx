import '../../../src/renderer/app/without-eval.ts';
import { createRoot } from 'react-dom/client';
import type { Settings } from '../../../src/contract/shell.ts';
import { App } from '../../../src/renderer/app/App.tsx';
import { createParts, startParts } from '../../../src/renderer/app/create-parts.ts';
import { EARCONS } from '../../../src/renderer/sound/earcons.ts';
import { createSoundPlayer } from '../../../src/renderer/sound/player.ts';
import { createFakeShell } from '../fake-engine.ts';
import { stageScene } from './states.ts';

const asked = new URLSearchParams(location.search);
const scene = stageScene(asked.get('state') ?? 'scanNext');
const parts = createParts({
  engine: scene.engine.client,
  shell: createFakeShell({
    theme: (asked.get('theme') ?? 'light') as Settings['theme'],
    language: (asked.get('language') ?? 'en') as Settings['language'],
    volume: 0,
  }),
  sound: createSoundPlayer(EARCONS),
  start: scene.start,
});
startParts(parts);
scene.play?.(parts);

const root = document.getElementById('root');
if (root) createRoot(root).render(<App parts={parts} />);
