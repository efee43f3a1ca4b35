/**
 * How many packages of package-lock.json are absent or of another version, given the `packages` of both locks.
 * Optional packages are expected only where a package that is there asks for them, and only those for this
 * system: npm leaves out the rest. (npm under an old Node also leaves out some that are needed: those count.)
 */
export function countMissing(wanted, installed, system = thisSystem()) {
  const isThere = (place) => installed[place]?.version === wanted[place].version;
  const required = Object.keys(wanted).filter((place) => place !== '' && !wanted[place].optional);
  const asked = Object.keys(wanted)
    .filter((place) => place === '' || isThere(place))
    .flatMap((place) => optionalPlaces(wanted, place));
  const expected = new Set([...required, ...asked].filter((place) => fits(wanted[place], system)));
  return [...expected].filter((place) => !isThere(place)).length;
}

function optionalPlaces(wanted, place) {
  const names = Object.keys(wanted[place].optionalDependencies ?? {});
  return names.map((name) => nearestPlace(wanted, place, name)).filter(Boolean);
}

// Node's way of finding a package: beside the one that asks, else further up.
function nearestPlace(wanted, from, name) {
  const here = `${from}${from && '/'}node_modules/${name}`;
  if (wanted[here]) return here;
  if (from === '') return null;
  return nearestPlace(wanted, from.slice(0, Math.max(0, from.lastIndexOf('/node_modules/'))), name);
}

function fits(entry, { os, cpu, libc }) {
  return (
    allows(entry.os, os) && allows(entry.cpu, cpu) && (!entry.libc || entry.libc.includes(libc()))
  );
}

function allows(list, value) {
  if (!list) return true;
  return (
    list.includes(value) || (list.every((item) => item[0] === '!') && !list.includes(`!${value}`))
  );
}

function thisSystem() {
  return { os: process.platform, cpu: process.arch, libc: readLibc };
}

function readLibc() {
  const { glibcVersionRuntime } = process.report?.getReport?.().header ?? {};
  return glibcVersionRuntime ? 'glibc' : 'musl';
}
