import { attachmentFolder, documentFolder, packageProfileSchema, profileFaults } from './profile.js';

const profile = packageProfileSchema.parse({
  ...{ id: 'PROFILO_PROVA', version: '1.0.0', title: 'Prova', otherwise: 'ALTRO' },
  folders: [
    { code: 'SPESE', path: '06_spese/{fatturaNumero}' },
    { code: 'DNSH', path: '08_dnsh' },
    { code: 'LISTE', path: '09_liste' },
    { code: 'CONTRATTO', path: '04_contratto' },
    { code: 'GARA', path: '03_gara/{cig}' },
    { code: 'ALTRO', path: '10_altro' },
  ],
  attachments: [
    { list: 'contratti', types: ['CONTRATTO'], folder: 'CONTRATTO' },
    { list: 'contratti', folder: 'GARA' },
    { list: 'spese', folder: 'SPESE' },
    { list: 'checklist', startsWith: 'DNSH', folder: 'DNSH' },
    { list: 'checklist', folder: 'LISTE' },
  ],
});
const sheet = { spese: [{ id: 'S1', fatturaNumero: '12/A n° 3' }, { id: 'S2' }], contratti: [{ id: 'C1', cig: 'B3A41C7EAA' }] };

describe('profile of a package', () => {
  it.each([
    ['spese/S1', 'FATTURA', '06_spese/12-A-n-3'],
    ['spese/S2', 'FATTURA', '06_spese/S2'],
    ['spese/S9', 'FATTURA', '06_spese/senza-numero'],
    ['contratti/C1', 'CONTRATTO', '04_contratto'],
    ['contratti/C1', 'VERBALE', '03_gara/B3A41C7EAA'],
    ['checklist/DNSH_EX_ANTE/1', 'PROVA', '08_dnsh'],
    ['checklist/REGOLARITA', 'LISTA_FIRMATA', '09_liste'],
    ['altro/1', 'X', '10_altro'],
  ])('places %s (%s) in %s', (place, type, folder) => {
    expect(attachmentFolder(profile, sheet, { place, type })).toBe(folder);
  });

  it('places documents by their category', () => {
    expect([documentFolder(profile, 'DNSH'), documentFolder(profile, 'Sconosciuta'), documentFolder(profile, null)]).toEqual([
      ...['08_dnsh', '10_altro', '10_altro'],
    ]);
  });

  it('says which folder is not declared', () => {
    expect(profileFaults(profile)).toEqual([]);
    expect(profileFaults({ ...profile, otherwise: 'NESSUNA' })).toEqual(['PROFILO_PROVA: la cartella «NESSUNA» non è dichiarata.']);
  });
});
