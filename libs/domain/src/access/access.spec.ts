import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { loadKind } from '../kinds/kind.js';
import type { Actor, ReviewGrant } from './actor.js';
import { defaultMatrix } from './default-matrix.js';
import { decideOnDossier, isWrite, type DossierAccess } from './dossier-access.js';
import { fixedPhases, nothingOpen } from './dossier-phase.js';
import { dossierScope, type DossierScope, type SightCondition } from './dossier-scope.js';
import { dossierPermissions, permissions, roleCodes, type DossierPermission, type RoleCode } from './permissions.js';
import { decide } from './policy.js';
import { checkMatrix, holdsLetter, type ResponsibilityMatrix } from './responsibility-matrix.js';

function documentsOfGara(): { code: string; title: string; drafter?: string; signer?: string }[] {
  const load = loadKind(readFileSync(join(__dirname, '../../../../templates/kinds/gara.json'), 'utf8'));
  if (!load.ok) throw new Error('GARA does not load');
  return load.kind.documents.map(({ code, title = code, drafter, signer }) => ({
    code,
    title,
    ...(drafter === undefined ? {} : { drafter }),
    ...(signer === undefined ? {} : { signer }),
  }));
}
const documents = documentsOfGara();
const matrix = defaultMatrix(documents, ['1']);

const actor = (roles: readonly RoleCode[], enteTipo: Actor['enteTipo'] = 'COMUNE', enteId = 'tuoro'): Actor => ({
  personId: 'p1',
  person: 'Prova',
  suaId: 'pg',
  enteId,
  ente: enteId,
  enteTipo,
  roles,
  correlationId: 'r',
});
const sua = (...roles: readonly RoleCode[]): Actor => actor(roles, 'PROVINCIA', 'pg');
const dossier = (more: Partial<DossierAccess> = {}): DossierAccess => ({
  dossierId: 'd1',
  suaId: 'pg',
  enteId: 'tuoro',
  coparti: [],
  asOf: '2026-11-22',
  fase: 'APERTO',
  aperti: nothingOpen,
  titolari: {},
  pubblicato: false,
  matrice: matrix,
  conflitto: 'ASSENTE',
  convenzione: { prosegue: true },
  ruoliScaduti: [],
  incarico: null,
  ...more,
});
const grant: ReviewGrant = { personId: 'p1', dossierId: 'd1', dal: '2026-11-01', al: '2026-11-30', revocatoDal: null };

function said(who: Actor, permission: DossierPermission, more: Partial<DossierAccess> = {}, document: string | null = null): string {
  const decision = decideOnDossier(who, permission, dossier(more), document);
  return decision.allowed ? decision.role : decision.code;
}

describe('responsibility matrix', () => {
  it.each([['1'], ['2'], ['3'], ['4'], ['1', '4']] as const)('the default for delegated functions %s is accepted', (...functions) => {
    const more = ['D53', 'D60', 'D62', 'D68', 'D69', 'D70', 'D71', 'D79', 'D80'].map((code) => ({ code, title: code, signer: 'DIR_SUA' }));
    const all = [...documents, ...more];
    expect(checkMatrix(defaultMatrix(all, functions), all)).toMatchObject({ ok: true });
  });

  it('lets the delegation decide who signs the award', () => {
    const award = [{ code: 'D70', title: 'Aggiudicazione', signer: 'DIR_SUA' }];
    expect(defaultMatrix(award, ['4'])['D70']).toMatchObject({ DIR_COMUNE: 'S' });
    expect(defaultMatrix(award, ['4'])['D70']).not.toHaveProperty('DIR_SUA');
    expect(defaultMatrix(award, ['1'])['D70']).toMatchObject({ DIR_SUA: 'S' });
    expect(defaultMatrix(award, ['1'])['D70']).not.toHaveProperty('DIR_COMUNE');
  });

  it.each<[string, (matrix: ResponsibilityMatrix) => unknown, string, string, string]>([
    ['no signer', (m) => ({ ...m, D21: { RUP_COMUNE: 'd' } }), 'SENZA_FIRMATARIO', 'D21', 'Nessuno firma «Decisione a contrarre» (D21)'],
    ['no drafter', (m) => ({ ...m, D21: { DIR_COMUNE: 'S' } }), 'SENZA_REDATTORE', 'D21', 'Nessuno redige'],
    ['no row', ({ D33: _gone, ...m }) => m, 'SENZA_RIGA', 'D33', 'manca il documento «Disciplinare di gara»'],
    ['a strange document', (m) => ({ ...m, D99: { RUP_SUA: 'dS' } }), 'DOCUMENTO', 'D99', 'non esiste'],
    ['a lawyer who signs', (m) => ({ ...m, D23: { FUNZ_SUA: 'd', LEGAL: 'S' } }), 'RUOLO_SENZA_FIRMA', 'D23', 'non firma'],
    ['the DPO at work', (m) => ({ ...m, D23: { FUNZ_SUA: 'd', DIR_SUA: 'S', DPO: 'r' } }), 'RUOLO_IN_LETTURA', 'D23', 'legge soltanto'],
    ['the commission on drafts', (m) => ({ ...m, D33: { ...m['D33'], COMM_PRES: 'r' } }), 'COMMISSIONE', 'D33', 'apertura delle offerte'],
    ['a strange letter', (m) => ({ ...m, D33: { FUNZ_SUA: 'dx' } }), 'FORMA', 'D33', 'd, c, r, a, S, p'],
    ['a letter twice', (m) => ({ ...m, D33: { FUNZ_SUA: 'dd' } }), 'FORMA', 'D33', 'due volte'],
    ['a strange role', (m) => ({ ...m, D33: { RE: 'd' } }), 'FORMA', 'D33', 'non esiste'],
  ])('refuses %s', (...[, change, rule, document, words]) => {
    const outcome = checkMatrix(change(matrix), documents);
    expect(outcome.ok ? [] : outcome.findings).toEqual([
      expect.objectContaining({ rule, document, reason: expect.stringContaining(words) as string }),
    ]);
  });

  it('names every document that loses its last signer', () => {
    const signed = documents.filter((document) => document.signer !== undefined);
    fc.assert(
      fc.property(fc.constantFrom(...signed), ({ code }) => {
        const row = Object.fromEntries(Object.entries(matrix[code] ?? {}).map(([role, does]) => [role, does.replace('S', '') || 'r']));
        const outcome = checkMatrix({ ...matrix, [code]: row }, documents);
        expect(outcome.ok ? [] : outcome.findings.map((finding) => `${finding.rule} ${finding.document}`)).toContain(
          `SENZA_FIRMATARIO ${code}`,
        );
      }),
    );
  });
});

describe('policy of a dossier', () => {
  it.each<[Actor, DossierPermission, Partial<DossierAccess>, string | null, string]>([
    [actor(['RUP_COMUNE']), 'scheda.write', {}, null, 'RUP_COMUNE'],
    [actor(['RUP_COMUNE']), 'document.generate', {}, 'D03', 'RUP_COMUNE'],
    [actor(['RUP_COMUNE']), 'document.generate', {}, 'D33', 'MATRICE'],
    [sua('FUNZ_SUA'), 'document.generate', {}, 'D33', 'FUNZ_SUA'],
    [sua('FUNZ_SUA'), 'document.sign', {}, 'D33', 'MATRICE'],
    [sua('FUNZ_SUA', 'DIR_SUA'), 'document.sign', {}, 'D33', 'DIR_SUA'],
    [actor(['DIR_COMUNE']), 'document.sign', {}, 'D21', 'DIR_COMUNE'],
    [actor(['DIR_COMUNE']), 'scheda.write', {}, null, 'RUOLO'],
    [actor(['PROGETTISTA']), 'dossier.read', {}, null, 'PROGETTISTA'],
    [actor(['PROGETTISTA']), 'scheda.write', {}, null, 'RUOLO'],
    [actor(['PROGETTISTA']), 'document.upload', {}, 'D18', 'PROGETTISTA'],
    [actor(['PROGETTISTA']), 'document.upload', {}, 'D21', 'MATRICE'],
    [sua('COMM_PRES'), 'dossier.read', {}, null, 'RUOLO'],
    [sua('COMM_PRES'), 'document.read', {}, 'D33', 'MATRICE'],
    [sua('DPO'), 'document.read', {}, 'D33', 'DPO'],
    [sua('DPO'), 'document.comment', {}, 'D33', 'MATRICE'],
    [actor(['RUP_COMUNE'], 'COMUNE', 'montone'), 'dossier.read', {}, null, 'RISERVATO'],
    [actor(['RUP_COMUNE'], 'COMUNE', 'montone'), 'dossier.read', { pubblicato: true }, null, 'ALTRO_ENTE'],
    [actor(['RUP_COMUNE'], 'COMUNE', 'montone'), 'published.read', { pubblicato: true }, null, 'RUP_COMUNE'],
    [actor(['RUP_COMUNE'], 'COMUNE', 'montone'), 'published.read', {}, null, 'RISERVATO'],
    [actor(['RUP_COMUNE'], 'COMUNE', 'montone'), 'dossier.read', { coparti: ['montone'] }, null, 'RUP_COMUNE'],
    [{ ...sua('DIR_SUA'), suaId: 'tr' }, 'published.read', { pubblicato: true }, null, 'ALTRO_ENTE'],
    [actor([]), 'dossier.read', {}, null, 'RUOLO'],
    [actor([]), 'dossier.read', { ruoliScaduti: [{ role: 'RUP_COMUNE', al: '2026-10-31' }] }, null, 'RUOLO_SCADUTO'],
    [actor(['RUP_COMUNE']), 'scheda.write', { conflitto: 'NON_DICHIARATO' }, null, 'CONFLITTO_DA_DICHIARARE'],
    [actor(['RUP_COMUNE']), 'conflict.declare', { conflitto: 'NON_DICHIARATO' }, null, 'RUP_COMUNE'],
    [actor(['RUP_COMUNE']), 'dossier.read', { conflitto: 'NON_DICHIARATO' }, null, 'RUP_COMUNE'],
    [actor(['RUP_COMUNE']), 'scheda.write', { conflitto: 'PRESENTE' }, null, 'CONFLITTO_PRESENTE'],
    [actor(['RUP_COMUNE']), 'scheda.write', { fase: 'CONGELATO' }, null, 'FASE'],
    [
      actor(['RUP_COMUNE']),
      'scheda.write',
      { fase: 'CONGELATO', aperti: { documenti: [], testi: [], campi: ['lotti/*/cig'] } },
      null,
      'RUP_COMUNE',
    ],
    [
      actor(['RUP_COMUNE']),
      'document.generate',
      { fase: 'CONGELATO', aperti: { documenti: ['D21'], testi: [], campi: [] } },
      'D21',
      'RUP_COMUNE',
    ],
    [
      actor(['RUP_COMUNE']),
      'document.generate',
      { fase: 'CONGELATO', aperti: { documenti: ['D21'], testi: [], campi: [] } },
      'D03',
      'FASE',
    ],
    [
      actor(['RUP_COMUNE']),
      'document.generate',
      { fase: 'CONGELATO', aperti: { documenti: ['D21'], testi: [], campi: [] } },
      null,
      'RUP_COMUNE',
    ],
    [sua('FUNZ_SUA'), 'document.generate', { fase: 'CONGELATO', aperti: { documenti: ['D21'], testi: [], campi: [] } }, null, 'FASE'],
    [actor(['RUP_COMUNE']), 'document.read', {}, 'D23', 'RUP_COMUNE'],
    [actor(['RAG']), 'document.read', {}, 'D33', 'MATRICE'],
    [actor(['DIR_COMUNE']), 'scheda.write', { titolari: { 'scheda.write': ['DIR_COMUNE'] }, matrice: {} }, null, 'DIR_COMUNE'],
    [actor(['DIR_COMUNE']), 'document.sign', { fase: 'CONGELATO' }, 'D21', 'DIR_COMUNE'],
    [
      actor(['RUP_COMUNE']),
      'document.upload',
      { fase: 'PUBBLICATO', aperti: { documenti: ['D21'], testi: [], campi: [] } },
      'D21',
      'RUP_COMUNE',
    ],
    // Formed anew with the CIG, but its words were approved before.
    [actor(['RUP_COMUNE']), 'draft.write', { fase: 'CONGELATO', aperti: { documenti: ['D21'], testi: [], campi: [] } }, 'D21', 'FASE'],
    [
      actor(['RUP_COMUNE']),
      'draft.write',
      { fase: 'CONGELATO', aperti: { documenti: [], testi: ['D21'], campi: [] } },
      'D21',
      'RUP_COMUNE',
    ],
    [actor(['RUP_COMUNE']), 'document.upload', { fase: 'PUBBLICATO', aperti: { documenti: ['D21'], testi: [], campi: [] } }, 'D03', 'FASE'],
    [sua('RUP_SUA'), 'dossier.move', { fase: 'PUBBLICATO' }, null, 'RUP_SUA'],
    [sua('RUP_SUA'), 'package.build', { fase: 'PUBBLICATO' }, null, 'FASE'],
    [actor(['RUP_COMUNE']), 'scheda.write', { fase: 'SOSPESO' }, null, 'FASE'],
    [actor(['RUP_COMUNE']), 'dossier.move', { fase: 'SOSPESO' }, null, 'RUP_COMUNE'],
    [actor(['RUP_COMUNE']), 'dossier.move', { fase: 'CHIUSO' }, null, 'FASE'],
    [actor(['RUP_COMUNE']), 'dossier.read', { fase: 'CHIUSO' }, null, 'RUP_COMUNE'],
    [actor(['RUP_COMUNE']), 'scheda.write', { convenzione: { prosegue: false, motivo: 'Convenzione scaduta.' } }, null, 'CONVENZIONE'],
    [actor(['RUP_COMUNE']), 'dossier.move', { convenzione: { prosegue: false, motivo: 'Convenzione scaduta.' } }, null, 'RUP_COMUNE'],
    [actor(['RUP_COMUNE']), 'dossier.read', { convenzione: { prosegue: false, motivo: 'Convenzione scaduta.' } }, null, 'RUP_COMUNE'],
    [actor(['RUP_COMUNE']), 'scheda.write', { convenzione: null }, null, 'RUP_COMUNE'],
    [sua('FUNZ_SUA'), 'check.override', {}, null, 'RUOLO'],
    [sua('DIR_SUA'), 'check.override', {}, null, 'DIR_SUA'],
  ])('%#: %j may %s', (...[who, permission, more, document, expected]) => {
    expect(said(who, permission, more, document)).toBe(expected);
  });

  it.each<[string, Partial<ReviewGrant> | null, DossierPermission, string]>([
    ['reads', {}, 'dossier.read', 'LEGAL'],
    ['comments', {}, 'document.comment', 'LEGAL'],
    ['reviews', {}, 'document.review', 'LEGAL'],
    ['writes the sheet', {}, 'scheda.write', 'INCARICO_LIMITATO'],
    ['signs', {}, 'document.sign', 'INCARICO_LIMITATO'],
    ['moves', {}, 'dossier.move', 'INCARICO_LIMITATO'],
    ['reads the last day', { al: '2026-11-22' }, 'dossier.read', 'LEGAL'],
    ['reads the day after', { al: '2026-11-21' }, 'dossier.read', 'INCARICO_SCADUTO'],
    ['reads before', { dal: '2026-11-23' }, 'dossier.read', 'INCARICO_SCADUTO'],
    ['reads once revoked', { revocatoDal: '2026-11-22' }, 'dossier.read', 'INCARICO_SCADUTO'],
    ['reads another dossier', { dossierId: 'd2' }, 'dossier.read', 'ALTRO_ENTE'],
    ['reads with the leave of another', { personId: 'p2' }, 'dossier.read', 'ALTRO_ENTE'],
    ['reads without leave', null, 'dossier.read', 'RISERVATO'],
  ])('an outside lawyer %s', (...[, change, permission, expected]) => {
    const lawyer = actor([], 'ALTRO', 'studio');
    expect(said(lawyer, permission, { incarico: change === null ? null : { ...grant, ...change } })).toBe(expected);
  });

  it('holds the outside lawyer to the declaration before the first comment', () => {
    const lawyer = actor([], 'ALTRO', 'studio');
    expect(said(lawyer, 'document.comment', { incarico: grant, conflitto: 'NON_DICHIARATO' })).toBe('CONFLITTO_DA_DICHIARARE');
    expect(said(lawyer, 'dossier.read', { incarico: grant, conflitto: 'NON_DICHIARATO' })).toBe('LEGAL');
  });
});

const roles = fc.subarray([...roleCodes], { maxLength: 3 });
const anyActor = fc
  .record({ roles, from: fc.constantFrom('pg', 'tuoro', 'montone', 'studio'), suaId: fc.constantFrom('pg', 'pg', 'pg', 'tr') })
  .map(({ roles: held, from, suaId }): Actor => ({ ...actor(held, from === 'pg' ? 'PROVINCIA' : 'COMUNE', from), suaId }));
const day = fc.constantFrom('2026-11-01', '2026-11-22', '2026-11-23');
const smallMatrix = fc.dictionary(
  fc.constantFrom('D03', 'D33', 'D62'),
  fc.dictionary(fc.constantFrom(...roleCodes), fc.constantFrom('d', 'c', 'rS', 'a', 'p'), { maxKeys: 4 }),
);
const anyDossier = fc.record({
  enteId: fc.constantFrom('tuoro', 'montone', 'pg'),
  coparti: fc.subarray(['montone']),
  fase: fc.constantFrom('APERTO', 'CONGELATO', 'SOSPESO', 'PUBBLICATO', 'CHIUSO'),
  aperti: fc.record({
    documenti: fc.subarray(['D03', 'D33', 'D62']),
    testi: fc.subarray(['D03', 'D33', 'D62']),
    campi: fc.subarray(['lotti/*/cig']),
  }),
  titolari: fc.constantFrom<DossierAccess['titolari']>(
    {},
    { 'scheda.write': ['DIR_COMUNE'], 'dossier.read': ['RASA'], 'dossier.move': [] },
  ),
  pubblicato: fc.boolean(),
  matrice: fc.oneof(fc.constant(matrix), smallMatrix as fc.Arbitrary<ResponsibilityMatrix>),
  conflitto: fc.constantFrom('ASSENTE', 'ASSENTE', 'PRESENTE', 'NON_DICHIARATO', 'NON_RICHIESTO'),
  convenzione: fc.constantFrom(null, { prosegue: true }, { prosegue: false, motivo: 'Scaduta.' }),
  incarico: fc.option(
    fc.record({
      personId: fc.constantFrom('p1', 'p2'),
      dossierId: fc.constantFrom('d1', 'd2'),
      dal: day,
      al: day,
      revocatoDal: fc.option(day),
    }),
  ),
}) as fc.Arbitrary<Partial<DossierAccess>>;

/** Reads a scope on one dossier, as a query would. */
function matches(scope: DossierScope, one: DossierAccess, personId: string): boolean {
  const holds = (condition: SightCondition): boolean => {
    switch (condition.need) {
      case 'FASE':
        return condition.in.includes(one.fase);
      case 'CAMPI_APERTI':
        return !fixedPhases.includes(one.fase) || one.aperti.campi.length > 0;
      case 'DICHIARAZIONE':
        return condition.personId === personId && ['ASSENTE', 'NON_RICHIESTO'].includes(one.conflitto);
      case 'CONVENZIONE':
        return one.convenzione === null || one.convenzione.prosegue;
      case 'MATRICE':
        return condition.open !== null && fixedPhases.includes(one.fase)
          ? one.aperti[condition.open].some((code) => holdsLetter(one.matrice, condition.roles, condition.letters, code) !== undefined)
          : holdsLetter(one.matrice, condition.roles, condition.letters) !== undefined;
    }
  };
  if (scope.none) return false;
  return scope.anyOf.some((clause) => {
    if (clause.suaId !== one.suaId || !clause.also.every(holds)) return false;
    switch (clause.by) {
      case 'SUA':
        return true;
      case 'ENTE':
        return clause.enteId === one.enteId;
      case 'COPARTE':
        return one.coparti.includes(clause.enteId);
      case 'INCARICO':
        return clause.dossierIds.includes(one.dossierId);
      case 'PUBBLICATO':
        return one.pubblicato;
    }
  });
}

describe('properties', () => {
  it('a scope holds exactly the dossiers the policy allows', () => {
    fc.assert(
      fc.property(anyActor, anyDossier, fc.constantFrom(...dossierPermissions), (who, more, permission) => {
        const one = dossier(more);
        const { asOf, titolari } = one;
        const scope = dossierScope(who, permission, { asOf, titolari, grants: one.incarico === null ? [] : [one.incarico] });
        expect(matches(scope, one, who.personId)).toBe(decideOnDossier(who, permission, one).allowed);
      }),
      { numRuns: 3000 },
    );
  });

  it('nobody writes without the declaration, and no refusal is without a reason', () => {
    const writes = dossierPermissions.filter(
      (permission) => isWrite(permission) && !['conflict.declare', 'dossier.create'].includes(permission),
    );
    fc.assert(
      fc.property(anyActor, anyDossier, fc.constantFrom(...writes), (who, more, permission) => {
        for (const conflitto of ['NON_DICHIARATO', 'PRESENTE'] as const) {
          const decision = decideOnDossier(who, permission, dossier({ ...more, conflitto }));
          expect(decision.allowed).toBe(false);
          expect(decision.allowed ? '' : decision.reason).toMatch(/^[A-ZÈ].*[.]$/);
        }
      }),
    );
  });

  it('another Province never gets anything', () => {
    fc.assert(
      fc.property(anyActor, anyDossier, fc.constantFrom(...dossierPermissions), (who, more, permission) => {
        expect(decideOnDossier({ ...who, suaId: 'tr' }, permission, dossier(more)).allowed).toBe(false);
      }),
    );
  });

  it('an actor without roles or leave has no permission of the whole vocabulary', () => {
    for (const permission of permissions) {
      expect(decide(actor([]), permission, { suaId: 'pg', enteId: 'tuoro' })).toMatchObject({
        allowed: false,
        reason: expect.stringContaining('Tu hai: nessun ruolo') as string,
      });
    }
  });
});
