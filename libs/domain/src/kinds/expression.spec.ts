import fc from 'fast-check';
import { parseExpression } from './expression-syntax.js';
import { boolType, dateType, numberType, stringType, type TypeEnvironment } from './expression-types.js';
import { compileExpression, conjuncts, evaluate, evaluateCondition, printNode, type EvaluationContext } from './expression.js';

const lotto = { kind: 'object', fields: { oggetto: { kind: 'string', values: ['works', 'services'] }, base: numberType } } as const;
const environment: TypeEnvironment = {
  variables: {
    subject: {
      kind: 'object',
      fields: {
        valid: boolType,
        importo: numberType,
        data: dateType,
        nome: stringType,
        stato: { kind: 'string', values: ['A', 'B'] },
        lotti: { kind: 'list', of: lotto },
      },
    },
    p: boolType,
    q: boolType,
  },
  functions: {
    doc: {
      parameters: [{ type: stringType, literal: { what: 'il codice di un documento', values: ['D30', 'D33'] } }],
      result: { kind: 'object', fields: { signed: boolType, count: numberType } },
    },
    count: { parameters: [{ type: 'list' }], result: numberType },
  },
};

const context: EvaluationContext = {
  variables: {
    subject: {
      valid: true,
      importo: '185000.00',
      data: '2026-12-28T11:00:00Z',
      nome: null,
      stato: 'A',
      lotti: [{ oggetto: 'works', base: '100.10' }, { oggetto: 'services' }],
    },
    p: true,
  },
  functions: {
    doc: () => ({ known: true, value: { signed: false, count: 2 } }),
    count: ([list]) =>
      list?.known === true && Array.isArray(list.value) ? { known: true, value: list.value.length } : { known: false, missing: ['elenco'] },
  },
};

const amounts: TypeEnvironment['variables'] = {
  subject: { kind: 'object', fields: { importo: numberType, soglia: numberType } },
};

function run(text: string): unknown {
  const compiled = compileExpression(text, environment, boolType);
  if (!compiled.ok) throw new Error(compiled.errors.map((error) => error.message).join(' '));
  const value = evaluate(compiled.expression, context);
  return value.known ? value.value : value.missing;
}

function errorsOf(text: string): string[] {
  const compiled = compileExpression(text, environment, boolType);
  return compiled.ok ? [] : compiled.errors.map((error) => `${error.line}:${error.column} ${error.message}`);
}

describe('expressions', () => {
  it.each([
    ["subject.valid && !doc('D30').signed", true],
    ["doc('D30').count >= 1", true],
    ['subject.importo >= 185000 && subject.importo < 185000.01', true],
    ['subject.importo * 2 - 10 == 369990', true],
    ["subject.stato in ['A', 'B']", true],
    ["subject.stato != 'A'", false],
    ["'works' in subject.lotti.oggetto", true],
    ['count(subject.lotti) == 2', true],
    ["subject.data <= '2026-12-28'", true],
    ["subject.data > '2026-12-28T11:00:00Z'", false],
    ['-1 < 0 && (false || true)', true],
    ['0.1 + 0.2 == 0.3', true],
  ])('%s → %s', (text, expected) => {
    expect(run(text)).toBe(expected);
  });

  it('puts amounts in order as numbers also where they are written without decimals', () => {
    const compiled = compileExpression('subject.importo >= subject.lotti.base', environment, boolType);
    expect(compiled.ok).toBe(false);
    const order = compileExpression('subject.importo > count(subject.lotti) && subject.importo >= 20', environment, boolType);
    if (!order.ok) throw new Error('does not compile');
    const plain = compileExpression('subject.importo < subject.soglia', { ...environment, variables: amounts }, boolType);
    if (!plain.ok) throw new Error('does not compile');
    const subject = { importo: '9000', soglia: '20000', lotti: [] };
    expect(evaluate(order.expression, { ...context, variables: { subject } })).toEqual({ known: true, value: true });
    expect(evaluate(plain.expression, { ...context, variables: { subject } })).toEqual({ known: true, value: true });
  });

  it('names what is missing, and only where it matters', () => {
    expect(run("subject.nome == 'x'")).toEqual(['subject.nome']);
    expect(run("subject.nome == 'x' && q")).toEqual(['subject.nome', 'q']);
    expect(run("subject.nome == 'x' && !p")).toBe(false);
    expect(run("p || subject.nome == 'x'")).toBe(true);
    expect(run('100.10 in subject.lotti.base')).toBe(true);
    expect(run('7 in subject.lotti.base')).toEqual(['subject.lotti.base']);
    expect(run('1 / (subject.importo - 185000) > 0')).toEqual(['subject.importo - 185000 (divisione per zero)']);
  });

  it.each([
    ['subject.valide', '1:1 Il campo «valide» non esiste. Forse intendevi «valid»?'],
    ['p &&\n  subject.importa > 3', '2:3 Il campo «importa» non esiste. Forse intendevi «importo»?'],
    ["doc('D31').signed", '1:5 «D31» non esiste: qui ci vuole il codice di un documento. Forse intendevi «D30»?'],
    ['doc(p).signed', '1:5 Qui ci vuole il codice di un documento scritto tra virgolette.'],
    ['subject.importo', '1:1 Qui ci vuole un valore di tipo vero/falso, non numero.'],
    ["subject.stato == 'C'", '1:1 Il valore «C» non è tra quelli previsti (A, B).'],
    ["subject.importo == 'molto'", '1:1 Non si confronta un valore di tipo numero con uno di tipo testo.'],
    ['p = q', '1:3 Per confrontare due valori si scrive «==», non «=».'],
    ['p & q', '1:3 Per unire due condizioni si scrive «&&».'],
    ['(p', "1:3 Manca «)» alla fine dell'espressione."],
    ['p &&', "1:5 L'espressione finisce prima del previsto: manca un valore."],
    ["subject.nome == 'x", '1:17 Il testo tra virgolette non è chiuso: aggiungi la virgoletta finale.'],
    ['1 < 2 < 3', '1:7 I confronti non si concatenano: unisci due confronti con «&&».'],
    ['p q', '1:3 «q» non è atteso qui: manca un operatore?'],
    ['constructor', '1:1 Il nome «constructor» non esiste.'],
    ['subject.toString', '1:1 Il campo «toString» non esiste.'],
    ["count('x') > 1", '1:7 Qui ci vuole un elenco, non un valore di tipo testo.'],
    ['count(subject.lotti, p) > 1', '1:1 La funzione «count» vuole 1 valori, ne ha 2.'],
  ])('refuses %j', (text, expected) => {
    expect(errorsOf(text)).toContain(expected);
  });

  it('refuses what is too long or too deep instead of failing', () => {
    expect(parseExpression('!'.repeat(5000)).ok).toBe(false);
    expect(parseExpression(`${'('.repeat(200)}p${')'.repeat(200)}`).ok).toBe(false);
  });
});

/** Random boolean trees over p, q (missing) and constants, with their Kleene value worked out apart. */
type Kleene = boolean | 'unknown';
const { tree } = fc.letrec<{ tree: readonly [string, Kleene] }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 5 },
    fc.constantFrom<readonly [string, Kleene]>(['true', true], ['false', false], ['p', true], ['q', 'unknown']),
    tie('tree').map(([text, value]) => [`!(${text})`, value === 'unknown' ? value : !value] as const),
    fc
      .tuple(tie('tree'), tie('tree'))
      .map(
        ([[a, x], [b, y]]) =>
          [`(${a}) && (${b})`, x === false || y === false ? false : x === 'unknown' || y === 'unknown' ? 'unknown' : true] as const,
      ),
    fc
      .tuple(tie('tree'), tie('tree'))
      .map(
        ([[a, x], [b, y]]) =>
          [`(${a}) || (${b})`, x === true || y === true ? true : x === 'unknown' || y === 'unknown' ? 'unknown' : false] as const,
      ),
  ),
}));

describe('properties', () => {
  it('follows Kleene logic, and printing keeps the meaning', () => {
    fc.assert(
      fc.property(tree, ([text, expected]) => {
        const compiled = compileExpression(text, environment, boolType);
        if (!compiled.ok) throw new Error('must compile');
        expect(evaluateCondition(compiled.expression.tree, context).truth).toBe(expected);
        const again = compileExpression(printNode(compiled.expression.tree), environment, boolType);
        expect(again.ok && evaluateCondition(again.expression.tree, context).truth).toBe(expected);
        expect(conjuncts(compiled.expression.tree).length).toBeGreaterThan(0);
      }),
    );
  });

  it('never throws on any text', () => {
    const pieces = fc.array(
      fc.constantFrom('p', 'subject', '.', 'valid', '&&', '||', '!', '(', ')', '[', ']', ',', "'a'", '1', '<', 'in', ' ', 'doc', '-', '/'),
      { maxLength: 20 },
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          pieces.map((parts) => parts.join('')),
        ),
        (text) => {
          const compiled = compileExpression(text, environment, boolType);
          if (compiled.ok) evaluate(compiled.expression, context);
          else expect(compiled.errors.length).toBeGreaterThan(0);
        },
      ),
    );
  });
});
