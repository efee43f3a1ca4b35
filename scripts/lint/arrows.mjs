import { dirname, resolve } from 'node:path';

// Who may import whom; docs/architecture.md draws it. The compiler's project references hold the same, but
// cannot see that the engine may reach the sandbox at one place only.
const arrows = {
  core: [],
  contract: ['core'],
  sandbox: ['core'],
  engine: ['contract', 'core'],
  main: ['contract', 'core'],
  preload: ['contract'],
  renderer: ['contract', 'core'],
  cli: ['contract', 'core', 'engine'],
};
const gates = { 'src/engine/sandbox-world.ts': ['sandbox'] };

/** The rule: no import of a file in a room that this room has no arrow to. */
export const noForeignRooms = {
  create(context) {
    const file = context.filename.replaceAll('\\', '/');
    const check = (node) => {
      const target = node.source?.value;
      if (typeof target !== 'string' || !target.startsWith('.')) return;
      const [from, to] = [roomOf(file), roomOf(resolve(dirname(file), target))];
      if (isAllowed({ file, from, to })) return;
      context.report({ node, message: `src/${from} must not import src/${to}.` });
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

function roomOf(path) {
  const room = /\/src\/([^/]+)\//.exec(path.replaceAll('\\', '/'))?.[1];
  return room && Object.hasOwn(arrows, room) ? room : null;
}
