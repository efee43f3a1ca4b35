import type { ManifestField } from './manifest-row.ts';

/**
 * How the columns of a manifest are called: in our own files, in those that other tools write (Apple Business Manager,
 * Intune, Jamf, Snipe-IT, Shelf), and in German. Compared in lower case, letters and digits alone.
 */
const HEADERS: Readonly<Record<ManifestField, readonly string[]>> = {
  serial: [
    'serial',
    'serialno',
    'serialnumber',
    'sn',
    'deviceserial',
    'deviceserialnumber',
    'seriennr',
    'seriennummer',
  ],
  assetTag: [
    'assettag',
    'asset',
    'assetid',
    'assetno',
    'assetnumber',
    'tag',
    'inventar',
    'inventarnr',
    'inventarnummer',
    'anlagennummer',
  ],
  user: [
    'user',
    'username',
    'assignedto',
    'assigneduser',
    'primaryuser',
    'primaryuserupn',
    'owner',
    'custodian',
    'email',
    'emailaddress',
    'benutzer',
    'nutzer',
    'anwender',
  ],
  site: [
    'site',
    'location',
    'department',
    'group',
    'building',
    'company',
    'standort',
    'abteilung',
    'gruppe',
  ],
  profile: ['profile', 'allowedprofile', 'enrollmentprofile', 'enrollmentprofilename', 'profil'],
  keepsData: ['keepdata', 'keepsdata', 'sameuser', 'datenbehalten', 'behältdaten', 'behaltdaten'],
  isReleased: ['released', 'releasedbyuser', 'isreleased', 'freigegeben', 'vomnutzerfreigegeben'],
  isSealedNew: ['new', 'sealed', 'sealednew', 'newused', 'neu', 'neugebraucht', 'versiegelt'],
  box: [
    'box',
    'destinationbox',
    'carton',
    'pallet',
    'palletid',
    'kiste',
    'karton',
    'palette',
    'zielkiste',
    'zielkarton',
  ],
};

const FIELD_OF = new Map(
  Object.entries(HEADERS).flatMap(([field, headers]) =>
    headers.map((header) => [header, field as ManifestField] as const),
  ),
);

/**
 * The field of each column, by its header; undefined for one that says nothing to us. Where two columns are called
 * alike the first one counts. Undefined as a whole when no column holds serials: then the file has no header.
 */
export function fieldsOf(
  header: readonly string[],
): readonly (ManifestField | undefined)[] | undefined {
  const taken = new Set<ManifestField>();
  const fields = header.map((cell) => {
    const field = FIELD_OF.get(plain(cell));
    if (!field || taken.has(field)) return undefined;
    taken.add(field);
    return field;
  });
  return taken.has('serial') ? fields : undefined;
}

function plain(header: string): string {
  return header.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '');
}
