import { describe, expect, it } from 'vitest';
import { fieldsOf } from '../../../src/core/sessions/manifest-columns.ts';
import { readManifestRow } from '../../../src/core/sessions/read-manifest-row.ts';

const SERIAL = 'F2LTESTA0001';

describe('the columns of a manifest', () => {
  it.each([
    [
      'ours',
      ['serial', 'asset tag', 'user', 'site', 'profile', 'keep data', 'released', 'new', 'box'],
    ],
    ['Snipe-IT', ['Serial', 'Asset Tag', 'Assigned To', 'Location', '', '', '', '', '']],
    ['Intune', ['Serial number', '', 'Primary user UPN', '', 'Enrollment profile', '', '', '', '']],
    [
      'German',
      [
        'Seriennummer',
        'Inventarnr.',
        'Benutzer',
        'Standort',
        'Profil',
        'Daten behalten',
        'Freigegeben',
        'Neu',
        'Karton',
      ],
    ],
  ])('are known by the headers of %s', (_, header) => {
    const all = [
      'serial',
      'assetTag',
      'user',
      'site',
      'profile',
      'keepsData',
      'isReleased',
      'isSealedNew',
      'box',
    ];
    expect(fieldsOf(header)).toEqual(
      all.map((field, index) => (header[index] ? field : undefined)),
    );
  });

  it('are none where no column is called a serial', () => {
    expect(fieldsOf(['F2LTESTA0001', 'Ada'])).toBeUndefined();
  });

  it('count once: the second of two that are called alike says nothing', () => {
    expect(fieldsOf(['serial', 'user', 'owner'])).toEqual(['serial', 'user', undefined]);
  });
});

describe('a line of a manifest', () => {
  const fields = ['serial', 'keepsData', 'box'] as const;

  it('is read with what it says, and no more', () => {
    expect(readManifestRow([SERIAL.toLowerCase(), 'ja', 'BOX 3 – Munich'], fields)).toEqual({
      ok: true,
      value: { serial: SERIAL, keepsData: true, box: 'BOX 3 – Munich' },
    });
    expect(readManifestRow([SERIAL, '', ''], fields)).toEqual({
      ok: true,
      value: { serial: SERIAL },
    });
  });

  it.each([
    [['', 'yes', ''], { code: 'noSerial', field: 'serial', cell: '' }],
    [
      ['356938035643809', 'yes', ''],
      { code: 'notASerial', field: 'serial', cell: '356938035643809' },
    ],
    [[SERIAL, 'perhaps', ''], { code: 'neitherYesNorNo', field: 'keepsData', cell: 'perhaps' }],
    [[SERIAL, '', 'x'.repeat(300)], { code: 'tooLong', field: 'box', cell: 'x'.repeat(40) }],
  ])('is refused as a whole, with what is wrong: %j', (cells, error) => {
    expect(readManifestRow(cells, fields)).toEqual({ ok: false, error });
  });

  it('never gives a bypass code back', () => {
    const secret = 'HTLT0-JVR2R-2D0P-R3CD-2Y7T-MZ5Q';
    const read = readManifestRow([secret, '', ''], fields);
    expect(JSON.stringify(read)).not.toContain('HTLT0');
    expect(read.ok).toBe(false);
  });
});
