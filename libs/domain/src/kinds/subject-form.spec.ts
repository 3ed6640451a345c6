import { setAt } from '../scheda/path.js';
import type { SubjectSchema } from './kind-schema.js';
import { isReadOnlyField, subjectFields, subjectSchemaAt, subjectSections, subjectTrail } from './subject-form.js';
import { validateSubject } from './subject-rules.js';

const schema: SubjectSchema = {
  type: 'object',
  required: ['semestre', 'righe'],
  properties: {
    semestre: { title: 'Semestre', enum: ['2026-1', '2026-2'], 'x-etichette': { '2026-1': 'Primo del 2026' }, 'x-sezione': 'Periodo' },
    rilevatoIl: { type: 'string', format: 'date', title: 'Rilevato il' },
    righe: {
      type: 'array',
      title: 'Procedure',
      'x-sezione': 'Righe della rilevazione',
      items: {
        type: 'object',
        required: ['procedura'],
        properties: {
          id: { type: 'string' },
          procedura: { type: 'string', title: 'Procedura', minLength: 3 },
          avviate: { type: 'integer', title: 'Avviate', minimum: 0, description: 'Nel semestre' },
          spesa: { type: 'string', format: 'money', title: 'Spesa' },
          durata: { type: 'string', format: 'decimal', title: 'Durata media', minimum: 0, maximum: 3650, 'x-unita': 'giorni' },
          iniziali: { type: 'integer', title: 'Pendenti all’inizio', 'x-solaLettura': true },
        },
      },
    },
    note: { type: 'string', title: 'Note', 'x-lungo': true },
    strumenti: { type: 'array', title: 'Strumenti', items: { enum: ['A', 'B'] } },
  },
};

describe('the form of a sheet that is a schema', () => {
  it('has its fields in the order written, each in the section that was named last', () => {
    expect(subjectSections(schema)).toEqual([
      { id: 'periodo', label: 'Periodo' },
      { id: 'righe-della-rilevazione', label: 'Righe della rilevazione' },
    ]);
    expect(subjectFields(schema).map(({ path, kind, section }) => `${path} ${kind} ${section}`)).toEqual([
      'semestre enum periodo',
      'rilevatoIl date periodo',
      'righe list righe-della-rilevazione',
      'righe/*/procedura text righe-della-rilevazione',
      'righe/*/avviate integer righe-della-rilevazione',
      'righe/*/spesa money righe-della-rilevazione',
      'righe/*/durata decimal righe-della-rilevazione',
      'righe/*/iniziali integer righe-della-rilevazione',
      'note longtext righe-della-rilevazione',
      'strumenti enums righe-della-rilevazione',
    ]);
  });

  it('tells labels, help, units, words of the values and what is obligatory', () => {
    const fields = new Map(subjectFields(schema).map((field) => [field.path, field]));
    expect(fields.get('semestre')).toMatchObject({
      required: true,
      options: [
        { value: '2026-1', label: 'Primo del 2026' },
        { value: '2026-2', label: '2026-2' },
      ],
    });
    expect(fields.get('righe/*/avviate')).toMatchObject({ label: 'Avviate', hint: 'Nel semestre', required: false });
    expect(fields.get('righe/*/spesa')?.unit).toBe('€');
    expect(fields.get('righe/*/durata')?.unit).toBe('giorni');
    expect(fields.get('righe/*/iniziali')?.readOnly).toBe(true);
  });

  it('finds the field at a concrete path and no other', () => {
    expect(subjectSchemaAt(schema, 'righe/r1/avviate')?.title).toBe('Avviate');
    expect(subjectSchemaAt(schema, 'righe/r1')?.required).toEqual(['procedura']);
    for (const path of ['righe/r1/inventato', 'inventato', 'strumenti/A', 'semestre/x', 'constructor', 'righe/r1/avviate/x']) {
      expect([path, subjectSchemaAt(schema, path)]).toEqual([path, null]);
    }
    expect(subjectTrail(schema, 'righe/r1/avviate')).toBe('Procedure › Avviate');
    expect(subjectTrail(schema, 'righe/r1/inventato')).toBeNull();
    expect([isReadOnlyField(schema, 'righe/r1/iniziali'), isReadOnlyField(schema, 'righe/r1/avviate')]).toEqual([true, false]);
  });

  it('keeps the items of any list by their id, from the first one on', () => {
    const one = setAt({}, 'righe/r1', { id: 'r1', procedura: 'AUA' });
    expect(one).toEqual({ righe: [{ id: 'r1', procedura: 'AUA' }] });
    const two = setAt(setAt(one, 'righe/r2', { id: 'r2' }), 'righe/r1/avviate', 3);
    expect(two).toEqual({ righe: [{ id: 'r1', procedura: 'AUA', avviate: 3 }, { id: 'r2' }] });
    expect(setAt(setAt(two, 'righe/r2', null), 'righe/r1', null)).toEqual({});
    expect(() => setAt(one, 'righe/r9/avviate', 1)).toThrow('non c’è più');
  });
});

describe('what a sheet that is a schema admits', () => {
  const good = { semestre: '2026-1', righe: [{ id: 'r1', procedura: 'AUA', spesa: '12.50', durata: '31.5' }] };

  it('is what the schema says', () => {
    expect(validateSubject(schema, good)).toEqual([]);
  });

  it.each<[string, unknown, string, string]>([
    ['an unknown value', { ...good, semestre: '2030-1' }, 'semestre', 'Valore non ammesso.'],
    ['a day that does not exist', { ...good, rilevatoIl: '2026-02-30' }, 'rilevatoIl', 'Valore non ammesso.'],
    ['a short text', { ...good, righe: [{ id: 'r1', procedura: 'A' }] }, 'righe/r1/procedura', 'Servono almeno 3 caratteri.'],
    [
      'a negative count',
      { ...good, righe: [{ id: 'r1', procedura: 'AUA', avviate: -1 }] },
      'righe/r1/avviate',
      'Il valore non può essere minore di 0.',
    ],
    [
      'a half',
      { ...good, righe: [{ id: 'r1', procedura: 'AUA', avviate: 1.5 }] },
      'righe/r1/avviate',
      'Il valore non è del tipo previsto.',
    ],
    ['cents of cents', { ...good, righe: [{ id: 'r1', procedura: 'AUA', spesa: '1.234' }] }, 'righe/r1/spesa', 'L’importo ha al massimo'],
    ['a long time', { ...good, righe: [{ id: 'r1', procedura: 'AUA', durata: '3651' }] }, 'righe/r1/durata', 'maggiore di 3650'],
    ['text for a list', { ...good, righe: 'tutte' }, 'righe', 'Il valore non è del tipo previsto.'],
  ])('and not %s', (_case, values, path, message) => {
    const problems = validateSubject(schema, values);
    expect(problems.map((problem) => [problem.path, problem.missing])).toEqual([[path, false]]);
    expect(problems[0]?.message).toContain(message);
  });

  it('tells what is only missing from what is wrong', () => {
    expect(validateSubject(schema, { righe: [{ id: 'r1' }] })).toEqual([
      { path: 'semestre', missing: true, message: 'Campo da compilare.' },
      { path: 'righe/r1/procedura', missing: true, message: 'Campo da compilare.' },
    ]);
  });
});
