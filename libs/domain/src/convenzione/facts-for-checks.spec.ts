import { convenzioneFacts, type KeptConvenzione } from './facts-for-checks.js';
import type { ConvenzioneSheet } from './lifecycle-facts.js';
import { sampleContent, sampleSheet, signatureOf, textHash } from './sample-convenzione.js';

const record = {
  numero: '37',
  stato: 'ATTIVA' as const,
  dal: '2026-05-01',
  al: '2029-04-30',
  ambito: [],
  ultrattivita: false,
  sospensione: null,
  funzioniSvolte: ['1'],
  tariffe: [],
};
const kept = (sheet: ConvenzioneSheet | null): KeptConvenzione => ({ record, sheet, abitanti: 3638, account: { compensi: [], costi: [] } });
const sheet = sampleSheet as ConvenzioneSheet;
const other = 'cd'.repeat(32);

describe('what the checks see of a convenzione', () => {
  it('is the text, the acts and the first signature, each in its place', () => {
    expect(convenzioneFacts(kept(sheet))).toMatchObject({
      daCarta: false,
      hashTesto: textHash,
      hashFirmato: textHash,
      primaFirma: '2026-04-10',
      deliberaComune: { esecutivaDal: '2026-03-22', hashTesto: textHash },
      deliberaProvincia: { esecutivaDal: '2026-03-20', hashTesto: textHash },
      quotaIncentivoPct: '25',
      rimborsi: { 'Contributo ANAC': 'COMUNE', 'Piattaforma telematica': 'SUA' },
    });
  });

  it('shows the signature that covers another text', () => {
    const firme = [signatureOf('pg'), signatureOf('tuoro', { hashTesto: other })];
    expect(convenzioneFacts(kept({ ...sheet, atti: { ...sheet.atti, firme } })).hashFirmato).toBe(other);
  });

  it('compares the signatures with the text of the first period, also after a renewal', () => {
    const { deliberaComune = null, deliberaProvincia = null } = sheet.atti ?? {};
    const first = { id: 'PER-1', inizio: '2026-05-01', fine: '2029-04-30', hashTesto: textHash, deliberaComune, deliberaProvincia };
    const renewed: ConvenzioneSheet = {
      ...sheet,
      testo: { versioneModello: '1.0.0', hash: other },
      periodi: [first],
      atti: { ...sheet.atti, deliberaComune: { ...deliberaComune, data: '2029-02-01', hashTesto: other } },
    };
    expect(convenzioneFacts(kept(renewed))).toMatchObject({ hashTesto: textHash, deliberaComune: { hashTesto: textHash } });
  });

  it('of an agreement on paper has the day it was concluded and no file', () => {
    const paper = {
      ...sheet,
      esistente: true,
      testo: null,
      atti: { ...sheet.atti, firme: null, attivazione: { stipulataIl: '2026-04-12' } },
    };
    expect(convenzioneFacts(kept(paper as ConvenzioneSheet))).toMatchObject({
      daCarta: true,
      hashTesto: null,
      hashFirmato: null,
      primaFirma: '2026-04-12',
    });
    expect(convenzioneFacts(kept(null))).toMatchObject({ daCarta: true, primaFirma: null, quotaIncentivoPct: '0', rimborsi: {} });
  });

  it('takes the highest of the incentive quotas that are written', () => {
    const contenuto = { ...sampleContent, rapporti: { ...sampleContent.rapporti, quotaIncentivoPct: '30' } };
    expect(convenzioneFacts(kept({ ...sheet, contenuto })).quotaIncentivoPct).toBe('30');
  });
});
