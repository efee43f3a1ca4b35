import { root } from '../setup/project.mjs';

/** A text for `sh` that runs `command` (program and arguments) in the repository with the variables of `env`. */
export function jobOf(command, env) {
  const exports = Object.entries(env).map(([name, value]) => `export ${name}=${quote(value)}`);
  return [...exports, `cd ${quote(root)}`, `exec ${command.map(quote).join(' ')}`, ''].join('\n');
}

function quote(text) {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
