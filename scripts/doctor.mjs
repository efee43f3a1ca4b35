// `npm run doctor`: what is ready and what is missing, one line each. Changes nothing.
import { lacksDisplay } from './setup/display.mjs';
import { stepsFor } from './setup/prepare.mjs';
import { userCache } from './setup/project.mjs';
import { findRuntime } from './setup/runtime.mjs';

const steps = stepsFor('app', { display: lacksDisplay() });
const seen = steps.map((step) => ({ name: step.name, ...step.look() }));

for (const { name, ready, text } of seen) say(ready ? 'ready' : 'MISSING', name, text);
say('note', 'Node of this shell', process.versions.node);
say('note', 'Display', lacksDisplay() ? 'none; a virtual one is started when needed' : 'there');
if (findRuntime()?.kind === 'stand-in')
  say('note', 'Stand-in', 'releases are made with the real Electron');
say('note', 'Downloads are kept in', userCache());

const missing = seen.filter(({ ready }) => !ready);
if (missing.length > 0) console.log('\n`npm start` and `npm test` set up what is missing.');
process.exitCode = missing.length > 0 ? 1 : 0;

function say(state, name, text) {
  console.log(`${state.padEnd(8)}${name}: ${text}`);
}
