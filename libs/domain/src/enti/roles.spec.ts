import { incompatibilities, type DossierTeam, type PersonFacts } from './incompatibilities.js';
import { checkAssignment, rolesInForce, type RoleAssignment } from './role-assignments.js';

const act = { tipo: 'decreto', numero: '12', data: '2025-12-20', organo: 'Sindaco' };
const base: RoleAssignment = {
  id: 'a',
  personId: 'p1',
  enteId: 'e1',
  role: 'DIR_COMUNE',
  dal: '2026-01-01',
  al: '2026-12-31',
  atto: act,
  delegateOf: null,
};
const delegate: RoleAssignment = { ...base, id: 'b', personId: 'p2', delegateOf: 'a', dal: '2026-03-01', al: '2026-06-30' };

describe('roles in force', () => {
  it.each([
    ['2025-12-31', []],
    ['2026-01-01', ['a']],
    ['2026-03-01', ['a', 'b']],
    ['2026-06-30', ['a', 'b']],
    ['2026-07-01', ['a']],
    ['2026-12-31', ['a']],
    ['2027-01-01', []],
  ])('on %s: %j', (asOf, expected) => {
    expect(rolesInForce([base, delegate], asOf).map(({ id }) => id)).toEqual(expected);
  });

  it('ends a delegation with the role of who delegates, and a revoked role on its day', () => {
    const revoked = { ...base, revocatoDal: '2026-04-10' };
    expect(rolesInForce([revoked, delegate], '2026-04-09').map(({ id }) => id)).toEqual(['a', 'b']);
    expect(rolesInForce([revoked, delegate], '2026-04-10')).toEqual([]);
    expect(rolesInForce([delegate], '2026-04-10')).toEqual([]);
  });
});

describe('an assignment', () => {
  const rules = (change: Partial<RoleAssignment>, tipo: 'COMUNE' | 'PROVINCIA' = 'COMUNE', others = [base]): string[] =>
    checkAssignment({ ...base, id: 'new', personId: 'p3', ...change }, { tipo }, others).map(({ rule }) => rule);

  it.each<[Partial<RoleAssignment>, string[]]>([
    [{}, []],
    [{ al: '2025-12-31' }, ['PERIODO']],
    [{ role: 'RUP_SUA' }, ['ENTE']],
    [{ atto: null }, ['ATTO']],
    [{ atto: null, role: 'LEGAL' }, []],
    [{ atto: { ...act, data: '2026-01-02' } }, ['ATTO_DATA']],
    [{ personId: 'p1', dal: '2026-12-31', al: null }, ['DOPPIO']],
    [{ personId: 'p1', dal: '2027-01-01', al: null }, []],
    [{ personId: 'p1', enteId: 'e2' }, []],
    [{ delegateOf: 'zz' }, ['DELEGA']],
    [{ delegateOf: 'a' }, []],
    [{ delegateOf: 'a', al: null }, ['DELEGA_PERIODO']],
    [{ delegateOf: 'a', dal: '2025-12-31' }, ['DELEGA_PERIODO']],
    [{ delegateOf: 'a', enteId: 'e2' }, ['DELEGA']],
    [{ delegateOf: 'a', role: 'SEG_COM' }, ['DELEGA_RUOLO']],
  ])('%j: %j', (change, expected) => {
    expect(rules(change)).toEqual(expected);
  });

  it('gives SUA roles in a Province, and never delegates what stays with the person', () => {
    expect(rules({ role: 'RUP_SUA' }, 'PROVINCIA')).toEqual([]);
    const rup: RoleAssignment = { ...base, role: 'RUP_COMUNE' };
    expect(rules({ role: 'RUP_COMUNE', delegateOf: 'a' }, 'COMUNE', [rup])).toEqual(['DELEGA_RUOLO']);
    expect(rules({ delegateOf: 'b' }, 'COMUNE', [base, delegate])).toContain('DELEGA');
  });
});

describe('incompatibilities', () => {
  const person = (personId: string, more: Partial<PersonFacts> = {}): PersonFacts => ({
    personId,
    nome: `Persona ${personId}`,
    dipendente: true,
    tecnico: true,
    condanna: false,
    incarichiPolitici: [],
    ...more,
  });
  const rules = (members: DossierTeam['members'], people: readonly PersonFacts[], tecnica = true): string[] =>
    incompatibilities({ asOf: '2026-11-22', tecnica, members, people }).map(({ rule, verdict }) => `${rule} ${verdict}`);

  it.each<[DossierTeam['members'][number]['role'][], string[]]>([
    [['RUP_COMUNE', 'RUP_SUA'], ['DUE_RUP NO']],
    [['VERIFICATORE', 'PROGETTISTA'], ['VERIFICATORE_TERZO NO']],
    [['VERIFICATORE', 'COLLAUD'], ['VERIFICATORE_TERZO NO']],
    [['COLLAUD', 'DL'], ['COLLAUDATORE_TERZO NO']],
    [['PROGETTISTA', 'DL'], []],
    [['PROGETTISTA', 'CSP'], []],
    [['RUP_COMUNE', 'DIR_COMUNE'], []],
  ])('%j: %j', (roles, expected) => {
    expect(
      rules(
        roles.map((role) => ({ personId: 'x', role })),
        [person('x')],
      ),
    ).toEqual(expected);
  });

  it.each<[Partial<PersonFacts>, string[]]>([
    [{ dipendente: false }, ['RUP_DIPENDENTE NO']],
    [{ dipendente: null }, ['RUP_DIPENDENTE DA_VERIFICARE']],
    [{ condanna: true }, ['RUP_CONDANNA NO']],
    [{ tecnico: false }, ['RUP_TECNICO NO']],
    [{ tecnico: null }, ['RUP_TECNICO DA_VERIFICARE']],
  ])('RUP who is %j: %j', (change, expected) => {
    expect(rules([{ personId: 'x', role: 'RUP_SUA' }], [person('x', change)])).toEqual(expected);
  });

  it('asks a technician only for works and architecture or engineering', () => {
    expect(rules([{ personId: 'x', role: 'RUP_SUA' }], [person('x', { tecnico: false })], false)).toEqual([]);
  });

  it.each<[Partial<PersonFacts>, string[]]>([
    [{}, []],
    [{ incarichiPolitici: [{ organo: 'giunta comunale', al: '2024-11-22' }] }, ['COMMISSARIO_POLITICO NO']],
    [{ incarichiPolitici: [{ organo: 'giunta comunale', al: '2024-11-21' }] }, []],
    [{ incarichiPolitici: [{ organo: 'giunta comunale', al: null }] }, ['COMMISSARIO_POLITICO NO']],
    [{ incarichiPolitici: null }, ['COMMISSARIO_POLITICO DA_VERIFICARE']],
    [{ condanna: true }, ['COMMISSARIO_CONDANNA NO']],
    [{ dipendente: false }, ['COMMISSARIO_ESTERNO NO']],
    [{ dipendente: false, motivazioneEsterno: 'Manca un geologo.' }, []],
  ])('commission member who is %j: %j', (change, expected) => {
    expect(rules([{ personId: 'x', role: 'COMM_PRES' }], [person('x', change)])).toEqual(expected);
  });

  it('wants an odd commission of at most five', () => {
    const commission = (size: number): string[] => {
      const ids = Array.from({ length: size }, (_, index) => `m${index}`);
      return rules(
        ids.map((personId) => ({ personId, role: 'COMM_MEMBRO' as const })),
        ids.map((id) => person(id)),
      );
    };
    expect(commission(3)).toEqual([]);
    expect(commission(4)).toEqual(['COMMISSIONE_DISPARI NO']);
    expect(commission(7)).toEqual(['COMMISSIONE_NUMERO NO']);
  });
});
