import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { workingTimeBetween } from '../calendar/working-time.js';
import { availableTransitions } from '../kinds/engine.js';
import { loadKind, type LoadedKind } from '../kinds/kind.js';
import { destinationsOf, reachableStates } from '../kinds/process-graph.js';
import { attributedTime, type Stay } from './attribution.js';
import { nextAction, obstaclesOf, type Outlook } from './next-action.js';
import type { OpenItem } from './open-item.js';
import { tasksOf } from './tasks.js';
import { actingOn, whoseTurn, type Assignment, type TurnSituation } from './whose-turn.js';

const directory = join(__dirname, '../../../../templates/kinds');
const kinds = readdirSync(directory)
  .filter((file) => file.endsWith('.json'))
  .map((file): LoadedKind => {
    const loaded = loadKind(readFileSync(join(directory, file), 'utf8'));
    if (!loaded.ok) throw new Error(JSON.stringify(loaded.findings));
    return loaded.kind;
  });
const gara = kinds.find(({ code }) => code === 'GARA') as LoadedKind;
const convenzione = kinds.find(({ code }) => code === 'CONVENZIONE_ADESIONE') as LoadedKind;

const bodies = { enteId: 'comune', suaId: 'sua' };
const nothing = { ...bodies, items: [], assignments: [] };
const anna: Assignment = { personId: 'anna', person: 'Anna Neri', role: 'RUP_SUA' };

const item = (more: Partial<OpenItem> = {}): OpenItem => ({
  ...{ id: 'i1', code: 'INTEGRAZIONE', title: 'Integra la scheda', waitsOn: { party: 'COMUNE', role: 'RUP_COMUNE', personId: null } },
  ...{ since: new Date('2026-11-02T08:00:00Z'), due: '2026-11-16', takesTurn: true, stopsClock: true, screen: 'richieste', path: null },
  ...more,
});

const workingTime = (from: Date, to: Date): number => workingTimeBetween(from.toISOString(), to.toISOString());

describe('whose turn it is', () => {
  it.each([
    ['CONTATTO', 'COMUNE', 'comune', 'RUP_COMUNE'],
    ['ISTRUTTORIA', 'SUA', 'sua', 'RUP_SUA'],
    ['DECISIONE', 'COMUNE', 'comune', 'DIR_COMUNE'],
  ])('of a tender in %s: %s', (state, party, enteId, role) => {
    const turn = whoseTurn(gara, { ...nothing, state });
    expect(turn).toMatchObject({ party, enteId, role, personId: null, cause: 'STATO', clockStopped: false });
    expect(turn.reason).toMatch(/^Il prossimo passo, «.+», spetta a: .+\.$/);
  });

  it('is the person’s who was assigned, also in the second role that may take the step', () => {
    const assigned = whoseTurn(gara, { ...nothing, state: 'ISTRUTTORIA', assignments: [anna] });
    expect(assigned).toMatchObject({ party: 'SUA', role: 'RUP_SUA', personId: 'anna', person: 'Anna Neri' });
    const bruno = { personId: 'bruno', person: 'Bruno Sì', role: 'RUP_COMUNE' };
    expect(whoseTurn(gara, { ...nothing, state: 'ISTANZA', assignments: [anna, bruno] })).toMatchObject({
      party: 'COMUNE',
      personId: 'bruno',
      role: 'RUP_COMUNE',
    });
  });

  it('is the oldest open item’s that takes it, and the clock stands still if it says so', () => {
    const items = [
      item({ id: 'i0', takesTurn: false }),
      item(),
      item({ id: 'i2', waitsOn: { party: 'SUA', role: 'FUNZ_SUA', personId: null } }),
    ];
    const turn = whoseTurn(gara, { ...nothing, state: 'ISTRUTTORIA', items });
    expect(turn).toMatchObject({ party: 'COMUNE', role: 'RUP_COMUNE', cause: 'RICHIESTA', clockStopped: true, itemId: 'i1' });
    expect(turn.reason).toContain('Integra la scheda');
  });

  it('is a task where who has the turn must do something first', () => {
    const items = [item({ waitsOn: { party: 'SUA', role: 'LEGAL', personId: 'anna' }, stopsClock: false })];
    const turn = whoseTurn(gara, { ...nothing, state: 'ISTRUTTORIA', items, assignments: [anna] });
    expect(turn).toMatchObject({
      party: 'SUA',
      role: 'LEGAL',
      personId: 'anna',
      person: 'Anna Neri',
      cause: 'COMPITO',
      clockStopped: false,
    });
  });

  it('is whoever’s may take a suspended dossier up again, whatever is open on it', () => {
    const turn = whoseTurn(gara, { ...nothing, state: 'SOSPESA', items: [item()] });
    expect(turn).toMatchObject({ party: 'SUA', role: 'RUP_SUA', cause: 'SOSPENSIONE', clockStopped: true, itemId: null });
  });

  it('is the SUA’s of a tender the Province makes for itself', () => {
    expect(whoseTurn(gara, { ...nothing, enteId: 'sua', state: 'CONTATTO' })).toMatchObject({
      party: 'SUA',
      enteId: 'sua',
      role: 'RUP_COMUNE',
    });
  });

  it('is nobody’s when the dossier is over, and only then', () => {
    expect(whoseTurn(gara, { ...nothing, state: 'ANNULLATA', items: [item()], assignments: [anna] })).toMatchObject({
      party: 'NESSUNO',
      enteId: null,
      role: null,
    });
    // Only a term leaves this state by itself: somebody follows it all the same.
    expect(whoseTurn(convenzione, { ...nothing, state: 'ATTIVA' })).toMatchObject({ party: 'SUA', role: 'DIR_SUA' });
  });
});

describe('who acts on a day', () => {
  const turn = { personId: 'anna', person: 'Anna Neri', role: 'RUP_SUA' };
  const away = {
    personId: 'anna',
    substituteId: 'carlo',
    substitute: 'Carlo Blu',
    roles: ['RUP_SUA'],
    from: '2026-11-09',
    to: '2026-11-13',
  };

  it.each([
    ['2026-11-08', 'anna', null],
    ['2026-11-09', 'carlo', 'Anna Neri'],
    ['2026-11-13', 'carlo', 'Anna Neri'],
    ['2026-11-14', 'anna', null],
  ])('on %s: %s', (day, personId, insteadOf) => {
    expect(actingOn(turn, [away], day)).toMatchObject({ personId, insteadOf });
  });

  it('is the office where the substitute does not stand in for this role, or nobody does', () => {
    for (const absence of [
      { ...away, roles: ['FUNZ_SUA'] },
      { ...away, substituteId: null, substitute: null },
    ]) {
      const acting = actingOn(turn, [absence], '2026-11-10');
      expect(acting).toMatchObject({ personId: null, insteadOf: 'Anna Neri' });
      expect(acting.note).toContain('13 novembre 2026');
    }
    expect(actingOn({ personId: null, person: null, role: 'RUP_SUA' }, [away], '2026-11-10')).toMatchObject({ personId: null, note: null });
  });
});

describe('what to do first', () => {
  const facts = { asOf: '2026-11-10', subject: {}, documents: [], previousState: 'ISTRUTTORIA' };
  const outlook = (state: string, items: readonly OpenItem[] = []): Outlook => ({
    ...{ kind: gara, state, items },
    options: availableTransitions(gara, state, facts, ['RUP_COMUNE']),
  });
  const situation = { own: false, assignments: [], absences: [], asOf: '2026-11-10', due: null };

  it('is what stands before the step that carries on, with the place to mend it', () => {
    const before = outlook('ISTANZA');
    const action = nextAction(before);
    expect(action).toMatchObject({ event: 'presentaIstanza', itemId: null });
    expect(action.title).toMatch(/^Prima di «/);
    const [first] = obstaclesOf(before);
    expect(action).toMatchObject({ explanation: first?.message, screen: first?.screen, path: first?.path });
  });

  it('is the step itself where nothing stands before it, and nothing at the end', () => {
    expect(nextAction(outlook('CONTATTO'))).toMatchObject({
      event: 'preparaIstanza',
      screen: 'dossier',
      explanation: 'È tutto pronto: puoi fare il passo.',
    });
    expect(nextAction(outlook('ANNULLATA'))).toMatchObject({ event: null, title: 'Niente da fare' });
  });

  it('is the open item that takes the turn, not while the dossier is suspended', () => {
    expect(nextAction(outlook('ISTRUTTORIA', [item()]))).toMatchObject({ title: 'Integra la scheda', screen: 'richieste', itemId: 'i1' });
    expect(nextAction(outlook('ISTRUTTORIA', [item()])).explanation).toContain('16/11/2026');
    expect(nextAction(outlook('SOSPESA', [item()]))).toMatchObject({ itemId: null, event: 'riprendi' });
  });

  it('makes tasks of everything, the step last, each with who acts', () => {
    const assignments = [{ personId: 'bruno', person: 'Bruno Sì', role: 'DIR_COMUNE' }];
    const absences = [
      { personId: 'bruno', substituteId: 'carlo', substitute: 'Carlo Blu', roles: ['DIR_COMUNE'], from: '2026-11-09', to: '2026-11-13' },
    ];
    const before = outlook('ISTANZA', [item({ takesTurn: false })]);
    const tasks = tasksOf(before, { ...situation, assignments, absences, due: '2026-11-20' });
    expect(tasks[0]).toMatchObject({
      sort: 'RICHIESTA',
      key: 'richiesta:i1',
      waitsOn: { party: 'COMUNE', role: 'RUP_COMUNE' },
      due: '2026-11-16',
    });
    expect(tasks).toHaveLength(obstaclesOf(before).length + 2);
    expect(tasks.at(-1)).toMatchObject({
      ...{ sort: 'PASSO', key: 'passo:presentaIstanza', ready: false, due: '2026-11-20' },
      ...{ waitsOn: { party: 'COMUNE', role: 'DIR_COMUNE' }, personId: 'carlo', person: 'Carlo Blu', insteadOf: 'Bruno Sì' },
    });
    expect(new Set(tasks.map(({ key }) => key)).size).toBe(tasks.length);
  });

  it('is all the SUA’s in a tender of the Province itself', () => {
    const tasks = tasksOf(outlook('ISTANZA', [item()]), { ...situation, own: true });
    expect(new Set(tasks.map(({ waitsOn }) => waitsOn.party))).toEqual(new Set(['SUA']));
  });
});

describe('for every kind', () => {
  const roles = [...new Set(kinds.flatMap((kind) => kind.roles.map(({ code }) => code)))];
  const anyItem = fc
    .record({
      id: fc.uuid(),
      party: fc.constantFrom('COMUNE' as const, 'SUA' as const, 'ALTRO' as const),
      role: fc.constantFrom(...roles),
      personId: fc.option(fc.constantFrom('anna', 'bruno')),
      takesTurn: fc.boolean(),
      stopsClock: fc.boolean(),
    })
    .map(({ id, party, role, personId, takesTurn, stopsClock }) => item({ id, waitsOn: { party, role, personId }, takesTurn, stopsClock }));
  const anyAssignment = fc.record({
    personId: fc.constantFrom('anna', 'bruno'),
    person: fc.constant('Qualcuno'),
    role: fc.constantFrom(...roles),
  });
  const items = fc.array(anyItem, { maxLength: 4 });
  const assignments = fc.array(anyAssignment, { maxLength: 4 });

  it('every reachable state waits on exactly one party, with a reason; on nobody only at the end', () => {
    for (const kind of kinds) {
      for (const state of reachableStates(kind)) {
        const isFinal = kind.process.states.find(({ code }) => code === state)?.kind === 'final';
        fc.assert(
          fc.property(items, assignments, fc.boolean(), (open, given, own) => {
            const turn = whoseTurn(kind, { state, enteId: own ? 'sua' : 'comune', suaId: 'sua', items: open, assignments: given });
            expect(turn.party === 'NESSUNO').toBe(isFinal);
            expect(turn.role === null).toBe(isFinal);
            expect(turn.enteId).toBe(turn.party === 'COMUNE' ? 'comune' : turn.party === 'SUA' ? 'sua' : null);
            expect(turn.reason.length).toBeGreaterThan(10);
          }),
          { numRuns: 25 },
        );
      }
    }
  });

  it('what is attributed to parties over any sequence of events sums to what elapsed, in calendar and in working time', () => {
    const event = fc.record({ after: fc.integer({ min: 0, max: 40 * 86_400_000 }), pick: fc.nat(), open: items });
    fc.assert(
      fc.property(fc.constantFrom(...kinds), fc.array(event, { maxLength: 30 }), (kind, events) => {
        const opened = new Date('2026-03-27T15:00:00.123Z');
        let [state = ''] = reachableStates(kind);
        let at = opened;
        const stays: Stay[] = [];
        const settle = (open: readonly OpenItem[], until: Date): void => {
          const situation: TurnSituation = { ...bodies, state, items: open, assignments: [] };
          const { party, clockStopped } = whoseTurn(kind, situation);
          stays.push({ party, clockStopped, from: at, to: until });
        };
        for (const { after, pick, open } of events) {
          const until = new Date(at.getTime() + after);
          settle(open, until);
          at = until;
          const next = kind.process.transitions.filter(({ from }) => from.includes(state)).flatMap((one) => destinationsOf(kind, one));
          state = next[pick % Math.max(next.length, 1)] ?? state;
        }
        settle([], at);
        const now = new Date(at.getTime() + 12_345_678);
        const running = stays.map((stay, index) => (index === stays.length - 1 ? { ...stay, to: null } : stay));
        const waited = attributedTime(running, now, workingTime);
        expect(waited.reduce((sum, { elapsed }) => sum + elapsed, 0)).toBe(now.getTime() - opened.getTime());
        expect(waited.reduce((sum, { working }) => sum + working, 0)).toBe(workingTime(opened, now));
        for (const { working, workingStopped } of waited) expect(workingStopped).toBeLessThanOrEqual(working);
      }),
    );
  });
});
