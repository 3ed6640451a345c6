import fc from 'fast-check';
import { mailRetry } from './mail-state.js';
import { kindOfNotice, noticeKinds, noticeKindTable } from './notice-kinds.js';
import { channelsFor, choiceFor, defaultSettings, digestDay } from './preferences.js';
import { reminderStages } from './reminder-stage.js';
import { dossierPath } from './dossier-path.js';

describe('the kind of a notice', () => {
  it.each([
    ['PASSO.invia', 'PASSO'],
    ['richiesta.aperta', 'RICHIESTA'],
    ['SCADUTO', 'SCADUTO'],
    ['QUALCOSA.altro', 'ALTRO'],
    ['', 'ALTRO'],
  ])('of the code %j is %s', (code, kind) => {
    expect(kindOfNotice(code)).toBe(kind);
  });
});

describe('how somebody is told', () => {
  it('is as the table says until they choose', () => {
    for (const kind of noticeKinds) {
      const { app, mail } = noticeKindTable[kind];
      expect(choiceFor(defaultSettings, kind)).toEqual({ app, mail });
    }
  });

  it('is in the app whatever was chosen, for what cannot be switched off there', () => {
    const settings = { choices: { SCADUTO: { app: false, mail: 'NO' }, PASSO: { app: false, mail: 'NO' } } } as const;
    expect(choiceFor(settings, 'SCADUTO')).toEqual({ app: true, mail: 'NO' });
    expect(choiceFor(settings, 'PASSO')).toEqual({ app: false, mail: 'NO' });
  });

  it('urgently does not wait for the digest, and does not override that one wants no e-mail', () => {
    expect(channelsFor(defaultSettings, { kind: 'PASSO', urgent: true }).mail).toBe('SUBITO');
    expect(channelsFor({ choices: { PASSO: { app: true, mail: 'NO' } } }, { kind: 'PASSO', urgent: true }).mail).toBe('NO');
  });
});

describe('the digest', () => {
  const at = { digestHour: 8, workingDaysOnly: true };

  it.each([
    ['before the hour', '2026-11-23T06:59:00Z', at, null],
    ['at the hour, in winter', '2026-11-23T07:00:00Z', at, '2026-11-23'],
    ['at the hour, in summer', '2026-07-01T06:00:00Z', at, '2026-07-01'],
    ['late in the evening it is still the same day', '2026-11-23T22:59:00Z', at, '2026-11-23'],
    ['after midnight in Rome it is another', '2026-11-23T23:30:00Z', { ...at, digestHour: 0 }, '2026-11-24'],
    ['on a Saturday', '2026-11-28T10:00:00Z', at, null],
    ['on a Saturday, for who wants it', '2026-11-28T10:00:00Z', { ...at, workingDaysOnly: false }, '2026-11-28'],
    ['on 8 December', '2026-12-08T10:00:00Z', at, null],
    ['on Easter Monday', '2026-04-06T10:00:00Z', at, null],
  ])('%s', (_what, instant, settings, day) => {
    expect(digestDay(instant, settings)).toBe(day);
  });

  it('rests on the patron saint of the seat', () => {
    expect(digestDay('2027-01-29T10:00:00Z', at)).toBe('2027-01-29');
    expect(digestDay('2027-01-29T10:00:00Z', at, { patron: '01-29' })).toBeNull();
  });

  it('leaves with the next hour where the change of the hour leaves its own out, and belongs to one day where it comes twice', () => {
    const night = { digestHour: 2, workingDaysOnly: false };
    // Sunday 29 March 2026: after 01:59 comes 03:00.
    expect(digestDay('2026-03-29T00:59:00Z', night)).toBeNull();
    expect(digestDay('2026-03-29T01:00:00Z', night)).toBe('2026-03-29');
    // Sunday 25 October 2026: 02:30 comes twice.
    expect([digestDay('2026-10-25T00:30:00Z', night), digestDay('2026-10-25T01:30:00Z', night)]).toEqual(['2026-10-25', '2026-10-25']);
  });

  it('comes once on every day of a year, whatever the hour and however often one looks', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 5, max: 59 }), (digestHour, minutes) => {
        const days = new Set<string>();
        const settings = { digestHour, workingDaysOnly: false };
        for (let time = Date.parse('2026-03-20T00:00:00Z'); time < Date.parse('2026-04-05T00:00:00Z'); time += minutes * 60_000) {
          const day = digestDay(new Date(time).toISOString(), settings);
          if (day !== null) days.add(day);
        }
        for (let day = 21; day <= 31; day += 1) expect(days).toContain(`2026-03-${day}`);
      }),
      { numRuns: 40 },
    );
  });
});

describe('an e-mail that is put off', () => {
  it('waits a minute, twice as long each time, an hour at most, and is given up after about a day', () => {
    const waits: number[] = [];
    for (let attempts = 1; ; attempts += 1) {
      const wait = mailRetry(attempts);
      if (wait === null) break;
      waits.push(wait / 60_000);
    }
    expect(waits.slice(0, 8)).toEqual([1, 2, 4, 8, 16, 32, 60, 60]);
    const hours = waits.reduce((sum, wait) => sum + wait, 0) / 60;
    expect(hours).toBeGreaterThan(20);
    expect(hours).toBeLessThan(30);
  });
});

describe('what is told of a term', () => {
  const limits = { patience: 3, seat: {} };
  const stages = (today: string, toldNobody = false): readonly string[] =>
    reminderStages({ dueOn: '2026-11-27', toldNobody }, today, limits);

  it.each([
    ['2026-11-20', ['PROMEMORIA']],
    // The last day belongs to the term.
    ['2026-11-27', ['PROMEMORIA']],
    ['2026-11-28', ['SUPERATO']],
    // Friday to Wednesday: three working days.
    ['2026-12-02', ['SUPERATO']],
    ['2026-12-03', ['SUPERATO', 'SOLLECITO']],
  ])('on %s is %j', (today, expected) => {
    expect(stages(today)).toEqual(expected);
  });

  it('goes to the director at once where nobody was there to be told, never before the term has passed', () => {
    expect(stages('2026-11-28', true)).toEqual(['SUPERATO', 'SOLLECITO']);
    expect(stages('2026-11-27', true)).toEqual(['PROMEMORIA']);
  });
});

it('leads to the page of a dossier or of a convenzione', () => {
  expect(dossierPath({ id: 'x', kindCode: 'GARA' })).toBe('/fascicoli/x');
  expect(dossierPath({ id: 'x', kindCode: 'GARA' }, 'termini')).toBe('/fascicoli/x/termini');
  expect(dossierPath({ id: 'x', kindCode: 'CONVENZIONE_ADESIONE' })).toBe('/convenzioni/x');
});
