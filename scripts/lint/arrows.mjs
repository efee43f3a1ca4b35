import { dirname, resolve } from 'node:path';

// Who may import whom; docs/architecture.md draws it. The compiler's project references hold the same, but
// cannot see that the engine may reach the sandbox at one place only.
const arrows = {
  core: [],
  contract: ['core'],
  sandbox: ['core'],
  'lockdown-client': [],
  engine: ['contract', 'core', 'lockdown-client'],
  main: ['contract', 'core'],
  preload: ['contract'],
  renderer: ['contract', 'core'],
  cli: ['contract', 'core', 'engine'],
};
const gates = { 'src/engine/sandbox-world.ts': ['sandbox'] };
// Live or simulated is decided once, when the program runs: a static import of a world would load it always.
const worlds = ['src/engine/sandbox-world.ts', 'src/engine/live-world.ts'];
const chooser = 'src/engine/compose.ts';

/** The rule: no import of a file in a room that this room has no arrow to, nor of a world but by its chooser. */
export const noForeignRooms = {
  create(context) {
    const file = context.filename.replaceAll('\\', '/');
    const check = (node) => {
      const target = node.source?.value;
      if (typeof target !== 'string' || !target.startsWith('.')) return;
      const imported = resolve(dirname(file), target).replaceAll('\\', '/');
      const [from, to] = [roomOf(file), roomOf(imported)];
      if (!isAllowed({ file, from, to })) {
        context.report({ node, message: `src/${from} must not import src/${to}.` });
      } else if (from && isWorld(imported) && !isChoice(node, file)) {
        context.report({ node, message: `Only ${chooser} imports a world, and dynamically.` });
      }
    };
    return {
      ImportDeclaration: check,
      ImportExpression: check,
      ExportNamedDeclaration: check,
      ExportAllDeclaration: check,
    };
  },
};

function isAllowed({ file, from, to }) {
  if (!from || !to || from === to) return true;
  const gate = Object.keys(gates).find((place) => file.endsWith(place));
  return arrows[from].includes(to) || (gate !== undefined && gates[gate].includes(to));
}

function isWorld(path) {
  return worlds.some((world) => path.endsWith(`/${world}`));
}

function isChoice(node, file) {
  return node.type === 'ImportExpression' && file.endsWith(`/${chooser}`);
}

// The last `src` counts: the repository itself may lie in a folder of that name.
function roomOf(path) {
  const room = /^.*\/src\/([^/]+)\//.exec(path)?.[1];
  return room && Object.hasOwn(arrows, room) ? room : null;
}
