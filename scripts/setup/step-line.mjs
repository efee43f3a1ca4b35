// One line per step, always on stderr so that a command's own output stays clean.
const patience = 10_000;

/** Opens the line of one step. On a terminal progress rewrites the line; in a pipe it comes every ten seconds. */
export function openLine(name, { quiet = false } = {}) {
  const started = Date.now();
  let lastShown = started;
  const live = process.stderr.isTTY;

  function write(text, end) {
    const line = `${name}: ${text}`;
    process.stderr.write(live ? `\r\x1b[K${line}${end}` : `${line}\n`);
  }

  return {
    /** Work under way; `text` says how far. */
    progress(text) {
      const now = Date.now();
      if (!live && now - lastShown < patience) return;
      lastShown = now;
      write(`${text} (${seconds(now - started)})`, '');
    },
    /** The step's one line. A quiet command says nothing of a step that had nothing to do. */
    ready(text) {
      if (!quiet) write(text, '\n');
    },
    /** The step did something: always said. */
    made(text) {
      write(`${text} (${seconds(Date.now() - started)})`, '\n');
    },
    failed(text) {
      write(text, '\n');
    },
  };
}

/** Bytes as whole megabytes. */
export function megabytes(bytes) {
  return `${Math.round(bytes / 1e6)} MB`;
}

function seconds(ms) {
  return `${(ms / 1000).toFixed(ms < 9_950 ? 1 : 0)} s`;
}
