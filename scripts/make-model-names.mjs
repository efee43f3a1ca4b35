// Makes src/engine/bench/models/models.json, which says what an Apple device is called: `node scripts/make-model-names.mjs`.
// Its sources stand in scripts/model-names (where each is from, at which version and under which licence) and in the
// package ios-device-list. A test makes it again and compares.
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import packaged from 'ios-device-list/devices.json' with { type: 'json' };
import manifest from 'ios-device-list/package.json' with { type: 'json' };

const HERE = dirname(fileURLToPath(import.meta.url));
const TARGET = join(HERE, '../src/engine/bench/models/models.json');

/** Accessories that ios-device-list knows too; none is a device of a bench. */
const NO_DEVICE = /^(?:AirPods|AirTag|Audio\d|iProd|$)/;
const BOARD = /^[0-9A-F]{4}:[0-9A-F]{2}$/;

/** The text of the file: names by product type, and product types by `CPID:BDID`, each in a stable order. */
export function modelNames() {
  const appledb = source('appledb.json');
  const boards = boardsOf(appledb, source('apple-data.json').boards);
  const names = new Map([...namesOfPackage(), ...namesOf(appledb)]);
  const nameless = [...boards.values()].filter((type) => !names.has(type));
  if (nameless.length > 0) throw new Error(`No name for ${nameless.join(', ')}`);
  const made = { origin: originsOf(appledb), names: inOrder(names), boards: inOrder(boards) };
  return `${JSON.stringify(made, undefined, 2)}\n`;
}

/** One board is one product type; two that claim it would be guessed between, so that somebody must look. */
function boardsOf({ models }, others) {
  const boards = new Map();
  for (const [type, , board] of models) {
    if (board === undefined) continue;
    if (!BOARD.test(board) || boards.has(board)) throw new Error(`Board ${board} of ${type}`);
    boards.set(board, type);
  }
  const told = new Set(models.filter(([, , board]) => board).map(([type]) => type));
  const older = Object.entries(others).filter(
    ([board, type]) => !boards.has(board) && !told.has(type),
  );
  return new Map([...older, ...boards]);
}

function namesOf({ models, bridges }) {
  const names = new Map(models.map(([type, name]) => [type, marketingName(name)]));
  // A T2 shows itself instead of its Mac, and is called as the Mac is.
  return [...names, ...Object.entries(bridges).map(([bridge, mac]) => [bridge, names.get(mac)])];
}

function namesOfPackage() {
  return packaged
    .flatMap(({ model, name }) => [model].flat().map((type) => [type, name]))
    .filter(([type]) => !NO_DEVICE.test(type ?? ''));
}

/** What Apple calls it: radios, sizes of watches and the countries of its sale tell no two benches apart. */
function marketingName(name) {
  return name
    .replace(/ Wi-Fi(?: \+ (?:Cellular|Ethernet))?/, '')
    .replace(/(?:, | \()GPS(?: \+ Cellular)?, \d+mm\)/, (radios) => (radios[0] === ',' ? ')' : ''))
    .replace(/ \(Global\)$/, '')
    .replace(/^Vision Pro/, 'Apple Vision Pro');
}

function originsOf(appledb) {
  const { version, license } = manifest;
  const list = {
    name: 'ios-device-list',
    url: 'https://www.npmjs.com/package/ios-device-list',
    version,
  };
  const holder = `${license}, Copyright (c) 2016 Peter Bakondy`;
  return [appledb.origin, { ...list, license: holder }, source('apple-data.json').origin];
}

function inOrder(map) {
  const byNumber = new Intl.Collator('en', { numeric: true });
  return Object.fromEntries([...map].toSorted(([one], [other]) => byNumber.compare(one, other)));
}

function source(name) {
  return JSON.parse(readFileSync(join(HERE, 'model-names', name), 'utf8'));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(TARGET, modelNames());
