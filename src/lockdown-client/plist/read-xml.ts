import { SaxesParser } from 'saxes';
import { caps } from './caps.ts';
import { Refusal } from './refusal.ts';
import { scalarOf } from './scalars.ts';
import type { PlistValue } from './value.ts';

/** An element that is open. `entries` and `items` are filled as what is in them closes. */
interface Open {
  readonly name: string;
  readonly value: Record<string, PlistValue> | PlistValue[] | undefined;
  text: string;
  key: string | undefined;
}

/**
 * Reads XML. The parser knows the five entities of XML and no other; a document that declares its own is refused, and so
 * is one that goes beyond a cap, at the element that does.
 */
export function readXml(bytes: Uint8Array): PlistValue {
  const parser = new SaxesParser();
  const document = createDocument();
  parser.on('error', (error) => refuse(error.message));
  parser.on('doctype', (doctype) => {
    if (doctype.includes('[')) refuse('a document type of its own');
  });
  parser.on('opentagstart', ({ name }) => document.open(name));
  // Only the root has any; whoever writes more wants to keep the parser busy.
  parser.on('attribute', ({ name }) => {
    if (name !== 'version') refuse(`attribute ${name}`);
  });
  parser.on('text', document.text);
  parser.on('cdata', document.text);
  parser.on('closetag', document.close);
  parser.write(decode(bytes)).close();
  return document.end();
}

function refuse(text: string): never {
  throw new Refusal(text);
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return refuse('not UTF-8');
  }
}

function createDocument() {
  const stack: Open[] = [];
  let count = 0;
  let root: PlistValue | undefined;
  const put = (value: PlistValue) => {
    const parent = stack.at(-1);
    if (parent === undefined) refuse('a value outside of the list');
    else if (parent.name !== 'plist') putInto(parent, value);
    else if (root === undefined) root = value;
    else refuse('two values');
  };
  return {
    open: (name: string) => {
      count += 1;
      if (count > caps.nodes) refuse('too many values');
      if (stack.length > caps.depth + 1) refuse('too deep');
      const parent = stack.at(-1);
      if ((name === 'plist') !== (parent === undefined)) refuse(`${name} at a wrong place`);
      if (parent !== undefined && parent.name !== 'plist' && parent.value === undefined)
        refuse(`${name} in ${parent.name}`);
      stack.push({ name, value: containerOf(name), text: '', key: undefined });
    },
    text: (text: string) => {
      const open = stack.at(-1);
      if (open !== undefined) open.text += text;
    },
    close: () => {
      const open = stack.pop();
      if (open === undefined || open.name === 'plist') return;
      if (open.name === 'key') putKey(stack.at(-1), open.text);
      else put(valueOf(open));
    },
    end: () => root ?? refuse('no value'),
  };
}

function containerOf(name: string): Open['value'] {
  if (name === 'array') return [];
  return name === 'dict' ? (Object.create(null) as Record<string, PlistValue>) : undefined;
}

function valueOf(open: Open): PlistValue {
  if (open.value === undefined) return scalarOf(open.name, open.text);
  if (open.text.trim() !== '') refuse(`text in ${open.name}`);
  if (open.key !== undefined) refuse('a key without a value');
  return open.value;
}

function putKey(parent: Open | undefined, key: string): void {
  if (parent?.name !== 'dict' || parent.key !== undefined) refuse('a key at a wrong place');
  else parent.key = key;
}

function putInto(parent: Open, value: PlistValue): void {
  if (Array.isArray(parent.value)) parent.value.push(value);
  else if (parent.value === undefined || parent.key === undefined) refuse('a value without a key');
  else {
    parent.value[parent.key] = value;
    parent.key = undefined;
  }
}
