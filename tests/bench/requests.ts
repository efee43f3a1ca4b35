import { HOUR, MINUTE } from '../../src/core/time.ts';
import { toFigure, type Findings } from './figure.ts';
import { fewestFor, totalOf, type Fewest } from './requests-fewest.ts';
import { runOurWay, runPerSerial, type Fleet, type OurRun, type Stage } from './requests-run.ts';

/** The share of waste that a list or a batch may have. */
const ALLOWED = 1.2;

/** Requests to Apple for a whole fleet, on simulated clocks: lists and moves, what each device costs, and scripts. */
export async function measureRequests(fleet: Fleet): Promise<Findings> {
  const ours = await runOurWay(fleet);
  const script = await runPerSerial(fleet);
  const fewest = fewestFor(ours);
  const name = `requestsToApple.${fleet.devices}`;
  const figures = [
    toFigure({
      name: `${name}.listsAndMoves`,
      value: ours.list.sent.length + ours.move.sent.length,
      unit: 'requests',
      floor: totalOf(fewest),
      target: { of: 'ratio', atMost: ALLOWED },
    }),
    toFigure({
      name: `${name}.perDevice`,
      value: ours.scan.sent.length,
      unit: 'requests',
      floor: new Set(ours.scan.sent).size,
      target: { of: 'ratio', atMost: ALLOWED },
    }),
    toFigure({ name: `${name}.script`, value: script.sent.length, unit: 'requests' }),
    toFigure({ name: `${name}.hours`, value: hoursOf(ours), unit: 'h' }),
    toFigure({ name: `${name}.scriptHours`, value: script.took / HOUR, unit: 'h' }),
  ];
  return { figures, note: noteOf(ours, script, fewest) };
}

function hoursOf({ list, scan, move }: OurRun): number {
  return (list.took + scan.took + move.took) / HOUR;
}

function noteOf({ list, scan, move, moves, confirmed }: OurRun, script: Stage, fewest: Fewest) {
  const moved = [...moves.values()].flat().length;
  const { lists, before, posts, polls, proofs } = fewest;
  return [
    `Requests: ${moved} devices had to be moved, ${confirmed} were shown on their target by a re-read.`,
    `Fewest: ${lists} pages of lists, ${before} to read again before the POSTs, ${posts} POSTs, ${polls} polls,`,
    `${proofs} pages to see who has arrived. Simulated time: lists ${minutes(list)}, the requests per device`,
    `${minutes(scan)}, moving ${minutes(move)}; a script that asks for each serial ${minutes(script)}.`,
  ].join(' ');
}

function minutes({ took }: Stage): string {
  return `${Math.round(took / MINUTE)} min`;
}
