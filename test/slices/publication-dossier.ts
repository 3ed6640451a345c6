import { randomUUID } from 'node:crypto';
import { type Readable } from 'node:stream';
import { refezioneTuoro } from '@gare/domain/scheda/samples/index';
import { ObjectStorage } from '@gare/platform/storage';
import { demoEnteId } from '../../apps/cli/src/demo/seed-demo.js';
import { type TestProduct } from '../harness/test-product.js';
import { declareNoConflict, type Visitor } from '../../apps/cli/src/demo/visitor.js';

interface PackagePage {
  ready: boolean;
  blocks: { message: string; checkId: string | null; documentCode: string | null }[];
  job: { id: string; status: string; step: string | null; reason: string | null } | null;
  packages: {
    id: string;
    version: number;
    status: string;
    sha256: string | null;
    fileName: string;
    outdated: boolean;
    reason: string | null;
  }[];
}

/** A tender of Tuoro, filled in, whose documents are uploads of the test: ready to be packed unless the test leaves something out. */
export class PublicationDossier {
  private constructor(
    readonly product: TestProduct,
    readonly sua: Visitor,
    readonly id: string,
  ) {}

  static async create(product: TestProduct): Promise<PublicationDossier> {
    const sua = await product.signIn('sua@perugia.example');
    const oggetto = `Servizio di refezione scolastica, prova ${randomUUID().slice(0, 8)}`;
    const { status, body } = await sua.post('/api/dossiers', { oggetto, enteId: demoEnteId('tuoro') });
    if (status !== 201) throw new Error(`dossier not created: ${status} ${JSON.stringify(body)}`);
    const dossier = new PublicationDossier(product, sua, String(body['id']));
    await declareNoConflict(sua, dossier.id);
    await dossier.product.services.query('update schede set values = $2, revision = revision + 1 where dossier_id = $1', [
      dossier.id,
      refezioneTuoro,
    ]);
    return dossier;
  }

  get path(): string {
    return `/api/dossiers/${this.id}/package`;
  }

  async page(): Promise<PackagePage> {
    return (await this.sua.get<PackagePage>(this.path)).body;
  }

  /** Puts the next version of a document in force, as an upload that the checks did not read. */
  async putDocument(code: string, content: Buffer | (() => Readable)): Promise<string> {
    const { services, api } = this.product;
    const storageKey = `dossier/${this.id}/${code}/${randomUUID()}`;
    const stored = await api
      .get(ObjectStorage)
      .put(storageKey, Buffer.isBuffer(content) ? content : content(), { contentType: 'application/pdf' });
    await services.query(
      `with document as (
         insert into documents (id, sua_id, ente_id, dossier_id, code, state, current_version, updated_at)
         select $1, sua_id, ente_id, id, $3, 'READY', 1, now() from dossiers where id = $2
         on conflict (dossier_id, code) do update set state = 'READY', current_version = documents.current_version + 1
         returning *
       )
       insert into document_versions (id, document_id, dossier_id, sua_id, ente_id, version, origin, file_name, mime, bytes, sha256, storage_key, findings, created_by, created_by_name, created_at)
       select $1, id, dossier_id, sua_id, ente_id, current_version, 'UPLOADED', code || '.pdf', 'application/pdf', $4, $5, $6, '[]', $1, 'Prova', now() from document`,
      [randomUUID(), this.id, code, stored.bytes, stored.sha256, storageKey],
    );
    return storageKey;
  }

  /** Every document the page asks for, a few bytes each. */
  async putWhatIsMissing(): Promise<string[]> {
    const codes = (await this.page()).blocks.flatMap(({ documentCode }) => (documentCode === null ? [] : [documentCode]));
    for (const code of new Set(codes)) await this.putDocument(code, Buffer.from(`%PDF-1.7 ${code} di prova`));
    return codes;
  }

  /** Replaces the results of the checks by one, once the runs that the opening of the dossier asked for are over. */
  async settleChecks(result: { status: string; severity: string; stale?: boolean } = { status: 'OK', severity: 'BLOCK' }): Promise<void> {
    const { services } = this.product;
    await this.sua.until<{ running: boolean }>(`/api/dossiers/${this.id}/checks`, ({ running }) => !running);
    await services.query('delete from check_results where dossier_id = $1', [this.id]);
    await services.query(
      `insert into check_results (dossier_id, check_id, sua_id, ente_id, check_version, status, severity, group_code, title, message, cite, evidence, input_hash, stale, as_of, checked_at)
       select id, 'DATA-01', sua_id, ente_id, '1', $2, $3, 'DATA', 'Prova', 'Il CIG non è valido.', 'C. 23', '[{"path":"lotti/LOT-0001/cig","documentCode":null,"excerpt":null}]', repeat('0', 64), $4, '2026-11-23', now()
       from dossiers where id = $1`,
      [this.id, result.status, result.severity, result.stale ?? false],
    );
  }

  async ready(): Promise<this> {
    await this.settleChecks();
    await this.putWhatIsMissing();
    return this;
  }

  /** Asks for the package and waits until it is sealed or has failed. */
  async build(withinMs = 60_000): Promise<PackagePage['packages'][number]> {
    const { status, body } = await this.sua.post<{ id: string }>(this.path);
    if (status !== 202) throw new Error(`package refused: ${status} ${JSON.stringify(body)}`);
    return this.settled(body.id, withinMs);
  }

  async settled(packageId: string, withinMs = 60_000): Promise<PackagePage['packages'][number]> {
    const done = ({ packages }: PackagePage): PackagePage['packages'] =>
      packages.filter(({ id, status }) => id === packageId && status !== 'BUILDING');
    const [found] = done(await this.sua.until<PackagePage>(this.path, (page) => done(page).length > 0, withinMs));
    if (!found) throw new Error('until answered without the package');
    return found;
  }
}
