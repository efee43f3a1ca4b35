// `npm start`: set-up, then the app in the sandbox. Arguments after `--` go to the app.
import { orAdvise } from './setup/advice.mjs';
import { launchArguments } from './setup/launch.mjs';
import { runInForeground } from './setup/processes.mjs';
import { root } from './setup/project.mjs';
import { withApp } from './setup/with-app.mjs';

await orAdvise(async () => {
  process.exitCode = await withApp(({ env, display, runtime }) => {
    if (display) console.error(howToSee(display));
    const given = process.argv.slice(2);
    const mode = given.includes('--live') ? [] : ['--sandbox'];
    const args = [root, ...launchArguments(console.error), ...mode, ...given];
    return runInForeground(runtime.executable, args, { env, endsItself: true });
  });
});

function howToSee({ env, screen }) {
  const access = `DISPLAY=${env.DISPLAY} XAUTHORITY=${env.XAUTHORITY}`;
  return [
    `Display: this machine shows none, so the window is on a virtual one (Xvfb ${env.DISPLAY}, ${screen}).`,
    `  A picture of it:  ${access} import -window root resetbench.png   (package imagemagick)`,
    `  To work in it:    ${access} x11vnc -localhost   then a VNC viewer on port 5900   (package x11vnc)`,
    '  Ctrl+C here ends both.',
  ].join('\n');
}
