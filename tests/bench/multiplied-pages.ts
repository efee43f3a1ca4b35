interface PagesOptions {
  readonly copies: number;
  /** One page of the small fleet, as the cloud answers it. */
  readonly ask: (url: string) => Promise<string>;
}

/** Lists of devices as a cloud would page them if its fleet were so many times as large. */
export interface Pages {
  read(url: string): Promise<string>;
}

interface Template {
  readonly envelope: Envelope;
  readonly rows: string;
  readonly rowsKey: 'data' | 'value';
  readonly next: string | undefined;
}
type Envelope = Readonly<Record<string, unknown>> & {
  readonly data?: unknown;
  readonly value?: unknown;
  readonly links?: { readonly next?: string };
};

const NEXT_LINK = '@odata.nextLink';
const ROWS = '@@rows@@';
const LISTS = /\/(orgDevices|relationships\/devices|importedAppleDeviceIdentities|managedDevices)$/;

/** Copy after copy: the last page of one leads to the first page of the next, whose devices have other codes. */
export function createPages({ copies, ask }: PagesOptions): Pages {
  const templates = new Map<string, Promise<Template>>();
  return {
    async read(address) {
      const url = new URL(address);
      if (!LISTS.test(url.pathname)) return ask(address);
      const copy = Number(url.searchParams.get('copy') ?? 0);
      url.searchParams.delete('copy');
      const known = templates.get(url.href) ?? ask(url.href).then(toTemplate);
      templates.set(url.href, known);
      const template = await known;
      return written(template, copy, nextOf(template, url, { copy, copies }));
    },
  };
}

function toTemplate(text: string): Template {
  const envelope = JSON.parse(text) as Envelope;
  const rowsKey = 'data' in envelope ? 'data' : 'value';
  const next = envelope.links?.next ?? (envelope[NEXT_LINK] as string | undefined);
  return { envelope, rowsKey, next, rows: JSON.stringify(envelope[rowsKey]) };
}

function nextOf(
  { next }: Template,
  url: URL,
  { copy, copies }: { readonly copy: number; readonly copies: number },
): string | undefined {
  if (next !== undefined) return ofCopy(new URL(next), copy);
  if (copy + 1 >= copies) return undefined;
  const first = new URL(url);
  first.searchParams.delete('cursor');
  first.searchParams.delete('$skiptoken');
  return ofCopy(first, copy + 1);
}

function ofCopy(url: URL, copy: number): string {
  if (copy > 0) url.searchParams.set('copy', String(copy));
  return url.href;
}

function written(template: Template, copy: number, next: string | undefined): string {
  const { envelope, rows, rowsKey } = template;
  const { [NEXT_LINK]: _before, ...rest } = envelope;
  const page = {
    ...rest,
    [rowsKey]: ROWS,
    ...('links' in envelope && { links: { ...envelope.links, next } }),
    ...(!('links' in envelope) && next !== undefined && { [NEXT_LINK]: next }),
  };
  return JSON.stringify(page).replace(`"${ROWS}"`, () => withOtherCodes(rows, copy));
}

const CODES = /"([0-9A-Z]{10,15}|\d{32})"/g;
const ALPHABETS = ['0123456789', '0123456789ABCDEF', '0123456789CDFGHJKLMNPQRTVWXY'];

/** Serials, IMEIs, MEIDs, EIDs and MAC addresses of the same shape, different in every copy. */
function withOtherCodes(rows: string, copy: number): string {
  if (copy === 0) return rows;
  return rows.replaceAll(CODES, (_, code: string) => `"${turned(code, copy)}"`);
}

function turned(code: string, copy: number): string {
  const alphabet = ALPHABETS.find((each) => code.split('').every((sign) => each.includes(sign)));
  if (!alphabet) return code;
  const turn = (place: number, by: number) =>
    alphabet[(alphabet.indexOf(code[place] ?? '0') + by) % alphabet.length] ?? '0';
  const units = turn(5, copy % 10);
  return code.slice(0, 4) + turn(4, Math.floor(copy / 10) % 10) + units + code.slice(6);
}
