import { legalParameters as rows, type LegalParameter } from '../law/parameters.js';
import { baselineOf, repeatedPoint, standingOfPoint, type Asked, type DossierNow, type PointStanding } from './points.js';
import { answerTime, daysStopped, hasExpired, lastDay, whyNoMoreRounds, whyNotBy, type RequestState } from './round.js';
import { answerDay, effectOfMessage, inForce } from './thread.js';

const now = (versions: Record<string, number>, values: Record<string, unknown> = {}): DossierNow => ({
  versionOf: (code) => versions[code] ?? 0,
  valueAt: (path) => values[path],
});

const asked = (tipo: Asked['tipo'], oggetto: string | null, before: DossierNow): PointStanding => ({
  ...{ tipo, oggetto, stato: 'APERTO' },
  baseline: baselineOf({ tipo, oggetto }, before),
});

describe('a point of a request', () => {
  it.each<[string, PointStanding, DossierNow, string]>([
    ['a document that was missing is there', asked('DOCUMENTO', 'D10', now({})), now({ D10: 1 }), 'SODDISFATTO'],
    ['a document that was there is there still', asked('DOCUMENTO', 'D10', now({ D10: 2 })), now({ D10: 2 }), 'APERTO'],
    ['a document that was there has a new version', asked('DOCUMENTO', 'D10', now({ D10: 2 })), now({ D10: 3 }), 'SODDISFATTO'],
    ['another document came', asked('DOCUMENTO', 'D10', now({})), now({ D11: 1 }), 'APERTO'],
    ['an empty field is filled', asked('CAMPO', 'cui', now({})), now({}, { cui: 'S001' }), 'SODDISFATTO'],
    ['a field keeps its value', asked('CAMPO', 'cui', now({}, { cui: 'S001' })), now({}, { cui: 'S001' }), 'APERTO'],
    ['a field has another value', asked('CAMPO', 'cui', now({}, { cui: 'S001' })), now({}, { cui: 'S002' }), 'SODDISFATTO'],
    ['a field was emptied', asked('CAMPO', 'cui', now({}, { cui: 'S001' })), now({}, { cui: '' }), 'APERTO'],
    ['a list is still empty', asked('CAMPO', 'lotti', now({})), now({}, { lotti: [] }), 'APERTO'],
    ['a field says no, which is an answer', asked('CAMPO', 'pattoIntegrita', now({})), now({}, { pattoIntegrita: false }), 'SODDISFATTO'],
    ['a point in words is met by people alone', asked('LIBERO', null, now({})), now({ D10: 1 }, { cui: 'S001' }), 'APERTO'],
    ['what is not owed stays so', { ...asked('DOCUMENTO', 'D10', now({})), stato: 'NON_DOVUTO' }, now({}), 'NON_DOVUTO'],
    ['a document met before and taken away again', { ...asked('CAMPO', 'cui', now({})), stato: 'SODDISFATTO' }, now({}), 'APERTO'],
  ])('%s', (_, point, then, expected) => {
    expect(standingOfPoint(point, then)).toBe(expected);
  });

  it('is asked once in a request', () => {
    const point = (tipo: Asked['tipo'], oggetto: string | null, testo: string): Asked => ({ tipo, oggetto, testo });
    expect(repeatedPoint([point('DOCUMENTO', 'D10', 'a'), point('CAMPO', 'D10', 'a')])).toBeUndefined();
    expect(repeatedPoint([point('DOCUMENTO', 'D10', 'a'), point('DOCUMENTO', 'D10', 'b')])).toBe(1);
    expect(repeatedPoint([point('LIBERO', null, 'Spiegare'), point('LIBERO', null, ' spiegare ')])).toBe(1);
  });
});

const at = { asOf: '2026-11-02', rows };
const made = (...states: RequestState[]): { stato: RequestState }[] => states.map((stato) => ({ stato }));

describe('rounds of requests', () => {
  it('are two at most, one at a time', () => {
    expect(whyNoMoreRounds([], at)).toBeNull();
    expect(whyNoMoreRounds(made('RISPOSTA'), at)).toBeNull();
    expect(whyNoMoreRounds(made('RISPOSTA', 'CHIUSA'), at)).toContain('2 volte');
    expect(whyNoMoreRounds(made('APERTA'), at)).toContain('già una richiesta');
    expect(whyNoMoreRounds(made('SCADUTA'), at)).toContain('già una richiesta');
  });

  it('follow a new row of the parameter, from its first day', () => {
    const three: LegalParameter = {
      key: 'integrazioni.giri.max',
      value: '3',
      unit: 'count',
      from: '2026-12-01',
      to: null,
      cite: 'prova',
      confirmed: true,
    };
    expect(whyNoMoreRounds(made('RISPOSTA', 'RISPOSTA'), { asOf: '2026-12-01', rows: [...rows, three] })).toBeNull();
    expect(whyNoMoreRounds(made('RISPOSTA', 'RISPOSTA'), { asOf: '2026-11-30', rows: [...rows, three] })).not.toBeNull();
  });

  it('are refused where the figure is not known', () => {
    expect(whyNoMoreRounds([], { asOf: '2026-11-02', rows: [] })).toContain('Non è registrato');
  });
});

describe('time for the answer', () => {
  it('is that of the convenzione, else that of the parameter', () => {
    expect(answerTime({ giorni: 7, unita: 'wd' }, at)).toEqual({ giorni: 7, unita: 'wd', fonte: 'convenzione' });
    expect(answerTime(null, at)).toMatchObject({ giorni: 15, unita: 'gg' });
    expect(answerTime(null, { asOf: '2026-11-02', rows: [] })).toBeUndefined();
  });

  it.each([
    // Fifteen days after a Friday end on a Saturday: the following Monday.
    ['2026-11-06', 15, 'gg', '2026-11-23'],
    ['2026-11-06', 5, 'wd', '2026-11-13'],
    // Over the Immacolata.
    ['2026-12-04', 5, 'wd', '2026-12-14'],
    // Day 15 is San Francesco, a Sunday in 2026: Monday; in 2027 it is a Monday: Tuesday.
    ['2027-09-19', 15, 'gg', '2027-10-05'],
  ] as const)('from %s, %i %s', (from, giorni, unita, expected) => {
    expect(lastDay(from, { giorni, unita })).toBe(expected);
  });

  it('ends after today and within the longest stop the law allows', () => {
    const days = { today: '2026-11-10', opened: '2026-11-02' };
    expect(whyNotBy('2026-11-10', days, at)).toContain('dopo oggi');
    expect(whyNotBy('2026-12-02', days, at)).toBeNull();
    expect(whyNotBy('2026-12-03', days, at)).toContain('2 dicembre 2026');
  });

  it('has gone by when the day is over in Italy', () => {
    const request = { stato: 'APERTA', entro: '2026-11-10' } as const;
    expect(hasExpired(request, '2026-11-10T22:59:59Z')).toBe(false);
    expect(hasExpired(request, '2026-11-10T23:00:00Z')).toBe(true);
    expect(hasExpired({ ...request, stato: 'RISPOSTA' }, '2026-11-20T09:00:00Z')).toBe(false);
  });
});

describe('the clock that stands', () => {
  const stop = (from: string, to: string | null): { from: string; to: string | null } => ({ from, to });

  it('counts days of the Italian calendar, over the change of the hour too', () => {
    expect(daysStopped([stop('2026-10-20T08:00:00Z', '2026-10-27T08:00:00Z')], '2026-11-01T00:00:00Z')).toBe(7);
    expect(daysStopped([stop('2026-10-20T22:30:00Z', '2026-10-21T08:00:00Z')], '2026-11-01T00:00:00Z')).toBe(0);
  });

  it('counts a running stop up to now, and a shared day once', () => {
    expect(daysStopped([stop('2026-11-02T09:00:00Z', null)], '2026-11-05T07:00:00Z')).toBe(3);
    const two = [stop('2026-11-02T09:00:00Z', '2026-11-04T09:00:00Z'), stop('2026-11-03T09:00:00Z', '2026-11-06T09:00:00Z')];
    expect(daysStopped(two, '2026-11-30T09:00:00Z')).toBe(4);
    expect(daysStopped([], '2026-11-30T09:00:00Z')).toBe(0);
  });

  it('never counts more days than have gone by, whatever the stops', () => {
    let seed = 7;
    const random = (below: number): number => {
      seed = (seed * 48271) % 2147483647;
      return seed % below;
    };
    const start = Date.parse('2026-01-01T12:00:00Z');
    const day = 86_400_000;
    for (let round = 0; round < 300; round += 1) {
      const stops = Array.from({ length: random(5) }, () => {
        const from = start + random(300) * day;
        const open = random(4) === 0;
        return stop(new Date(from).toISOString(), open ? null : new Date(from + random(40) * day).toISOString());
      });
      const ends = start + 360 * day;
      const total = daysStopped(stops, new Date(ends).toISOString());
      const sum = stops.reduce((days, { from, to }) => days + ((to === null ? ends : Date.parse(to)) - Date.parse(from)) / day, 0);
      expect(total).toBeLessThanOrEqual(Math.min(360, sum));
      expect(total).toBeGreaterThanOrEqual(
        Math.max(0, ...stops.map(({ from, to }) => ((to === null ? ends : Date.parse(to)) - Date.parse(from)) / day)),
      );
    }
  });
});

describe('a thread', () => {
  it.each([
    { says: 'the comune asks', da: 'COMUNE', chiede: true, aspetta: null, closes: false, opens: 'SUA' },
    { says: 'the comune asks again while it waits', da: 'COMUNE', chiede: true, aspetta: 'SUA', closes: false, opens: null },
    { says: 'the SUA answers', da: 'SUA', chiede: false, aspetta: 'SUA', closes: true, opens: null },
    { says: 'the SUA answers with a question', da: 'SUA', chiede: true, aspetta: 'SUA', closes: true, opens: 'COMUNE' },
    { says: 'a word of thanks', da: 'COMUNE', chiede: false, aspetta: null, closes: false, opens: null },
    { says: 'the SUA adds to its own question', da: 'SUA', chiede: true, aspetta: 'COMUNE', closes: false, opens: null },
  ] as const)('$says', ({ da, chiede, aspetta, closes, opens }) => {
    expect(effectOfMessage({ da, chiede }, aspetta === null ? null : { aspetta })).toEqual({ closes, opens });
  });

  it('expects an answer within five working days', () => {
    expect(answerDay('2026-12-03', rows)).toBe('2026-12-11');
    expect(answerDay('2026-12-03', [])).toBeNull();
  });

  it('shows the last word and keeps those before it', () => {
    const message = (id: string, corregge: string | null = null): { id: string; corregge: string | null } => ({ id, corregge });
    const shown = inForce([message('a'), message('b'), message('c', 'a'), message('d', 'c')]);
    expect(shown.map(({ id, precedenti }) => [id, precedenti.map((one) => one.id)])).toEqual([
      ['b', []],
      ['d', ['c', 'a']],
    ]);
  });
});
