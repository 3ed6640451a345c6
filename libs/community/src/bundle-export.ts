import { Injectable } from '@nestjs/common';
import { type CommunityView } from '@gare/contracts/community';
import { type Actor } from '@gare/domain/access/actor';
import { canonicalJson } from '@gare/domain/audit/canonical-json';
import { toRomeDate } from '@gare/domain/calendar/rome-time';
import { ClauseShelf } from '@gare/clauses';
import { kindHash, KindLibrary, KindVersionEntity } from '@gare/dossiers';
import { RegistryAudit } from '@gare/identity';
import { Clock } from '@gare/platform/clock';
import { type Reader, type Tx } from '@gare/platform/database';
import { AppError } from '@gare/platform/errors';
import { authorizeLibrary, OwnTemplates, TemplateLibrary, travellingTrials, type TemplateSource } from '@gare/templates';
import { CommunityKeys } from './community-keys.js';
import { type EntryKind, type Provenance } from './bundle/bundle-format.js';
import { writeBundle, type EntryToWrite } from './bundle/write-bundle.js';

export interface Chosen {
  readonly clauses: readonly string[];
  readonly models: readonly string[];
  readonly kinds: readonly string[];
}

/** Makes signed bundles of what is in force today. */
@Injectable()
export class BundleExport {
  constructor(
    private readonly keys: CommunityKeys,
    private readonly clauses: ClauseShelf,
    private readonly library: TemplateLibrary,
    private readonly own: OwnTemplates,
    private readonly kinds: KindLibrary,
    private readonly audit: RegistryAudit,
    private readonly clock: Clock,
  ) {}

  async offers(reader: Reader, suaId: string): Promise<CommunityView['offers']> {
    const clauses = [...(await this.clauses.inForce(reader, suaId, this.today())).values()];
    return {
      clauses: clauses.map(({ clause: { code, title }, version }) => ({ code, title, version })),
      models: (await this.models(reader, suaId)).map(({ manifest: { code, title, version } }) => ({ code, title, version })),
      kinds: this.newestKinds(suaId).map(({ code, title, version }) => ({ code, title, version })),
    };
  }

  /** @throws AppError community.no_key, community.not_found (with the code that is not in force), access.denied */
  async write(tx: Tx, actor: Actor, chosen: Chosen): Promise<Buffer> {
    const role = authorizeLibrary(actor);
    if ([chosen.clauses, chosen.models, chosen.kinds].every((codes) => codes.length === 0)) {
      throw new AppError('request.invalid', { detail: 'Scegli almeno una voce da mettere nel pacchetto.' });
    }
    const { name, pair } = await this.keys.own(tx, actor.suaId);
    const origin = (version: string): Provenance => ({
      ...{ ente: name, fingerprint: pair.fingerprint, version },
      at: this.clock.now().toISOString(),
    });
    const entries = [
      ...(await this.clauseEntries(tx, actor.suaId, chosen.clauses)),
      ...(await Promise.all(chosen.models.map((code) => this.modelEntry(tx, actor.suaId, code)))),
      ...(await Promise.all(chosen.kinds.map((code) => this.kindEntry(tx, actor.suaId, code)))),
    ];
    const signed = await Promise.all(
      entries.map(async (entry): Promise<EntryToWrite> => {
        const before = await this.before(tx, actor.suaId, entry);
        return { ...entry, provenance: [...before, origin(entry.version)].slice(-50) };
      }),
    );
    const bytes = writeBundle({ signer: { name, pair }, createdAt: this.clock.now(), entries: signed });
    await this.audit.record(tx, actor, {
      ...{ enteId: actor.suaId, action: 'community.exported', role },
      summary: `Preparato un pacchetto firmato con ${entries.length === 1 ? 'una voce' : `${entries.length} voci`}`,
      details: { fingerprint: pair.fingerprint, ...chosen },
    });
    return bytes;
  }

  private async clauseEntries(reader: Reader, suaId: string, codes: readonly string[]): Promise<Omit<EntryToWrite, 'provenance'>[]> {
    const inForce = await this.clauses.inForce(reader, suaId, this.today());
    return codes.map((code) => {
      const found = inForce.get(code);
      if (found === undefined) throw notInForce(code);
      const { clause, version } = found;
      const files = [{ path: `clausole/${code}.json`, data: Buffer.from(canonicalJson(clause), 'utf8') }];
      return { kind: 'CLAUSOLA', code, title: clause.title, version, files };
    });
  }

  private async modelEntry(reader: Reader, suaId: string, code: string): Promise<Omit<EntryToWrite, 'provenance'>> {
    const source = (await this.models(reader, suaId)).find(({ manifest }) => manifest.code === code);
    if (source === undefined) throw notInForce(code);
    const { manifest, bytes, folder, versionId } = source;
    const files = [
      { path: `modelli/${code}/manifest.json`, data: Buffer.from(canonicalJson(manifest), 'utf8') },
      { path: `modelli/${code}/template.docx`, data: bytes },
      ...(versionId === null ? await travellingTrials(folder) : []).map(({ name, data }) => ({
        path: `modelli/${code}/prove/${name}`,
        data,
      })),
    ];
    return { kind: 'MODELLO', code, title: manifest.title, version: manifest.version, files };
  }

  private async kindEntry(reader: Reader, suaId: string, code: string): Promise<Omit<EntryToWrite, 'provenance'>> {
    const kind = this.newestKinds(suaId).find((candidate) => candidate.code === code);
    const row = kind && (await reader.findOneBy(KindVersionEntity, { code, version: kind.version }));
    if (!kind || !row) throw notInForce(code);
    const files = [{ path: `tipi/${code}.json`, data: Buffer.from(row.text, 'utf8') }];
    return { kind: 'TIPO', code, title: kind.title, version: kind.version, files };
  }

  /** Where it came from, if it was taken from a bundle. */
  private async before(
    reader: Reader,
    suaId: string,
    { kind, code, files }: { kind: EntryKind; code: string; files: EntryToWrite['files'] },
  ): Promise<readonly Provenance[]> {
    if (kind === 'TIPO') return kindProvenance(reader, suaId, { code, sha256: kindHash(files[0]?.data.toString('utf8') ?? '') });
    const [row] = await reader.query<{ provenance: Provenance[] }[]>(
      `select e -> 'provenance' as provenance from community_taken t join community_imports i on i.id = t.import_id
         cross join lateral jsonb_array_elements(i.manifest -> 'entries') e
       where t.sua_id = $1 and t.kind = $2 and t.code = $3 and e ->> 'kind' = t.kind and e ->> 'code' = t.code
       order by t.taken_at desc limit 1`,
      [suaId, kind, code],
    );
    return row?.provenance ?? [];
  }

  /** In force today: those of the Province, and of the release where it has none for every case. */
  private async models(reader: Reader, suaId: string): Promise<TemplateSource[]> {
    const today = this.today();
    const own = (await this.own.from(reader, suaId, today)).filter(
      ({ manifest: { validFrom, appliesTo } }) => validFrom <= today && appliesTo.procedures.length === 0 && appliesTo.objects.length === 0,
    );
    const codes = [...new Set([...this.library.sources(), ...own].map(({ manifest }) => manifest.code))].sort();
    return codes.flatMap((code) => own.find(({ manifest }) => manifest.code === code) ?? this.library.source(code, today) ?? []);
  }

  private newestKinds(suaId: string): { code: string; title: string; version: string }[] {
    const known = this.kinds.list(suaId);
    return [...new Set(known.map(({ code }) => code))].flatMap((code) => known.findLast((kind) => kind.code === code) ?? []);
  }

  private today(): string {
    return toRomeDate(this.clock.now().toISOString());
  }
}

/** A kind is taken by publishing its text: where a bundle brought the same text, it came from there. */
async function kindProvenance(
  reader: Reader,
  suaId: string,
  { code, sha256 }: { code: string; sha256: string },
): Promise<readonly Provenance[]> {
  const [row] = await reader.query<{ provenance: Provenance[] }[]>(
    `select e -> 'provenance' as provenance from community_imports i cross join lateral jsonb_array_elements(i.manifest -> 'entries') e
     where i.sua_id = $1 and e ->> 'kind' = 'TIPO' and e ->> 'code' = $2 and e -> 'files' -> 0 ->> 'sha256' = $3
     order by i.received_at limit 1`,
    [suaId, code, sha256],
  );
  return row?.provenance ?? [];
}

const notInForce = (code: string): AppError =>
  new AppError('community.not_found', { detail: `«${code}» non è in vigore oggi: niente è stato preparato.` });
