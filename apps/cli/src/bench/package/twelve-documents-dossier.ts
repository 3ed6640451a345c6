import { cp, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { type SchedaValues } from '@gare/domain/scheda/scheda-values';
import { freePorts } from '@gare/platform/services';
import { demoTenders, type DemoTender } from '../../demo/demo-tenders.js';
import { TenderRun } from '../../demo/run-tender.js';
import { seedDemo } from '../../demo/seed-demo.js';
import { Visitor } from '../../demo/visitor.js';
import { Product } from '../../start/product.js';
import { ownEnvironment } from '../own-place.js';

/** What the comune sends with its request. */
const ofRequest = ['D03', 'D10', 'D12', 'D13', 'D14'];
/** What is formed here; whatever else the tender asks for is uploaded. */
const formedHere: readonly string[] = [...ofRequest, 'D04', 'D11', 'D21', 'D30', 'D33', 'D37', 'D40'];

/** Added to the reason of each criterion: with it the disciplinare has its 42 pages. */
const fullerReason =
  'La commissione considera la completezza della proposta, la sua coerenza con il capitolato, la chiarezza degli impegni assunti e la possibilità di verificarli durante l’esecuzione. Le proposte generiche o non verificabili non sono considerate. Le migliorie offerte diventano obblighi contrattuali, sono comprese nel prezzo e il loro mancato rispetto è sanzionato con le penali del contratto. Ogni concorrente indica per ciascuna proposta le risorse dedicate, i tempi di attivazione, gli indicatori che permettono di misurarne gli effetti e la persona responsabile, che risponde al direttore dell’esecuzione.';

export interface DocumentItem {
  code: string;
  state: string;
  reason: string | null;
  current: { version: number; origin: string; pages: number | null } | null;
}
interface PackageAnswer {
  packages: { id: string; version: number; status: string; reason: string | null; documents: unknown[] }[];
}
interface ChecksAnswer {
  running: boolean;
  results: { stale: boolean }[];
}

/** The project's templates and kinds, where a dossier forms twelve documents. */
async function writeTwelveTemplates(directory: string): Promise<void> {
  await cp(resolve('templates'), directory, { recursive: true });
  const file = join(directory, 'kinds', 'gara.json');
  const kind = JSON.parse(await readFile(file, 'utf8')) as { documents: { code: string; format: string; templateRef?: string }[] };
  for (const document of kind.documents) {
    if (document.format !== 'tpl' || formedHere.includes(document.code)) continue;
    document.format = 'up';
    delete document.templateRef;
  }
  await writeFile(file, JSON.stringify(kind));
}

/** Api and worker processes on embedded parts in `directory`, with the demo's bodies and a dossier of twelve documents. */
export async function withTwelveDocuments<T>(
  directory: string,
  work: (dossier: TwelveDocumentsDossier, product: Product) => Promise<T>,
): Promise<T> {
  const templates = join(directory, 'templates');
  await writeTwelveTemplates(templates);
  const [port = 0] = await freePorts(1);
  const product = await Product.start({
    dataDir: join(directory, 'data'),
    port,
    environment: ownEnvironment({ TEMPLATES_DIR: templates }),
    say: () => undefined,
    prepare: (installation) => seedDemo(installation.ownerUrl, installation.demoPassword),
  });
  try {
    return await work(await TwelveDocumentsDossier.prepare(product), product);
  } finally {
    await product.stop();
  }
}

/** The demo's services tender, brought to the point where its package may be built, over the public API. */
export class TwelveDocumentsDossier {
  private constructor(
    readonly id: string,
    readonly sua: Visitor,
    private readonly comune: Visitor,
    private readonly tender: DemoTender,
  ) {}

  get path(): string {
    return `/api/dossiers/${this.id}`;
  }

  static async prepare(product: Product): Promise<TwelveDocumentsDossier> {
    const now = new Date(performance.timeOrigin + performance.now());
    const [services] = demoTenders(now, 1);
    if (services === undefined) throw new Error('the demo has no tender');
    const tender = { ...services, sheet: withFullerReasons(services.sheet), attachments: [] };
    const password = product.installation.demoPassword;
    const sua = await Visitor.signIn(product.url, 'sua@perugia.example', password);
    const comune = await Visitor.signIn(product.url, tender.comuneAccount, password);
    const { body } = await comune.post<{ id: string }>('/api/dossiers', { oggetto: tender.sheet.oggetto });
    const run = new TenderRun(tender, { comune, sua, say: () => undefined }, body.id);
    await run.declare(body.id);
    await run.move(comune, 'preparaIstanza');
    await run.fillSheet();
    await run.generate(comune, ofRequest);
    await run.uploadDue();
    await run.move(comune, 'presentaIstanza');
    await run.uploadDue();
    await run.generate(sua, ['D04']);
    await run.move(sua, 'ammetti');
    // What the later phases ask for and no template forms: the package is built ahead of them.
    await run.uploadDue(['DECISIONE', 'CIG', 'FASCICOLO_PUBBLICAZIONE']);
    // While the acts are being drafted: once approved, a field that all of them print does not change any more.
    await run.generate(comune, undefined);
    await run.generate(sua, undefined);
    return new TwelveDocumentsDossier(body.id, sua, comune, tender);
  }

  /** Changes the field that every document prints; returns when the change is accepted. */
  async changeFact(run: number): Promise<void> {
    const sheet = await this.comune.get<{ revision: number }>(`${this.path}/scheda`);
    const changes = [{ path: 'oggetto', value: `${this.tender.sheet.oggetto ?? ''} - edizione ${run}` }];
    const changed = await this.comune.send('PATCH', `${this.path}/scheda`, { baseRevision: sheet.body.revision, changes });
    if (changed.status >= 400) throw new Error(`the sheet was not changed: ${JSON.stringify(changed.body)}`);
  }

  /** The same, so that all twelve are out of date; returns when the checks have run. */
  async makeAllStale(run: number): Promise<void> {
    await this.changeFact(run);
    await this.checksSettled();
    const { items } = (await this.sua.get<{ items: DocumentItem[] }>(`${this.path}/documents`)).body;
    const stale = items.filter(({ current, state }) => current !== null && state === 'STALE');
    if (stale.length !== 12) throw new Error(`${stale.length} documents are out of date instead of 12`);
  }

  /** From the clicks on "generate" of comune and Province until all documents stand. @returns them */
  async formAll(): Promise<DocumentItem[]> {
    // Each side drafts its own: both click at once.
    const asked = await Promise.all(
      [this.comune, this.sua].map((who) => who.post<{ jobs: unknown[] }>(`${this.path}/documents/generate`, {})),
    );
    for (const { status, body } of asked) if (status >= 400) throw new Error(`the documents were refused: ${JSON.stringify(body)}`);
    const { items } = await this.sua.untilTold<{ items: DocumentItem[] }>(
      `${this.path}/documents`,
      ['documents'],
      (answer) => answer.items.every(({ state }) => state !== 'GENERATING'),
      300_000,
    );
    const failed = items.find(({ state }) => state === 'FAILED');
    if (failed !== undefined) throw new Error(`${failed.code}: ${failed.reason ?? ''}`);
    return items;
  }

  /** From the clicks on "generate" of comune and Province to the sealed package. @returns seconds, in all and until the documents stood */
  async formPackage(): Promise<{ seconds: number; formed: number }> {
    const start = performance.now();
    await this.formAll();
    const formed = (performance.now() - start) / 1000;
    await this.checksSettled();
    const built = await this.sua.post<{ id: string }>(`${this.path}/package`);
    if (built.status >= 400) throw new Error(`the package was refused: ${JSON.stringify(built.body)}`);
    const ended = (answer: PackageAnswer): boolean => answer.packages.find(({ id }) => id === built.body.id)?.status !== 'BUILDING';
    const { packages } = await this.sua.untilTold<PackageAnswer>(`${this.path}/package`, ['package'], ended, 300_000);
    const sealed = packages.find(({ id }) => id === built.body.id);
    if (sealed?.status !== 'SEALED') throw new Error(`the package was not sealed: ${sealed?.reason ?? ''}`);
    if (sealed.documents.length < 12) throw new Error(`the package has ${sealed.documents.length} documents`);
    return { seconds: (performance.now() - start) / 1000, formed };
  }

  /** Writes the DOCX that the product has just converted. @returns their paths in the order of the dossier, and the longest in pages */
  async writeDocx(directory: string): Promise<{ files: string[]; longest: number }> {
    const { items } = (await this.sua.get<{ items: DocumentItem[] }>(`${this.path}/documents`)).body;
    const files: string[] = [];
    for (const { code, current } of items) {
      if (current?.origin !== 'GENERATED') continue;
      const file = join(directory, `${code}.docx`);
      await writeFile(file, await this.sua.download(`${this.path}/documents/${code}/versions/${current.version}/file?format=docx`));
      files.push(file);
    }
    return { files, longest: Math.max(...items.map(({ current }) => current?.pages ?? 0)) };
  }

  /** Returns when the checks have run on what there is now. */
  async checksSettled(): Promise<void> {
    const settled = ({ running, results }: ChecksAnswer): boolean => !running && results.every(({ stale }) => !stale);
    await this.sua.untilTold<ChecksAnswer>(`${this.path}/checks`, ['checks', 'job'], settled, 60_000);
  }
}

/** The sheet with which the disciplinare has its 42 pages. */
export function withFullerReasons(sheet: SchedaValues): SchedaValues {
  const { aggiudicazione } = sheet;
  const criteri = aggiudicazione?.criteri?.map((each) => ({ ...each, motivazione: `${each.motivazione ?? ''} ${fullerReason}` }));
  return criteri === undefined ? sheet : { ...sheet, aggiudicazione: { ...aggiudicazione, criteri } };
}
