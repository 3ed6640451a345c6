import { Client } from 'pg';
import { DossierAccessReader, DossierOutlook } from '@gare/dossiers';
import { dbContext } from '@gare/identity';
import { type Actor } from '@gare/domain/access/actor';
import { demoEnteId } from '../../apps/cli/src/demo/seed-demo.js';
import { Database, type DbContext, type Reader } from '@gare/platform/database';
import { startTestProduct, type TestProduct } from '../harness/test-product.js';

let product: TestProduct;
let dossierId: string;

beforeAll(async () => {
  product = await startTestProduct({ worker: false });
  const montone = await product.signIn('rup@montone.example');
  const { body } = await montone.post<{ id: string }>('/api/dossiers', { oggetto: 'Servizio di pulizia degli uffici comunali' });
  dossierId = body.id;
});
afterAll(() => product.stop());

const suaId = demoEnteId('perugia');
const eyesOf = (ente: 'montone' | 'tuoro'): DbContext => ({ scope: 'ente', suaId, enteIds: [demoEnteId(ente)] });
const read = <T>(context: DbContext, work: (reader: Reader) => Promise<T>): Promise<T> => product.api.get(Database).read(context, work);

const sees = async (reader: Reader): Promise<boolean> =>
  (await reader.query<unknown[]>('select id from dossiers where id = $1', [dossierId])).length === 1;

/** Statements this connection has prepared, as far as they say `about`. */
const prepared = (reader: Reader, about: string): Promise<{ statement: string }[]> =>
  reader.query(`select statement from pg_prepared_statements where statement like '%${about}%'`);

describe('reading', () => {
  it('begins before its first question, however soon that is asked', async () => {
    const [told] = await read(eyesOf('montone'), (reader) =>
      reader.query<{ isolation: string; readonly: string }[]>(
        `select current_setting('transaction_isolation') as isolation, current_setting('transaction_read_only') as readonly`,
      ),
    );
    expect(told).toEqual({ isolation: 'repeatable read', readonly: 'on' });
  });

  it('answers each of many questions asked at once with its own answer', async () => {
    const numbers = Array.from({ length: 60 }, (_, index) => index);
    const answers = await read(eyesOf('montone'), (reader) =>
      Promise.all(
        // Longer and shorter ones, with and without parameters: what is ready first must not come first.
        numbers.map((n) =>
          n % 3 === 0
            ? reader.query<{ n: number }[]>(`select ${n} as n`)
            : reader.query<{ n: number }[]>('select $1::int as n from (select count(*) from generate_series(1, $2::int)) c', [
                n,
                (60 - n) * 200,
              ]),
        ),
      ),
    );
    expect(answers.map(([row]) => row?.n)).toEqual(numbers);
  });

  it('looks through its own eyes, whatever was read with the same connection before and is read beside it', async () => {
    const enti = Array.from({ length: 80 }, (_, index) => (index % 2 === 0 ? ('montone' as const) : ('tuoro' as const)));
    const seen = await Promise.all(
      enti.map((ente) => read(eyesOf(ente), async (reader) => [await sees(reader), ...(await Promise.all([sees(reader), sees(reader)]))])),
    );
    expect(seen).toEqual(enti.map((ente) => (ente === 'montone' ? [true, true, true] : [false, false, false])));
  });

  it('tells when one of several questions fails, and leaves nothing behind', async () => {
    const failing = (reader: Reader): Promise<unknown> =>
      Promise.all([sees(reader), reader.query('select 1 / $1::int', [0]), sees(reader), reader.query('select $1::int', [1])]);
    for (let again = 0; again < 30; again += 1) await expect(read(eyesOf('montone'), failing)).rejects.toThrow('division by zero');
    const after = await Promise.all(Array.from({ length: 30 }, () => read(eyesOf('tuoro'), sees)));
    expect(new Set(after)).toEqual(new Set([false]));
    expect(await read(eyesOf('montone'), sees)).toBe(true);
  });
});

describe('a connection', () => {
  it('prepares what it is asked again, once', async () => {
    const found = await read(eyesOf('montone'), async (reader) => {
      for (let again = 0; again < 4; again += 1) await reader.query(`select $1::text as "asked-again"`, [String(again)]);
      await reader.query(`select $1::text as "asked-once"`, ['x']);
      return [await prepared(reader, 'asked-again'), await prepared(reader, 'asked-once')];
    });
    expect(found).toEqual([[{ statement: `select $1::text as "asked-again"` }], []]);
  });

  it('is not filled up by statements that do not come back', async () => {
    const found = await read(eyesOf('montone'), async (reader) => {
      for (let n = 0; n < 1200; n += 1) await reader.query(`select $1::int as "once-${n}"`, [n]);
      for (let again = 0; again < 2; again += 1) await reader.query('select $1::int as "later-0"', [again]);
      return [await prepared(reader, '"once-'), await prepared(reader, '"later-0')];
    });
    expect(found).toEqual([[], [{ statement: 'select $1::int as "later-0"' }]]);
  });
});

describe('what stands before the next step of a dossier', () => {
  const official: Actor = {
    ...{ personId: demoEnteId('perugia'), person: 'Marco Teste', suaId, enteId: suaId, ente: 'Provincia di Perugia' },
    ...{ enteTipo: 'PROVINCIA', roles: ['RUP_SUA', 'FUNZ_SUA'], correlationId: 'test' },
  };

  /** Packets of questions that `work` sends to Postgres: those asked before anybody has an answer travel together. */
  async function packetsOf(work: () => Promise<unknown>): Promise<number> {
    const ask = Object.getOwnPropertyDescriptor(Client.prototype, 'query') as { value: (...asked: unknown[]) => unknown };
    let [packets, open] = [0, false];
    const counting = function (this: Client, ...asked: unknown[]): unknown {
      if (!open) {
        [packets, open] = [packets + 1, true];
        process.nextTick(() => {
          open = false;
        });
      }
      return ask.value.apply(this, asked);
    };
    Object.defineProperty(Client.prototype, 'query', { ...ask, value: counting });
    try {
      await work();
      return packets;
    } finally {
      Object.defineProperty(Client.prototype, 'query', ask);
    }
  }

  it('is asked in few packets: the dossier, who may what on it, what is known of it, its templates, the end', async () => {
    const look = (): Promise<unknown> =>
      read(dbContext(official), async (reader) => {
        const opened = await product.api.get(DossierAccessReader, { strict: false }).open(reader, official, dossierId);
        return product.api.get(DossierOutlook, { strict: false }).of(reader, opened);
      });
    // The first look of a process reads files of templates that it keeps.
    await look();
    // One for each of these, and one to spare for a feature that asks again about what it was told.
    expect(await packetsOf(look)).toBeLessThanOrEqual(6);
  });
});
