import { Injectable } from '@nestjs/common';
import { type LibraryTemplate, type LibraryTemplateDetail } from '@gare/contracts/templates';
import { type Actor, actsForSua } from '@gare/domain/access/actor';
import { decide } from '@gare/domain/access/policy';
import { toRomeDate } from '@gare/domain/calendar/rome-time';
import { DossierScopes } from '@gare/dossiers';
import { authorize, dbContext } from '@gare/identity';
import { Clock } from '@gare/platform/clock';
import { Database, type Reader } from '@gare/platform/database';
import { AppError } from '@gare/platform/errors';
import { type Download } from '@gare/platform/http';
import { ObjectStorage } from '@gare/platform/storage';
import { Readable } from 'node:stream';
import { includedNames } from './compose/compose-template.js';
import { type TemplateSource } from './release-files.js';
import { type TemplateFinding } from './template-finding.js';
import { TemplateLibrary } from './template-library.js';
import { isInForce } from './template-manifest.js';
import { TemplateVersionEntity } from './template-version.entity.js';
import { wordType } from './template-uploads.js';

interface Use {
  readonly sha256: string;
  readonly versionId: string | null;
  readonly code: string;
  readonly dossierId: string;
  readonly codiceAppalto: string | null;
  readonly oggetto: string | null;
  readonly ente: string;
  readonly pinnedAt: Date;
}

/** The library as people read it: every version, where it stands, who uses it. */
@Injectable()
export class TemplateViews {
  constructor(
    private readonly database: Database,
    private readonly library: TemplateLibrary,
    private readonly scopes: DossierScopes,
    private readonly storage: ObjectStorage,
    private readonly clock: Clock,
  ) {}

  /** @throws AppError access.denied */
  async list(actor: Actor): Promise<{ items: LibraryTemplate[]; mayManage: boolean }> {
    authorize(actor, 'template.read', actor);
    const { rows, uses } = await this.database.read(dbContext(actor), async (reader) => ({
      rows: await reader.find(TemplateVersionEntity, { where: { suaId: actor.suaId }, order: { code: 'ASC', validFrom: 'DESC' } }),
      uses: await this.uses(reader, actor),
    }));
    const items = [...this.ownViews(rows, uses), ...this.releaseViews(rows, uses)];
    items.sort(
      (left, right) => compare(left.code, right.code) || compare(right.validFrom, left.validFrom) || compare(left.origin, right.origin),
    );
    return { items, mayManage: actsForSua(actor) && decide(actor, 'template.manage', actor).allowed };
  }

  /** @throws AppError access.denied, template.not_found */
  async one(actor: Actor, id: string): Promise<LibraryTemplateDetail> {
    const view = (await this.list(actor)).items.find((item) => item.id === id);
    if (view === undefined) throw new AppError('template.not_found');
    return this.database.read(dbContext(actor), async (reader) => {
      const row = view.origin === 'PRODOTTO' ? null : await reader.findOneBy(TemplateVersionEntity, { id, suaId: actor.suaId });
      const used = (await this.uses(reader, actor)).filter((use) => isUseOf(use, view));
      return {
        ...view,
        findings: (row?.findings ?? []).map(findingView),
        usedBy: used.map(({ dossierId, codiceAppalto, oggetto, ente, pinnedAt }) => ({
          ...{ dossierId, codiceAppalto, oggetto, ente },
          pinnedAt: pinnedAt.toISOString(),
        })),
      };
    });
  }

  /** @throws AppError access.denied, template.not_found */
  async download(actor: Actor, id: string): Promise<Download> {
    authorize(actor, 'template.read', actor);
    const shipped = this.library.sources().find(({ sha256 }) => sha256 === id);
    if (shipped !== undefined) {
      const fileName = `${shipped.manifest.code}_${shipped.manifest.version}.docx`;
      return { stream: Readable.from([shipped.bytes]), fileName, mime: wordType, inline: false, bytes: shipped.bytes.length };
    }
    const row = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)
      ? await this.database.read(dbContext(actor), (reader) => reader.findOneBy(TemplateVersionEntity, { id, suaId: actor.suaId }))
      : null;
    if (row === null) throw new AppError('template.not_found');
    return { stream: await this.storage.get(row.storageKey), fileName: row.fileName, mime: wordType, inline: false, bytes: row.bytes };
  }

  private ownViews(rows: readonly TemplateVersionEntity[], uses: readonly Use[]): LibraryTemplate[] {
    const today = this.today();
    return rows.map((row) => {
      const { id, code, kind, title, version, state, owner, validFrom, validTo, legalBasis, procedures, objects, findings } = row;
      const count = (severity: TemplateFinding['severity']): number => findings.filter((finding) => finding.severity === severity).length;
      const view = {
        ...{
          id,
          code,
          kind,
          title,
          version,
          origin: 'PROVINCIA' as const,
          state,
          owner,
          validFrom,
          validTo,
          legalBasis,
          procedures,
          objects,
        },
        ...{ fileName: row.fileName, bytes: row.bytes, sha256: row.sha256, includes: [...row.includes] },
        ...{ blocking: count('BLOCCA'), warnings: count('AVVISA') },
        inForce: state === 'PUBBLICATO' && isInForce(row, today),
        ...{ uploadedBy: row.uploadedByName, uploadedAt: row.uploadedAt.toISOString(), retiredReason: row.retiredReason },
        ...{ publishedBy: row.publishedByName, publishedAt: row.publishedAt?.toISOString() ?? null },
      };
      return { ...view, dossiers: uses.filter((use) => isUseOf(use, view)).length };
    });
  }

  private releaseViews(rows: readonly TemplateVersionEntity[], uses: readonly Use[]): LibraryTemplate[] {
    const today = this.today();
    const taken = new Set(
      rows.filter((row) => row.state === 'PUBBLICATO' && isInForce(row, today) && isForAll(row)).map(({ code }) => code),
    );
    return this.library.sources().map((source) => {
      const view = releaseView(source);
      const inForce = isInForce(source.manifest, today) && !taken.has(view.code);
      return { ...view, inForce, dossiers: uses.filter((use) => isUseOf(use, view)).length };
    });
  }

  /** The pins in force of the dossiers the actor reads. */
  private async uses(reader: Reader, actor: Actor): Promise<Use[]> {
    const readable = new Set(await this.scopes.ids(reader, actor, 'dossier.read'));
    const uses = await reader.query<Use[]>(
      `select distinct on (p.dossier_id, p.code) p.sha256, p.template_version_id as "versionId", p.code, p.dossier_id as "dossierId",
         d.codice_appalto as "codiceAppalto", d.oggetto, e.denominazione as ente, p.pinned_at as "pinnedAt"
       from template_pins p join dossiers d on d.id = p.dossier_id join enti e on e.id = p.ente_id
       where p.sua_id = $1 order by p.dossier_id, p.code, p.position desc`,
      [actor.suaId],
    );
    return uses.filter(({ dossierId }) => readable.has(dossierId));
  }

  private today(): string {
    return toRomeDate(this.clock.now().toISOString());
  }
}

const isUseOf = (use: Use, view: Pick<LibraryTemplate, 'id' | 'origin' | 'code' | 'sha256'>): boolean =>
  view.origin === 'PROVINCIA' ? use.versionId === view.id : use.versionId === null && use.code === view.code && use.sha256 === view.sha256;

/** One for some cases leaves the others to the template of the release. */
const isForAll = ({ procedures, objects }: TemplateVersionEntity): boolean => procedures.length === 0 && objects.length === 0;

type ReleaseView = Omit<LibraryTemplate, 'inForce' | 'dossiers'>;

function releaseView({ manifest, bytes, sha256 }: TemplateSource): ReleaseView {
  const { code, kind, title, version, validFrom, validTo } = manifest;
  const { procedures, objects } = manifest.appliesTo;
  const { owner } = manifest as { owner?: unknown };
  return {
    ...{ id: sha256, code, kind, title, version, origin: 'PRODOTTO', state: 'PUBBLICATO', owner: owner === 'COMUNE' ? 'COMUNE' : 'SUA' },
    ...{
      validFrom,
      validTo,
      legalBasis: lawOf(manifest.legalBasis),
      procedures,
      objects,
    },
    ...{ fileName: `${code}_${version}.docx`, bytes: bytes.length, sha256, includes: [...includedNames(bytes)], blocking: 0, warnings: 0 },
    ...{ uploadedBy: null, uploadedAt: null, publishedBy: null, publishedAt: null, retiredReason: null },
  };
}

function lawOf(basis: readonly unknown[] | undefined): string {
  return ((basis ?? []) as { act?: string; articles?: string[] }[])
    .map(({ act = '', articles = [] }) => `${act} art. ${articles.join(', ')}`)
    .join('; ');
}

function findingView({
  code,
  severity,
  part,
  paragraph,
  heading,
  tag,
  message,
  suggestion,
  origin,
}: TemplateFinding): LibraryTemplateDetail['findings'][number] {
  return { code, severity, part, paragraph, heading: [...heading], tag, message, suggestion, origin: origin?.path.join(' › ') ?? null };
}

function compare(left: string, right: string): number {
  return left === right ? 0 : left < right ? -1 : 1;
}
