import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadKind, type KindFinding } from './kind.js';

const folder = join(__dirname, '../../../../templates/kinds');
const gara = readFileSync(join(folder, 'gara.json'), 'utf8');

function findings(text: string): readonly KindFinding[] {
  const load = loadKind(text);
  return load.ok ? [] : load.findings;
}

/** GARA with one change; the text keeps its lines so that line numbers can be checked. */
function changed(from: string, to: string): { readonly text: string; readonly line: number } {
  const at = gara.indexOf(from);
  if (at < 0) throw new Error(`not in the file: ${from}`);
  return { text: gara.replace(from, to), line: gara.slice(0, at).split('\n').length };
}

/** A small kind, as a value that tests bend. */
function small(): Record<string, unknown> & {
  roles: unknown[];
  process: { states: unknown[]; transitions: unknown[] };
  parties: { code: string; cardinality: string; bodyType: string[] }[];
} {
  return {
    code: 'PROVA',
    version: '1.0.0',
    title: 'Prova',
    parties: [{ code: 'ENTE', cardinality: '1', bodyType: ['COMUNE'] }],
    roles: [{ code: 'RUP_COMUNE', party: 'ENTE', permissions: ['read', 'draft', 'sign'] }],
    subject: { type: 'object', properties: { nome: { type: 'string' } } },
    process: {
      states: [
        { code: 'INIZIO', kind: 'initial' },
        { code: 'FINE', kind: 'final' },
      ],
      transitions: [{ from: 'INIZIO', to: 'FINE', event: 'chiudi', actors: ['RUP_COMUNE'], gate: 'A' }],
    },
    gates: [{ code: 'A', predicate: 'subject.valid' }],
    documents: [{ code: 'ATTO', drafter: 'RUP_COMUNE', format: 'up', requirement: 'M' }],
  };
}

function messages(value: unknown): string[] {
  const load = loadKind(value);
  return load.ok ? [] : load.findings.map((finding) => `${finding.path} ${finding.message}`);
}

describe('kinds of this project', () => {
  it.each(['gara', 'richiesta-affiancamento'])('%s loads', (name) => {
    expect(findings(readFileSync(join(folder, `${name}.json`), 'utf8'))).toEqual([]);
  });

  it('GARA generates the documents that have templates', () => {
    const load = loadKind(gara);
    const templates = load.ok
      ? load.kind.documents.filter((document) => document.templateRef !== undefined).map((document) => document.code)
      : [];
    expect(templates).toEqual([
      ...['D02', 'D03', 'D04', 'D05', 'D06', 'D06S', 'D07', 'D10', 'D11', 'D12', 'D13', 'D14', 'D20', 'D21', 'D22', 'D23', 'D25'],
      ...['D30', 'D32', 'D33', 'D34', 'D34B', 'D35', 'D37', 'D38', 'D39', 'D40', 'D41', 'D42', 'D44', 'D45', 'D47', 'D52', 'D53', 'D54'],
    ]);
  });

  it('loads a minimal kind with a single expression for each gate', () => {
    expect(messages(small())).toEqual([]);
  });
});

describe('refusals tell the line and the reason', () => {
  it.each([
    ['a misspelt field', 'known(subject.oggetto)', 'known(subject.ogetto)', 'Il campo «ogetto» non esiste. Forse intendevi «oggetto»?'],
    ['an expression that does not parse', 'count(subject.lotti) >= 1', 'count(subject.lotti >= 1', 'Manca «)»'],
    [
      'an expression of the wrong type',
      '"count(subject.lotti) >= 1"',
      '"count(subject.lotti)"',
      'Qui ci vuole un valore di tipo vero/falso, non numero.',
    ],
    [
      'a value outside the list',
      "subject.convenzione.stato == 'ATTIVA'",
      "subject.convenzione.stato == 'VIVA'",
      'Il valore «VIVA» non è tra quelli previsti',
    ],
    ['a missing check', "check('DATA-20')", "check('DATA-99')", '«DATA-99» non esiste'],
    ['a gate that is not there', '"gate": "G1"', '"gate": "G99"', 'Il varco «G99» non esiste'],
    ['a check nobody has written', '"id": "DATA-01"', '"id": "DATA-00"', 'La verifica «DATA-00» non esiste'],
    ['a figure the law does not have', "legge('standstill')", "legge('standstil')", '«standstil» non esiste'],
    [
      'a definition that is not there',
      '"when": "inversione"',
      '"when": "inversioni"',
      'Il nome «inversioni» non esiste. Forse intendevi «inversione»?',
    ],
    ['a document due that is not there', '"phase": "STIPULATA"', '"phase": "STIPULATO"', 'Lo stato «STIPULATO» non esiste'],
    ['a role that no body gives', '"code": "SEGGIO"', '"code": "SEGGIOLINO"', 'Nessuno può avere il ruolo «SEGGIOLINO»: non è tra i ruoli'],
    [
      'a role of the SUA given to the comune',
      '"title": "Seggio di gara",\n      "party": "SUA"',
      '"title": "Seggio di gara",\n      "party": "COMUNE"',
      'Nessuno può avere il ruolo «SEGGIO»: lo assegna solo la SUA',
    ],
  ])('%s', (_name, from, to, reason) => {
    const { text, line } = changed(from, to);
    const found = findings(text);
    expect(found.map((finding) => finding.message).join(' ')).toContain(reason);
    // A role is told where it begins, the rest where it is written.
    const first = found.find(({ message }) => message.includes(reason))?.line ?? 0;
    expect(line - first).toBeLessThanOrEqual(2);
    expect(first).toBeLessThanOrEqual(line);
  });

  it('a step that nobody can take, at its line', () => {
    const kind = JSON.parse(gara) as { process: { transitions: { event: string; actors: string[] }[] } };
    for (const transition of kind.process.transitions) if (transition.event === 'avviaVerifiche') transition.actors = ['SEGGIO'];
    const text = JSON.stringify(kind, null, 2);
    const lines = text.split('\n');
    const from = lines.findIndex((line) => line.includes('"avviaVerifiche"'));
    expect(findings(text)).toEqual([
      {
        path: expect.stringContaining('.actors') as string,
        line: lines.findIndex((line, at) => at > from && line.includes('"actors"')) + 1,
        message: 'Nessuno può fare il passaggio «avviaVerifiche»: chi ha quei ruoli non muove il fascicolo.',
      },
    ]);
  });

  it('a state of the tender that nothing leads to, and one that leads nowhere, at their lines', () => {
    const kind = JSON.parse(gara) as { process: { states: { code: string }[]; transitions: { to: string; from: string | string[] }[] } };
    const { transitions } = kind.process;
    const lost = transitions.filter(({ to }) => to !== 'STANDSTILL');
    const stuck = transitions.filter(({ from }) => ![from].flat().includes('IN_ESECUZIONE'));
    for (const [left, code, reason] of [
      [lost, 'STANDSTILL', 'non si raggiunge'],
      [stuck, 'IN_ESECUZIONE', 'non si arriva a nessuno stato finale'],
    ] as const) {
      const text = JSON.stringify({ ...kind, process: { ...kind.process, transitions: left } }, null, 2);
      const line = text.slice(0, text.indexOf(`"code": "${code}"`)).split('\n').length;
      const found = findings(text).find(({ message }) => message.includes(`«${code}»`) && message.includes(reason));
      // The place of a state is the brace that opens it, one line above its code.
      expect(found?.line).toBe(line - 1);
    }
  });

  it('bad JSON and repeated keys', () => {
    expect(findings('{\n  "code": "X",\n  "version" 1\n}')).toEqual([
      { path: '$', line: 3, message: expect.stringContaining('non è JSON valido') as string },
    ]);
    expect(findings('{\n  "code": "X",\n  "code": "Y"\n}').map((finding) => finding.message)).toContain(
      'Questa chiave è scritta due volte nello stesso punto.',
    );
  });
});

describe('static check', () => {
  it('an unreachable state, and one that leads nowhere', () => {
    const kind = small();
    kind.process.states.push({ code: 'ISOLA', kind: 'normal' }, { code: 'VICOLO', kind: 'normal' });
    kind.process.transitions.push({ from: 'INIZIO', to: 'VICOLO', event: 'devia', actors: ['RUP_COMUNE'] });
    expect(messages(kind)).toEqual([
      '$.process.states[2] Lo stato «ISOLA» non si raggiunge da nessuno stato iniziale: manca un passaggio che vi porti.',
      '$.process.states[2] Dallo stato «ISOLA» non si arriva a nessuno stato finale.',
      '$.process.states[3] Dallo stato «VICOLO» non si arriva a nessuno stato finale.',
    ]);
  });

  it('a document code that does not exist', () => {
    expect(messages({ ...small(), gates: [{ code: 'A', predicate: "doc('ATTI').signed" }] })[0]).toContain('«ATTI» non esiste');
  });

  it('a role that can never act', () => {
    const kind = small();
    kind.roles.push({ code: 'RPCT', party: 'ENTE', permissions: ['read'] });
    expect(messages(kind)).toEqual([
      '$.roles[1] Il ruolo «RPCT» non può mai agire: nessun passaggio, documento, varco o lista di controllo lo nomina.',
    ]);
  });

  it('a definition with the name of something else, used too early, or of the wrong type', () => {
    const define = (...definitions: object[]): string[] => messages({ ...small(), definitions });
    const one = (name: string, when: string): object => ({ name, when, title: 'una prova' });
    expect(define(one('subject', 'true')).join()).toContain('Il nome «subject» è già usato');
    expect(define(one('a', 'true'), one('a', 'false')).join()).toContain('Il nome «a» è già usato');
    expect(define(one('a', 'b'), one('b', 'true'))[0]).toContain('$.definitions[0].when Espressione non valida');
    expect(define(one('a', 'subject.nome'))[0]).toContain('vero/falso');
    expect(define(one('a', "subject.nome == 'x'"), one('b', '!a'))).toEqual([]);
  });

  it('a condition of a step that does not compile', () => {
    const kind = small();
    Object.assign(kind.process.transitions[0] as object, { when: 'subject.nomi' });
    expect(messages(kind)[0]).toContain('$.process.transitions[0].when Espressione non valida, riga 1');
  });

  it('a role that nobody can hold', () => {
    const kind = small();
    for (const party of kind.parties) party.bodyType = [];
    expect(messages(kind).join()).toContain('Nessuno può avere il ruolo «RUP_COMUNE»');
    const other = small();
    other.roles = [{ code: 'RUP_COMUNE', party: 'ENTE', permissions: ['draft'], incompatibleWith: ['RUP_COMUNE'] }];
    expect(messages(other).join()).toContain('incompatibile con se stesso');
  });

  it.each([
    ['a role of no party', { roles: [{ code: 'RUP_COMUNE', party: 'ALTRO', permissions: ['draft'] }] }, 'Il soggetto «ALTRO» non esiste'],
    [
      'a drafter who may not draft',
      { roles: [{ code: 'RUP_COMUNE', party: 'ENTE', permissions: ['read'] }] },
      'non ha il permesso «draft»',
    ],
    [
      'an unknown actor',
      { process: { states: small().process.states, transitions: [{ from: 'INIZIO', to: 'FINE', event: 'chiudi', actors: ['NESSUNO'] }] } },
      'Il ruolo «NESSUNO» non esiste',
    ],
    [
      'a way out of a final state',
      {
        process: {
          states: small().process.states,
          transitions: [...small().process.transitions, { from: 'FINE', to: 'INIZIO', event: 'riapri', actors: ['RUP_COMUNE'] }],
        },
      },
      'Lo stato finale «FINE» non può avere passaggi in uscita',
    ],
    [
      'the same event twice',
      { process: { states: small().process.states, transitions: [...small().process.transitions, ...small().process.transitions] } },
      'porta in due posti',
    ],
    ['a gate with nothing to check', { gates: [{ code: 'A' }] }, 'una sola delle due'],
    [
      'a document defined twice',
      {
        documents: [
          { code: 'ATTO', format: 'up', requirement: 'M' },
          { code: 'ATTO', format: 'up', requirement: 'M' },
        ],
      },
      'è definito due volte',
    ],
    [
      'a requirement that depends on requirements',
      { documents: [{ code: 'ATTO', format: 'up', requirement: { when: "due('FINE').complete" } }] },
      'La funzione «due» non esiste',
    ],
    ['a wrong version', { version: '1' }, 'La versione ha tre numeri'],
    ['an unknown entry', { colore: 'blu' }, 'Voci non previste: colore'],
    ['no final state', { process: { states: [{ code: 'INIZIO', kind: 'initial' }], transitions: [] } }, 'Manca uno stato finale'],
    [
      'a timer on an event that is not there',
      { process: { ...small().process, timers: [{ code: 'T', startOn: 'INIZIO', after: { value: 3, unit: 'gg' }, event: 'niente' }] } },
      'che dallo stato «INIZIO» non esiste',
    ],
  ])('%s', (_name, change, reason) => {
    expect(messages({ ...small(), ...change }).join()).toContain(reason);
  });

  it('never throws on any value', () => {
    for (const value of [
      null,
      3,
      [],
      {},
      { ...small(), gates: 'x' },
      { ...small(), subject: { type: 'object', properties: { a: { type: 'boh' } } } },
    ]) {
      expect(loadKind(value).ok).toBe(false);
    }
  });
});
