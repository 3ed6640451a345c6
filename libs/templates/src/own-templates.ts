import { Injectable } from '@nestjs/common';
import { type Reader } from '@gare/platform/database';
import { type TemplateSource } from './release-files.js';
import { isInForce } from './template-manifest.js';
import { TemplateVersionEntity } from './template-version.entity.js';

/** Files that are kept in memory by hash; one takes some tens of kB. */
const keptFiles = 200;

/** Templates a Province has uploaded, as sources to form documents from. */
@Injectable()
export class OwnTemplates {
  private readonly files = new Map<string, Buffer>();

  /**
   * Those published and in force on the day, and with them those a dossier is pinned to whatever their state: it keeps them. The pins
   * are looked up in the same question, so that nobody waits for them first.
   */
  async of(
    reader: Reader,
    suaId: string,
    { asOf, dossierId }: { asOf: string; dossierId: string },
  ): Promise<{ published: readonly TemplateSource[]; kept: readonly TemplateSource[] }> {
    const rows = await reader.query<(OwnRow & { readonly state: string })[]>(
      `select ${columns}, v.state from template_versions v
       where v.sua_id = $1
         and (v.id in (select p.template_version_id from template_pins p where p.dossier_id = $2)
           or (v.state = 'PUBBLICATO' and v.valid_from <= $3::date and (v.valid_to is null or v.valid_to >= $3::date)))
       order by v.valid_from`,
      [suaId, dossierId, asOf],
    );
    const kept = await this.sources(reader, rows);
    const inForce = new Set(rows.filter((row) => row.state === 'PUBBLICATO' && isInForce(row, asOf)).map(({ id }) => id));
    return { kept, published: kept.filter(({ versionId }) => versionId !== null && inForce.has(versionId)) };
  }

  /** The shared parts published and in force on the day: their names are in small letters, the codes of templates in capitals. */
  async parts(reader: Reader, suaId: string, asOf: string): Promise<readonly TemplateSource[]> {
    const rows = await reader.query<OwnRow[]>(
      `select ${columns} from template_versions v
       where v.sua_id = $1 and v.state = 'PUBBLICATO' and v.code ~ '^[a-z]' and v.valid_from <= $2::date
         and (v.valid_to is null or v.valid_to >= $2::date)`,
      [suaId, asOf],
    );
    return this.sources(reader, rows);
  }

  /** The templates published that are in force on the day or later, without parts. */
  async from(reader: Reader, suaId: string, day: string): Promise<readonly TemplateSource[]> {
    const rows = await reader.query<OwnRow[]>(
      `select ${columns} from template_versions v
       where v.sua_id = $1 and v.state = 'PUBBLICATO' and v.code !~ '^[a-z]' and (v.valid_to is null or v.valid_to >= $2::date)
       order by v.code, v.valid_from`,
      [suaId, day],
    );
    return this.sources(reader, rows);
  }

  /** One of them, whatever its state; null where there is none. */
  async one(reader: Reader, suaId: string, id: string): Promise<TemplateSource | null> {
    const row = await reader.findOneBy(TemplateVersionEntity, { suaId, id });
    const [source] = row === null ? [] : await this.sources(reader, [row]);
    return source ?? null;
  }

  private async sources(reader: Reader, rows: readonly OwnRow[]): Promise<TemplateSource[]> {
    const unread = rows.filter(({ sha256 }) => !this.files.has(sha256)).map(({ id }) => id);
    if (unread.length > 0) {
      const read = await reader.query<{ sha256: string; content: Buffer }[]>(
        'select sha256, content from template_versions where id = any ($1)',
        [unread],
      );
      for (const { sha256, content } of read) this.keep(sha256, content);
    }
    return rows.flatMap((row) => {
      const bytes = this.files.get(row.sha256);
      return bytes === undefined ? [] : [sourceOf(row, bytes)];
    });
  }

  private keep(sha256: string, content: Buffer): void {
    const [oldest] = this.files.keys();
    if (this.files.size >= keptFiles && oldest !== undefined) this.files.delete(oldest);
    this.files.set(sha256, content);
  }
}

const columns = `v.id, v.code, v.kind, v.title, v.version, v.valid_from::text as "validFrom", v.valid_to::text as "validTo",
  v.file_name as "fileName", v.sha256, v.procedures, v.objects`;

/** What of an uploaded file makes it a source of documents. */
type OwnRow = Pick<
  TemplateVersionEntity,
  'id' | 'code' | 'kind' | 'title' | 'version' | 'validFrom' | 'validTo' | 'fileName' | 'sha256' | 'procedures' | 'objects'
>;

/** An uploaded file as the source of documents. */
export function sourceOf(row: OwnRow, bytes: Buffer): TemplateSource {
  const { id, code, kind, title, version, validFrom, validTo, fileName, sha256, procedures, objects } = row;
  const appliesTo = { procedures, objects };
  return { folder: fileName, manifest: { code, kind, title, version, validFrom, validTo, appliesTo }, bytes, sha256, versionId: id };
}
