import './app/without-eval.ts';
import { createRoot } from 'react-dom/client';
import { App } from './app/App.tsx';
import { createParts, startParts } from './app/create-parts.ts';
import { createEngineClient } from './app/engine-client.ts';
import { pagePorts } from './app/page-ports.ts';
import { createShellClient } from './app/shell-client.ts';
import { EARCONS } from './sound/earcons.ts';
import { createSoundPlayer } from './sound/player.ts';

const parts = createParts({
  engine: createEngineClient(pagePorts(window)),
  shell: createShellClient((call, input) => window.bench.shell(call, input)),
  sound: createSoundPlayer(EARCONS),
});
startParts(parts);

const root = document.getElementById('root');
if (root) createRoot(root).render(<App parts={parts} />);
