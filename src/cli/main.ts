import { EXIT } from './exit-codes.ts';
import { endQuietlyOnBrokenPipe } from './output.ts';
import { runCommand } from './run-command.ts';

// The `resetbench` command: parses, asks the engine, prints. Everything it knows it has from there.
endQuietlyOnBrokenPipe();
const code = await runCommand(process.argv.slice(2));
// What Ctrl+C has interrupted still waits for an engine that is closed by now.
if (code === EXIT.interrupted) process.exit(code);
process.exitCode = code;
