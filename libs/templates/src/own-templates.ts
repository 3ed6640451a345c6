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

  /** Those published and in force on the day, and with them those named by id whatever their state: a dossier keeps what it is pinned to. */
  async of(
    reader: Reader,
    suaId: string,
    { asOf, pinned }: { asOf: string; pinned: readonly string[] },
  ): Promise<{ published: readonly TemplateSource[]; kept: readonly TemplateSource[] }> {
    const rows = await reader
      .createQueryBuilder(TemplateVersionEntity, 'version')
      .where('version.sua_id = :suaId', { suaId })
      .andWhere(
        `(version.id = any (:pinned) or (version.state = 'PUBBLICATO' and version.valid_from <= :asOf
          and (version.valid_to is null or version.valid_to >= :asOf)))`,
        { pinned: [...pinned], asOf },
      )
      .orderBy('version.valid_from')
      .getMany();
    const kept = await this.sources(reader, rows);
    const inForce = new Set(rows.filter((row) => row.state === 'PUBBLICATO' && isInForce(row, asOf)).map(({ id }) => id));
    return { kept, published: kept.filter(({ versionId }) => versionId !== null && inForce.has(versionId)) };
  }

  /** One of them, whatever its state; null where there is none. */
  async one(reader: Reader, suaId: string, id: string): Promise<TemplateSource | null> {
    const row = await reader.findOneBy(TemplateVersionEntity, { suaId, id });
    const [source] = row === null ? [] : await this.sources(reader, [row]);
    return source ?? null;
  }

  private async sources(reader: Reader, rows: readonly TemplateVersionEntity[]): Promise<TemplateSource[]> {
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

/** An uploaded file as the source of documents. */
export function sourceOf(
  row: Pick<TemplateVersionEntity, 'id' | 'code' | 'kind' | 'title' | 'version' | 'validFrom' | 'validTo' | 'fileName' | 'sha256'>,
  bytes: Buffer,
): TemplateSource {
  const { id, code, kind, title, version, validFrom, validTo, fileName, sha256 } = row;
  return { folder: fileName, manifest: { code, kind, title, version, validFrom, validTo }, bytes, sha256, versionId: id };
}
