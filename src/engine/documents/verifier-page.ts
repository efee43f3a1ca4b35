import { CHECK_CLAIM, READ_ZIP } from './verifier-parts.ts';

/**
 * A page that proves an evidence folder in any browser, with no network and nothing of ours installed. It does what
 * ledger/verify-chain.ts does, in words of its own, so that neither can hide a mistake of the other. With the text of the QR
 * code of a reset record or a hand-off it says whether that stands in this ledger, at that place and with that hash.
 */
export const VERIFIER_PAGE = String.raw`<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'">
<title>Resetbench: verify this evidence</title>
<style>
  body { max-width: 46rem; margin: 3rem auto; padding: 0 1rem; font: 16px/1.5 system-ui, sans-serif; color: #111; background: #fff; }
  label { display: block; }
  textarea { display: block; box-sizing: border-box; width: 100%; font: 14px/1.4 ui-monospace, monospace; }
  #drop { display: block; padding: 2rem; border: 2px dashed #555; border-radius: 10px; text-align: center; }
  li { margin: .3rem 0; overflow-wrap: anywhere; }
  .good::before { content: "✓ "; color: #0a6b2c; font-weight: 700; }
  .bad::before { content: "✗ "; color: #b00020; font-weight: 700; }
  .open::before { content: "? "; font-weight: 700; }
  #verdict { font-size: 1.6rem; font-weight: 700; }
</style>
<h1>Verify this evidence</h1>
<p>Choose the <strong>ZIP</strong>, or <strong>all files</strong> of the unpacked folder. They are read here and sent nowhere; this page works without a network.</p>
<label id="drop">The ZIP, or the files of the folder <input id="files" type="file" multiple></label>
<p><label>To check a reset record or a hand-off too, scan or paste the text of its QR code (RB1:…):
<textarea id="code" rows="3" spellcheck="false" autocomplete="off"></textarea></label></p>
<p id="verdict" role="status"></p>
<ol id="findings"></ol>
<script>
'use strict';
const text = (bytes) => new TextDecoder().decode(bytes);
const hex = (buffer) => [...new Uint8Array(buffer)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
const sha256 = async (bytes) => hex(await crypto.subtle.digest('SHA-256', bytes));
const encode = (string) => new TextEncoder().encode(string);
const fromBase64 = (string) => Uint8Array.from(atob(string), (character) => character.charCodeAt(0));
const quote = (value) => JSON.stringify(value);

function find(kind, words) {
  const item = document.createElement('li');
  item.className = kind;
  item.textContent = words;
  document.getElementById('findings').append(item);
  return kind;
}

${READ_ZIP}

${CHECK_CLAIM}

/** The RFC 8785 form of an event, as its hash covers it. */
function linkText(event) {
  return '{"at":' + event.at + ',"bench":' + quote(event.bench) + ',"caseId":' + quote(event.caseId) +
    ',"data":' + event.data + ',"id":' + quote(event.id) + ',"operator":' + quote(event.operator) +
    ',"previousHash":' + quote(event.previousHash) + ',"sequence":' + event.sequence +
    ',"serial":' + quote(event.serial) + ',"type":' + quote(event.type) + '}';
}

async function checkFiles(files, manifest) {
  const kinds = [];
  for (const { name, sha256: wanted } of manifest.files) {
    const bytes = files.get(name);
    if (!bytes) kinds.push(find('bad', name + ' was not chosen, or is missing.'));
    else if ((await sha256(bytes)) === wanted) kinds.push(find('good', name + ' is as it was made.'));
    else kinds.push(find('bad', name + ' was changed.'));
  }
  return kinds;
}

async function checkChain(lines) {
  let previous = '0'.repeat(64);
  const heads = new Map();
  for (const [index, line] of lines.entries()) {
    const event = JSON.parse(line);
    const isInPlace = event.sequence === index + 1 && event.previousHash === previous;
    if (!isInPlace || (await sha256(encode(linkText(event)))) !== event.hash) {
      find('bad', 'The chain breaks at event ' + (index + 1) + '.');
      return undefined;
    }
    previous = event.hash;
    heads.set(event.sequence, { id: event.id, type: event.type, serial: event.serial, hash: event.hash, bench: event.bench });
  }
  find('good', 'The chain of ' + lines.length + ' events is unbroken.');
  return heads;
}

/** A picture is proven by the ledger, which names its hash: the list of files is not signed. */
async function checkPhotos(files, lines) {
  const taken = lines.map((line) => JSON.parse(line)).filter((event) => event.type === 'photoTaken');
  const named = new Set(taken.map((event) => JSON.parse(event.data).sha256));
  const photos = [...files].filter(([name]) => name.startsWith('photo-'));
  for (const [name, bytes] of photos) {
    const hash = await sha256(bytes);
    if (name !== 'photo-' + hash + '.jpg' || !named.has(hash)) return find('bad', name + ' is no picture that the ledger names.');
  }
  if (named.size > 0) find('good', photos.length + ' of the ' + named.size + ' pictures that the ledger names are here, each as it was kept.');
  return 'good';
}

async function isSigned(point) {
  const claim = '{"at":' + point.at + ',"bench":' + quote(point.bench) + ',"head":' + quote(point.head) + ',"length":' + point.length + '}';
  const key = await crypto.subtle.importKey('spki', fromBase64(point.publicKey), { name: 'Ed25519' }, false, ['verify']);
  return crypto.subtle.verify({ name: 'Ed25519' }, key, fromBase64(point.signature), encode(claim));
}

async function checkPoints(points, heads) {
  if (points.length === 0) return find('open', 'No checkpoint is in the folder: that nothing was cut off at the end is not proven.');
  for (const point of points) {
    const head = heads.get(point.length);
    if (!head || head.hash !== point.head || head.bench !== point.bench) return find('bad', 'The checkpoint at ' + point.length + ' does not belong to this chain.');
    let isRight;
    try { isRight = await isSigned(point); } catch { return find('open', 'This browser cannot check Ed25519 signatures; a newer one can.'); }
    if (!isRight) return find('bad', 'The signature at ' + point.length + ' is wrong.');
  }
  const keys = [...new Set(points.map((point) => point.publicKey))];
  find('good', points.length + ' checkpoints are signed. Compare the key with the one that the bench prints: ' + keys.join(', '));
  return 'good';
}

/** What was dropped on the page takes the place of what was chosen. */
let given = [];

async function verify() {
  const code = document.getElementById('code').value.trim();
  if (given.length === 0) return;
  document.getElementById('verdict').textContent = '';
  document.getElementById('findings').replaceChildren();
  const kinds = [];
  try {
    const files = await filesOf(given);
    const manifest = JSON.parse(text(files.get('manifest.json') ?? encode('null')));
    if (!manifest) throw new Error('manifest.json was not chosen.');
    kinds.push(...(await checkFiles(files, manifest)));
    const lines = text(files.get('ledger.jsonl') ?? encode('')).split('\n').filter(Boolean);
    const heads = await checkChain(lines);
    kinds.push(heads ? 'good' : 'bad', await checkPhotos(files, lines));
    if (heads) kinds.push(await checkPoints(JSON.parse(text(files.get('checkpoints.json') ?? encode('[]'))), heads));
    if (heads && code !== '') kinds.push(checkClaim(code, heads));
  } catch (error) {
    kinds.push(find('bad', 'This is no whole evidence folder: ' + error.message));
  }
  const verdict = kinds.includes('bad') ? 'NOT PROVEN' : kinds.includes('open') ? 'PROVEN IN PART' : 'PROVEN';
  document.getElementById('verdict').textContent = verdict;
}

/** One after the other; a scanner types a code in many keys, which are waited for. */
let before = Promise.resolve();
let typing;
const again = () => { before = before.then(verify); };
const take = (files) => { given = [...files]; again(); };
document.getElementById('files').addEventListener('change', (event) => take(event.target.files));
document.getElementById('code').addEventListener('input', () => { clearTimeout(typing); typing = setTimeout(again, 300); });
document.addEventListener('dragover', (event) => event.preventDefault());
document.addEventListener('drop', (event) => { event.preventDefault(); take(event.dataTransfer.files); });
</script>
`;
