import { Client } from 'pg';
import { type DocumentRedlineView, type StaleDocumentView } from '@gare/contracts/facts';
import { defaultOfficeProcesses } from '@gare/platform/config';
import { type Measurement, type Run, type Tell } from '../figure.js';
import { inTemporaryDirectory } from '../own-place.js';
import { BareOffices } from '../package/bare-office.js';
import { withTwelveDocuments, type DocumentItem, type TwelveDocumentsDossier } from '../package/twelve-documents-dossier.js';

const runs = 7;
/** Rounds before the first that counts: as in the measure of the twelve documents. */
const warmUps = 2;

const dossierOfTwelve =
  'One field of the scheda that all twelve documents of the demo’s services tender print is changed, over the public API of api and worker processes, row-level security on.';
const marks = `${dossierOfTwelve} From the answer that accepts the change to the answer of the very first GET /facts/stale, which must name the twelve documents and in each of them the fact with its value before and after and who changed it; the checks that the change sets off run meanwhile.`;
const regeneration = `${dossierOfTwelve} When the checks have run, from the clicks on “generate” of comune and Province, who each draft their own, until all twelve stand as new versions in PDF/A and the twelve redlines against the versions before have been fetched, each of which must show a change.`;

export const staleMarks: Measurement = {
  terms: { figure: 'stale-marks', unit: 'ms', peer: null, target: 100, mustBe: 'atMost', description: marks },
  measure: async (tell) => (await both(tell)).map(({ marks: { value } }) => ({ value })),
};

export const staleMarksBesideSql: Measurement = {
  terms: {
    ...{ figure: 'stale-marks-beside-sql', unit: 'ms', peer: 'one query in plain SQL', target: 10, mustBe: 'atMost' },
    description: `${marks} The peer, asked right after, compares that one field between scheda and what each version in force was formed from, and reads its last change, in one statement as the owner of the database: no HTTP, no row-level security, no other field, no derived value.`,
  },
  measure: async (tell) => (await both(tell)).map(({ marks: each }) => each),
};

export const regenerateAll: Measurement = {
  terms: { figure: 'regenerate-with-redline', unit: 's', peer: null, target: 5, mustBe: 'atMost', description: regeneration },
  measure: async (tell) => (await both(tell)).map(({ regeneration: { value } }) => ({ value })),
};

export const regenerateAllBesideOffice: Measurement = {
  terms: {
    ...{ figure: 'regenerate-beside-office', unit: 's', peer: 'bare LibreOffice', target: 1.25, mustBe: 'atMost' },
    description: `${regeneration} The peer converts exactly the twelve DOCX just formed with as many warm LibreOffice processes as the product takes by itself on this machine (${defaultOfficeProcesses}), and does nothing else.`,
  },
  measure: async (tell) => (await both(tell)).map(({ regeneration: each }) => each),
};

/** A change of the fact and what follows: milliseconds for the marks, seconds for the regeneration. */
interface Round {
  readonly marks: Run;
  readonly regeneration: Run;
}

let measured: Promise<Round[]> | null = null;

/** The figures are of the same rounds: whoever asks later gets them as they are. */
function both(tell: Tell): Promise<Round[]> {
  measured ??= inTemporaryDirectory((directory) => measure(directory, tell));
  return measured;
}

async function measure(directory: string, tell: Tell): Promise<Round[]> {
  const bare = await BareOffices.start(defaultOfficeProcesses, directory);
  try {
    return await withTwelveDocuments(directory, async (dossier, product) => {
      const database = new Client({ connectionString: product.installation.ownerUrl });
      await database.connect();
      try {
        const rounds: Round[] = [];
        for (let run = 1 - warmUps; run <= runs; run += 1) {
          const round = await changeOnce(dossier, run, { database, bare, directory, tell });
          if (run >= 1) rounds.push(round);
        }
        return rounds;
      } finally {
        await database.end();
      }
    });
  } finally {
    bare.stop();
  }
}

interface Peers {
  readonly database: Client;
  readonly bare: BareOffices;
  readonly directory: string;
  readonly tell: Tell;
}

async function changeOnce(dossier: TwelveDocumentsDossier, run: number, { database, bare, directory, tell }: Peers): Promise<Round> {
  await dossier.changeFact(run);
  const value = await timed(() => readMarks(dossier));
  const peer = await timed(() => readMarksBare(database, dossier.id));
  await dossier.checksSettled();
  const start = performance.now();
  const documents = await dossier.formAll();
  const formed = performance.now() - start;
  await readRedlines(dossier, documents);
  const regenerated = performance.now() - start;
  const { files, longest } = await dossier.writeDocx(directory);
  const bareSeconds = await bare.convertAll(files);
  const seconds = regenerated / 1000;
  const parts = `formed ${(formed / 1000).toFixed(2)} s, redlines ${(regenerated - formed).toFixed(0)} ms, longest ${longest} pages`;
  tell(
    `  ${run}/${runs}: marks ${value.toFixed(1)} ms, SQL ${peer.toFixed(1)} ms; regenerated ${seconds.toFixed(2)} s (${parts}), bare ${bareSeconds.toFixed(2)} s, ratio ${(seconds / bareSeconds).toFixed(3)}`,
  );
  return { marks: { value, peer }, regeneration: { value: seconds, peer: bareSeconds } };
}

async function timed(work: () => Promise<void>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

async function readMarks({ sua, path }: TwelveDocumentsDossier): Promise<void> {
  const { status, body } = await sua.get<{ items: StaleDocumentView[] }>(`${path}/facts/stale`);
  const named = body.items.filter(({ facts }) =>
    facts.some((fact) => fact.path === 'oggetto' && fact.before !== fact.after && fact.by !== null),
  );
  if (status !== 200 || named.length !== 12) throw new Error(`${named.length} of ${body.items.length} documents name the fact: ${status}`);
}

async function readMarksBare(database: Client, dossierId: string): Promise<void> {
  const { rows } = await database.query({
    name: 'stale',
    text: `select d.code, f."values" ->> 'oggetto' as before, s."values" ->> 'oggetto' as after, c.changed_by_name, c.at
      from documents d join schede s on s.dossier_id = d.dossier_id
        join document_versions v on v.document_id = d.id and v.version = d.current_version
        join version_facts f on f.document_version_id = v.id
        left join lateral (select changed_by_name, at from scheda_changes where dossier_id = d.dossier_id and path = 'oggetto'
          order by revision desc limit 1) c on true
      where d.dossier_id = $1 and f."values" ->> 'oggetto' is distinct from s."values" ->> 'oggetto'`,
    values: [dossierId],
  });
  if (rows.length !== 12) throw new Error(`${rows.length} rows instead of 12`);
}

async function readRedlines({ sua, path }: TwelveDocumentsDossier, documents: readonly DocumentItem[]): Promise<void> {
  const formed = documents.flatMap(({ code, current }) => (current?.origin === 'GENERATED' ? [`${code}/versions/${current.version}`] : []));
  if (formed.length !== 12) throw new Error(`${formed.length} documents were formed instead of 12`);
  await Promise.all(
    formed.map(async (version) => {
      const { status, body } = await sua.get<DocumentRedlineView>(`${path}/documents/${version}/redline`);
      if (status !== 200 || body.same || body.blocks.length === 0) throw new Error(`${version}: no redline, ${status}`);
    }),
  );
}
