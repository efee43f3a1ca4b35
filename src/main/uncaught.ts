import { app } from 'electron';
import { log } from './log.ts';

/** EX_SOFTWARE: the program itself is wrong. The engine ends with the same code. */
const softwareError = 70;

process.on('uncaughtException', (error) => {
  log(`uncaught in main: ${error.stack ?? error.message}`);
  app.exit(softwareError);
});
process.on('unhandledRejection', (reason) => {
  log(`unhandled rejection in main: ${reason instanceof Error ? reason.stack : String(reason)}`);
  app.exit(softwareError);
});
