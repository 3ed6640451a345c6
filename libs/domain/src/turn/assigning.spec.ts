import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type RoleCode } from '../access/permissions.js';
import { loadKind } from '../kinds/kind.js';
import { bundledRows } from '../law/register.js';
import { newlyRefused, teamAfter, teamFindings, teamInAbsence, type Member } from './assigning.js';

const loaded = loadKind(readFileSync(join(__dirname, '../../../../templates/kinds/gara.json'), 'utf8'));
if (!loaded.ok) throw new Error(JSON.stringify(loaded.findings));
const { kind } = loaded;

const member = (personId: string, role: RoleCode, facts: Member['facts'] = {}): Member => ({
  personId,
  person: `Persona ${personId}`,
  role,
  facts,
});
const sound = { dipendente: true, tecnico: true, condanna: false };
const findings = (...team: readonly Member[]): ReturnType<typeof teamFindings> =>
  teamFindings(kind, team, { asOf: '2026-11-23', tecnica: true, rows: bundledRows });
const rules = (found: readonly { rule: string }[]): string[] => found.map(({ rule }) => rule);

describe('a role of one dossier', () => {
  it('changes hands where one person holds it, and is shared where several may', () => {
    const before = [member('a', 'RUP_SUA'), member('a', 'FUNZ_SUA')];
    expect(teamAfter(before, member('b', 'RUP_SUA'))).toEqual({
      team: [member('a', 'FUNZ_SUA'), member('b', 'RUP_SUA')],
      replaced: [member('a', 'RUP_SUA')],
    });
    expect(teamAfter(before, member('b', 'FUNZ_SUA')).replaced).toEqual([]);
    expect(teamAfter(before, member('a', 'RUP_SUA', sound))).toEqual({
      team: [member('a', 'FUNZ_SUA'), member('a', 'RUP_SUA', sound)],
      replaced: [],
    });
  });

  it.each<[string, Member[], string[]]>([
    ['one person as both RUPs', [member('a', 'RUP_SUA', sound), member('a', 'RUP_COMUNE', sound)], ['DUE_RUP']],
    ['a verifier who designed', [member('a', 'VERIFICATORE'), member('a', 'PROGETTISTA')], ['VERIFICATORE_TERZO']],
    ['a tester who directed the works', [member('a', 'COLLAUD'), member('a', 'DL')], ['COLLAUDATORE_TERZO']],
    ['a RUP who is no technician', [member('a', 'RUP_SUA', { ...sound, tecnico: false })], ['RUP_TECNICO']],
    ['a RUP from outside', [member('a', 'RUP_SUA', { ...sound, dipendente: false })], ['RUP_DIPENDENTE']],
    [
      'a commissioner in office',
      [member('a', 'COMM_PRES', { incarichiPolitici: [{ organo: 'Consiglio', al: null }] })],
      ['COMMISSARIO_POLITICO'],
    ],
    [
      'a commissioner from outside without a reason',
      [member('a', 'COMM_PRES', { dipendente: false, incarichiPolitici: [] })],
      ['COMMISSARIO_ESTERNO'],
    ],
    [
      'six commissioners',
      ['a', 'b', 'c', 'd', 'e', 'f'].map((id) => member(id, 'COMM_MEMBRO', { incarichiPolitici: [] })),
      ['COMMISSIONE_NUMERO'],
    ],
    ['two people where two are asked', [member('a', 'RUP_SUA', sound), member('b', 'RUP_COMUNE', sound)], []],
  ])('%s', (_, team, expected) => {
    expect(rules(findings(...team).refused)).toEqual(expected);
  });

  it('waits for what nobody has said, and for a commission to be complete', () => {
    expect(rules(findings(member('a', 'RUP_SUA')).toVerify)).toEqual(['RUP_DIPENDENTE', 'RUP_CONDANNA', 'RUP_TECNICO']);
    const two = [member('a', 'COMM_PRES', { incarichiPolitici: [] }), member('b', 'COMM_MEMBRO', { incarichiPolitici: [] })];
    expect(findings(...two).refused).toEqual([]);
    expect(rules(findings(...two).toVerify)).toEqual(['COMMISSIONE_DISPARI']);
  });

  it('looks at whoever stands in for somebody away, in the roles they stand in for', () => {
    const team = [member('a', 'PROGETTISTA'), member('b', 'VERIFICATORE')];
    const away = (roles: readonly RoleCode[]) => [{ personId: 'b', substituteId: 'a', substitute: 'Persona a', roles }];
    expect(findings(...team).refused).toEqual([]);
    expect(rules(findings(...teamInAbsence(team, away(['VERIFICATORE']))).refused)).toEqual(['VERIFICATORE_TERZO']);
    expect(teamInAbsence(team, away(['RUP_SUA']))).toEqual(team);
    expect(teamInAbsence(team, [{ personId: 'b', substituteId: null, substitute: null, roles: ['VERIFICATORE'] }])).toEqual(team);
  });

  it('is not refused for what stood already', () => {
    const clash = [member('a', 'VERIFICATORE'), member('a', 'PROGETTISTA')];
    expect(newlyRefused(findings(...clash), findings(...clash, member('b', 'DL')))).toEqual([]);
    expect(rules(newlyRefused(findings(...clash), findings(...clash, member('b', 'DL'), member('b', 'COLLAUD'))))).toEqual([
      'COLLAUDATORE_TERZO',
    ]);
  });
});
