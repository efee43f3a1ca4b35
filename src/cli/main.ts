import { endQuietlyOnBrokenPipe } from './output.ts';
import { runCommand } from './run-command.ts';

// The `resetbench` command: parses, asks the engine, prints. Everything it knows it has from there.
endQuietlyOnBrokenPipe();
process.exitCode = await runCommand(process.argv.slice(2));
