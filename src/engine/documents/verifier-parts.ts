/** Parts of the verifier's page, which stands alone: text, as all of it. It gives them `text` and `find`. */
export const READ_ZIP = String.raw`/** The files of a ZIP, by its list at the end; only what is stored or deflated. */
async function unzip(bytes) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  let end = bytes.length - 22;
  while (end >= 0 && view.getUint32(end, true) !== 0x06054b50) end -= 1;
  if (end < 0) throw new Error('the ZIP has no list of its files.');
  const files = new Map();
  let at = view.getUint32(end + 16, true);
  for (let left = view.getUint16(end + 10, true); left > 0; left -= 1) {
    if (view.getUint32(at, true) !== 0x02014b50) throw new Error('the list of the ZIP is damaged.');
    const [method, size] = [view.getUint16(at + 10, true), view.getUint32(at + 20, true)];
    const [nameLength, extra, comment] = [28, 30, 32].map((place) => view.getUint16(at + place, true));
    const local = view.getUint32(at + 42, true);
    const start = local + 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true);
    const packed = bytes.subarray(start, start + size);
    const name = text(bytes.subarray(at + 46, at + 46 + nameLength));
    files.set(name, method === 0 ? packed : await inflate(packed));
    at += 46 + nameLength + extra + comment;
  }
  return files;
}

async function inflate(packed) {
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream('deflate-raw'));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

async function filesOf(list) {
  const files = new Map();
  for (const file of list) {
    const bytes = new Uint8Array(await file.arrayBuffer());
    const isZip = bytes[0] === 0x50 && bytes[1] === 0x4b;
    for (const [name, content] of isZip ? await unzip(bytes) : [[file.name, bytes]]) files.set(name, content);
  }
  return files;
}`;

/** What a document printed beside the evidence says of it. */
export const CHECK_CLAIM = String.raw`/** What the QR code of a document claims: a reset record names an event, a hand-off the length and head of a ledger. */
function claimOf(code) {
  const plain = code.replace(/\s+/g, '');
  const record = /^RB1:([A-Z0-9]{8,14}):([0-9a-f-]{36}):([0-9]{1,15}):([0-9a-f]{64})$/i.exec(plain);
  if (record) return { serial: record[1].toUpperCase(), id: record[2].toLowerCase(), sequence: Number(record[3]), hash: record[4].toLowerCase() };
  // The name of a bench may hold blanks and colons.
  const handOff = /^RB1:(.+):([0-9]{1,15}):([0-9a-f]{64})$/i.exec(code.trim());
  return handOff ? { bench: handOff[1], sequence: Number(handOff[2]), hash: handOff[3].toLowerCase() } : undefined;
}

function checkClaim(code, heads) {
  const claim = claimOf(code);
  if (!claim) return find('bad', 'The text of the QR code is not whole, or of something else: ' + code.slice(0, 80));
  const event = heads.get(claim.sequence);
  const place = 'event ' + claim.sequence;
  if (claim.bench !== undefined) {
    const isHead = event && event.hash === claim.hash && event.bench === claim.bench;
    return isHead
      ? find('good', 'The hand-off stands in this ledger: its head at ' + place + ' is the one on the page.')
      : find('bad', 'The hand-off does not stand in this ledger: ' + place + ' is missing or another.');
  }
  if (!event) return find('bad', 'The reset record of ' + claim.serial + ' does not stand in this ledger: it has no ' + place + '.');
  const differing = [
    event.type === 'resetRecorded' ? '' : 'what happened there is no reset record',
    event.serial === claim.serial ? '' : 'it is of another device',
    event.id === claim.id ? '' : 'it is another event',
    event.hash === claim.hash ? '' : 'its hash is another',
  ].filter(Boolean);
  return differing.length === 0
    ? find('good', 'The reset record of ' + claim.serial + ' stands in this ledger as ' + place + ', with this hash.')
    : find('bad', 'The reset record of ' + claim.serial + ' does not agree with ' + place + ' of this ledger: ' + differing.join(', ') + '.');
}`;
