import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import * as Y from 'yjs';
import { type DraftView } from '@gare/contracts/drafts';
import { draftFragment, type Side } from '@gare/domain/drafting/draft-schema';
import { freePorts } from '@gare/platform/services';
import { demoTenders } from '../../demo/demo-tenders.js';
import { TenderRun } from '../../demo/run-tender.js';
import { seedDemo } from '../../demo/seed-demo.js';
import { Visitor } from '../../demo/visitor.js';
import { ApplicationProcess } from '../../start/application-process.js';
import { isReady } from '../../start/is-ready.js';
import { Product } from '../../start/product.js';
import { ownEnvironment } from '../own-place.js';
import { withFullerReasons } from '../package/twelve-documents-dossier.js';
import { TcpBalancer } from './tcp-balancer.js';

export const document = 'D33';

/** The product with the draft of a long disciplinare in it, and one or two processes of drafts behind a balancer. */
export class DraftingPlace {
  private constructor(
    readonly product: Product,
    readonly balancer: TcpBalancer,
    readonly drafted: Drafted,
    private readonly second: ApplicationProcess | null,
  ) {}

  static async open(directory: string, collabProcesses: 1 | 2): Promise<DraftingPlace> {
    const [port = 0, first = 0, other = 0] = await freePorts(3);
    const ports = [first, other].slice(0, collabProcesses);
    const balancer = await TcpBalancer.to(ports);
    const product = await Product.start({
      dataDir: directory,
      port,
      environment: ownEnvironment({ COLLAB_URL: balancer.url, COLLAB_PORT: String(first) }),
      say: () => undefined,
      prepare: (installation) => seedDemo(installation.ownerUrl, installation.demoPassword),
    });
    let second: ApplicationProcess | null = null;
    try {
      if (collabProcesses === 2) second = oneMore(product, port, other);
      await Promise.all(ports.map(listening));
      return new DraftingPlace(product, balancer, await draftOf(product), second);
    } catch (error) {
      await second?.stop();
      balancer.stop();
      await product.stop();
      throw error;
    }
  }

  /** The text of the draft as Postgres has it. */
  async state(): Promise<Buffer> {
    const database = new Client({ connectionString: this.product.installation.ownerUrl });
    await database.connect();
    try {
      const { rows } = await database.query<{ update: Buffer }>('select "update" from draft_updates where draft_id = $1 order by seq', [
        this.drafted.draftId,
      ]);
      return Buffer.from(Y.mergeUpdates(rows.map(({ update }) => update)));
    } finally {
      await database.end();
    }
  }

  /** Redis of the installation, for a peer that needs one. */
  get redisUrl(): string {
    return this.product.installation.applicationEnvironment(0)['REDIS_URL'] ?? '';
  }

  async stop(): Promise<void> {
    this.balancer.stop();
    await this.second?.stop();
    await this.product.stop();
  }
}

function oneMore({ installation }: Product, port: number, collabPort: number): ApplicationProcess {
  const process = new ApplicationProcess({
    name: 'collab',
    script: resolve(__dirname, '../../../../collab/src/main.js'),
    environment: { ...installation.applicationEnvironment(port), COLLAB_PORT: String(collabPort) },
    logDirectory: installation.logDirectory,
    stopWithinMs: 20_000,
    say: () => undefined,
  });
  process.start();
  return process;
}

async function listening(port: number): Promise<void> {
  for (let attempt = 0; attempt < 300; attempt += 1) {
    if (await isReady(`http://127.0.0.1:${port}`)) return;
    await sleep(100);
  }
  throw new Error('the process of drafts does not answer');
}

/** The draft, and who work on it. */
export interface Drafted {
  readonly sua: Visitor;
  readonly comuneAccount: string;
  readonly dossierId: string;
  readonly draftId: string;
}

/** The demo's services tender with its sheet filled in, and its disciplinare opened for writing: a third of it belongs to the comune. */
async function draftOf({ url, installation: { demoPassword } }: Product): Promise<Drafted> {
  const [services] = demoTenders(new Date(performance.timeOrigin + performance.now()), 1);
  if (services === undefined) throw new Error('the demo has no tender');
  const tender = { ...services, sheet: withFullerReasons(services.sheet), attachments: [] };
  const sua = await Visitor.signIn(url, 'sua@perugia.example', demoPassword);
  const comune = await Visitor.signIn(url, tender.comuneAccount, demoPassword);
  const { body } = await comune.post<{ id: string }>('/api/dossiers', { oggetto: tender.sheet.oggetto });
  const run = new TenderRun(tender, { comune, sua, say: () => undefined }, body.id);
  await run.declare(body.id);
  await run.move(comune, 'preparaIstanza');
  await run.fillSheet();
  const path = `/api/dossiers/${body.id}/drafts/${document}`;
  const opened = await sua.post<DraftView>(path);
  if (opened.status >= 400) throw new Error(`the draft was not opened: ${JSON.stringify(opened.body)}`);
  return { sua, comuneAccount: tender.comuneAccount, dossierId: body.id, draftId: opened.body.id };
}

/** Ids of the blocks of a text, and whose they are. */
export function blocksOf(state: Uint8Array): { id: string; owner: Side | null }[] {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, state);
  const pieces = doc.getXmlFragment(draftFragment).toArray();
  return pieces.flatMap((piece) =>
    piece instanceof Y.XmlElement
      ? [{ id: piece.getAttribute('id') ?? '', owner: (piece.getAttribute('owner') ?? null) as Side | null }]
      : [],
  );
}
