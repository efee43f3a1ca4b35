// Makes the earcons in assets/sounds: `node scripts/make-sounds.mjs`. Plain synthesis, nothing but Node; the files
// are kept in the repository, so that this only runs when a sound changes. tests/renderer/sound measures them.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const SAMPLE_RATE = 22_050;
/** Energy of every earcon after weighting for the ear, so that none is louder than another. */
const LOUDNESS = 0.045;
const PEAK = 0.98;
/** Partials as [number, strength]: a soft whistle, and a hard buzz for what must not be missed. */
const ROUND = [
  [1, 1],
  [2, 0.28],
  [3, 0.1],
];
const ROUGH = [
  [1, 1],
  [2, 0.28],
  [3, 0.55],
  [5, 0.3],
];

/**
 * One note: when it starts and how long it lasts (ms), its pitch at the start and, if it glides, at the end (Hz).
 * `rough` adds odd partials, which make a sound hard and urgent.
 * @typedef {{ at: number, long: number, from: number, to?: number, rough?: boolean }} Note
 */

/**
 * Told apart by rhythm and contour first: how many beats, long or short, rising or falling. The two urgent ones
 * are alone in having three fast rising notes and two hard falling ones.
 * @type {Readonly<Record<string, readonly Note[]>>}
 */
export const EARCONS = {
  clear: [note(0, 55, 659), note(65, 55, 880), note(130, 120, 1_319)],
  stop: [note(0, 95, 330, { rough: true }), note(130, 120, 233, { rough: true })],
  start: [note(0, 60, 587), note(75, 150, 880)],
  wait: [note(0, 220, 440)],
  fix: [note(0, 50, 494), note(70, 50, 659), note(140, 50, 494)],
  migrate: [note(0, 230, 392, { to: 988 })],
  done: [note(0, 150, 784), note(165, 70, 523)],
  unknown: [note(0, 70, 466), note(120, 120, 415, { to: 587 })],
  accepted: [note(0, 60, 1_047)],
  'already-here': [note(0, 55, 784), note(110, 55, 784)],
  'done-before': [note(0, 45, 880), note(80, 45, 784), note(160, 45, 698)],
  'not-expected': [note(0, 140, 349), note(160, 50, 698)],
  'not-serial': [note(0, 200, 175, { rough: true })],
};

/** @returns {Note} */
function note(at, long, from, more = {}) {
  return { at, long, from, ...more };
}

/** The samples of an earcon, between -1 and 1, all of equal loudness. */
export function synthesize(notes) {
  const end = Math.max(...notes.map(({ at, long }) => at + long));
  const samples = new Float64Array(Math.ceil((end / 1_000) * SAMPLE_RATE));
  for (const each of notes) addNote(samples, each);
  const gain = Math.sqrt(LOUDNESS / heardEnergy(notes, samples));
  const highest = samples.reduce((peak, sample) => Math.max(peak, Math.abs(sample)), 0);
  const limited = Math.min(gain, PEAK / highest);
  return samples.map((sample) => sample * limited);
}

/** Mean square over a quarter of a second, the time over which the ear adds up, weighted by pitch. */
export function heardEnergy(notes, samples) {
  let energy = 0;
  for (const { at, long, from, to = from, rough = false } of notes) {
    const weight = heardShare(Math.sqrt(from * to), rough);
    const first = Math.floor((at / 1_000) * SAMPLE_RATE);
    const last = Math.min(samples.length, Math.floor(((at + long) / 1_000) * SAMPLE_RATE));
    for (let index = first; index < last; index++) energy += weight * samples[index] ** 2;
  }
  return energy / (SAMPLE_RATE / 4);
}

/** Which part of a note's energy the ear takes in: each partial by its own pitch. */
function heardShare(pitch, rough) {
  let heard = 0;
  let whole = 0;
  for (const [number, strength] of partials(rough)) {
    heard += (strength * earWeight(number * pitch)) ** 2;
    whole += strength ** 2;
  }
  return heard / whole;
}

/** The A curve of IEC 61672 as a factor: the ear is duller for low notes. */
export function earWeight(frequency) {
  const square = frequency ** 2;
  const curve =
    (12_194 ** 2 * square ** 2) /
    ((square + 20.6 ** 2) *
      Math.sqrt((square + 107.7 ** 2) * (square + 737.9 ** 2)) *
      (square + 12_194 ** 2));
  return curve * 1.2589;
}

function addNote(samples, { at, long, from, to = from, rough = false }) {
  const first = Math.floor((at / 1_000) * SAMPLE_RATE);
  const count = Math.floor((long / 1_000) * SAMPLE_RATE);
  let phase = 0;
  for (let index = 0; index < count && first + index < samples.length; index++) {
    const frequency = from * (to / from) ** (index / count);
    phase += (2 * Math.PI * frequency) / SAMPLE_RATE;
    samples[first + index] += envelope(index / count, long) * wave(phase, rough);
  }
}

function wave(phase, rough) {
  let value = 0;
  for (const [number, strength] of partials(rough)) value += strength * Math.sin(number * phase);
  return value;
}

function partials(rough) {
  return rough ? ROUGH : ROUND;
}

/** In 4 ms and out over the last third: no click at either end. */
function envelope(progress, long) {
  const attack = Math.min(1, (progress * long) / 4);
  const release = Math.min(1, (1 - progress) * 3);
  return attack * Math.sin((release * Math.PI) / 2);
}

/** A WAV file of one channel and 16 bits. */
export function wavFile(samples) {
  const bytes = Buffer.alloc(44 + samples.length * 2);
  bytes.write('RIFF', 0);
  bytes.writeUInt32LE(36 + samples.length * 2, 4);
  bytes.write('WAVEfmt ', 8);
  bytes.writeUInt32LE(16, 16);
  bytes.writeUInt16LE(1, 20);
  bytes.writeUInt16LE(1, 22);
  bytes.writeUInt32LE(SAMPLE_RATE, 24);
  bytes.writeUInt32LE(SAMPLE_RATE * 2, 28);
  bytes.writeUInt16LE(2, 32);
  bytes.writeUInt16LE(16, 34);
  bytes.write('data', 36);
  bytes.writeUInt32LE(samples.length * 2, 40);
  samples.forEach((sample, index) =>
    bytes.writeInt16LE(Math.round(sample * 32_767), 44 + index * 2),
  );
  return bytes;
}

function writeAll() {
  const folder = join(dirname(fileURLToPath(import.meta.url)), '..', 'assets', 'sounds');
  mkdirSync(folder, { recursive: true });
  for (const [name, notes] of Object.entries(EARCONS)) {
    writeFileSync(join(folder, `${name}.wav`), wavFile(synthesize(notes)));
  }
  console.log(`${Object.keys(EARCONS).length} sounds written to ${folder}`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeAll();
