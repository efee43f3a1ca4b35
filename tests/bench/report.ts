import { writeFileSync } from 'node:fs';
import type { Figure } from './figure.ts';

export interface Report {
  readonly machine: string;
  readonly measuredOn: string;
  readonly figures: readonly Figure[];
  /** What a reader must know to believe the numbers. */
  readonly notes: readonly string[];
}

/** Writes the report as a page of the documentation. */
export function writeReport(file: string, report: Report): void {
  writeFileSync(file, pageOf(report));
}

export function pageOf({ machine, measuredOn, figures, notes }: Report): string {
  const rows = figures.map(rowOf);
  const lines = [
    '# Benchmarks',
    '',
    '<!-- Written by `npm run bench`; changes by hand are lost. -->',
    '',
    `Measured on ${measuredOn} with \`npm run bench\` on this machine: ${machine}.`,
    '',
    'The floor of a figure is the same thing at its cheapest, measured in the same run on the same machine; what counts',
    'is the ratio, not the milliseconds. Ratios are value / floor.',
    '',
    ...table(['figure', 'value', 'floor', 'ratio', 'target', 'holds'], rows),
    '',
    '## How it is measured',
    '',
    ...METHODS.map((line) => `- ${line}`),
    '',
    '## Notes of this run',
    '',
    ...notes.map((line) => `- ${line}`),
    '',
  ];
  return lines.join('\n');
}

const METHODS = [
  '**spawnToScanField**: the built app and an empty window (`tests/bench/empty-window`: same runtime, same switches, same size, a blank page, no preload) are started in turns, both on profiles used before. Time runs from just before the process is started until the page has the keyboard, the scan field has the focus, and the frame with it is painted; a script put in over DevTools takes the time in the page, nothing polls. The floor waits for the same without a field. The first start of each is not counted.',
  "**lastCharacterToVerdict**: a serial is typed key by key at a scanner's pace, each scan another device of the campaign in random order. Time runs from the time stamp of the Enter key to the task after the frame in which the verdict band speaks for that device (MutationObserver, requestAnimationFrame, MessageChannel). It includes the durable write to the ledger. The floor is the same burst of keys into a React page with one number as its state, in the same runtime. In-page times lie about 2 ms under what the screen shows, in both. The app runs with the campaign alone, then with the mirror grown by a made-up fleet; `growth` compares the two. The first 12 scans of each start are not counted.",
  "**import**: the engine's own adapters, listing and mirror read both clouds over a socket in a plain Node process (the sandbox's clouds, multiplied; served by another process), without waiting for quotas: harsher than life, where Apple gives a page every three seconds. `engine` is perf_hooks' monitorEventLoopDelay at 1 ms, so an idle loop shows 1 ms. `window` is how late a timer of 5 ms comes in the page of the app while that import shares the machine with it.",
  "**privateMemory**: Private_Clean + Private_Dirty of `/proc/<pid>/smaps_rollup` over the whole process tree, idle. The app includes the sandbox's simulated clouds, which a live bench does not have.",
  '**ledgerAppends**: durable events a second through the ledger (hash chain, checks, one transaction each, synchronous=FULL) against a bare prepared INSERT of the same rows into the same tables.',
  "**requestsToApple**: the engine's own listing, revalidation, jobs and limiters before the sandbox's clouds (Apple's pages of 1,000, 20 GETs a minute, 10 POSTs an hour, activities, lag), on simulated clocks: counts, no speed of this machine. Both clouds are listed, every serial is scanned until its verdict needs no answer, then all that must be moved are moved and shown on their target by a re-read. `listsAndMoves` is everything but the requests per device; its floor has each page of each list once, the pages that the five-minute rule wants to be read again before each POST, one POST for each target and thousand devices, two polls for each, and the target's list to see who has arrived. `perDevice` is what no list says (released or migrating, Activation Lock), for the devices whose verdict comes to it; its floor asks each such question once. `script` asks for device and service of every serial and sends one POST per device through the same limiter.",
  "**devices**: the bench's own watch, client and probe in a bare Node process, before fake devices (usbmuxd and lockdownd on a socket) in a process of their own, which the unmodified tools of libimobiledevice accept too.",
  '**devices.attach**: time runs, on the clock that both processes share, from just before the first of the devices is plugged in to the signal with which the last tile is there (`tiles`, `tile`), and to that with which the last has model, name, version and ECID (`complete`). New devices each time, plugged without a pause; the rounds before leave their devices as gone on their slots. The window draws after that, and a bus under usbmuxd takes time of its own: neither is in it.',
  '**devices.details64**: list, connect, ask for the type and for all that a device tells without trust, side by side in a program that runs already, as the engine does; `asProgram` starts one for it. The floor is `ideviceinfo -s -u` started for each device, the faster of all at once and of one for each processor (`xargs -P`). All in turns on the same fake devices, whose own work is in both.',
  '**devices.idleCpu64**: processor time (user and system) of the process of the bench, all tiles complete and nothing happening. `trusted`: devices that are asked for their battery every five minutes; the clock runs faster, so that one round of questions falls into the time of measuring, and what it took is spread over five minutes. `looking`: the devices are on a bus mocked by umockdev, of which nobody tells events, so that the real `usb` package has to look again and again.',
  '**devices.memoryCycles**: 64 devices at a time come and leave, half of them new ones; of three rounds one leaves in the middle of the conversation, one bounces. The clock runs 50 times as fast. Heap after garbage collection, process and handles (sockets, pipes, timers) are taken at a fifth, at three fifths and at the end, each after a rest; `heapGrowth` is the end less the lower of the two before, `rssGrowth` the end less the first. What has a bound is full after a fifth. 2 MB are left to code that is compiled late: over the last 4,000 plugs that is 524 bytes each, less than the record of one device. The process runs with a young generation of fixed size and one arena of the C library, both of which otherwise keep what such a pace has needed once; 8 MB are left to it, a kilobyte for each plug.',
  '**checkIn**: a whole engine in the sandbox, in this process; every device is expected by a manifest and scanned once, each scan durable before it is answered. `scan` is from call to answer; a scanner at its fastest gives one in 50 ms. `late` compares the last tenth of the delivery with its second tenth: a session must not get slower as it grows.',
  '**installedSize**: bytes of the packaged folder; `ownPart` is app.asar and what lies unpacked beside it.',
] as const;

function rowOf(figure: Figure): string[] {
  const { name, value, unit, floor, ratio, target, holds } = figure;
  return [
    `\`${name}\``,
    `${value} ${unit}`,
    floor === null ? '' : `${floor} ${unit}`,
    ratio === null ? '' : String(ratio),
    target ?? '',
    holds === null ? '' : holds ? 'yes' : '**no**',
  ];
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)];
}
