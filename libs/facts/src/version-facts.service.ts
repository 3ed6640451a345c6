import { Injectable } from '@nestjs/common';
import { type BoundValue, type VersionFactsView } from '@gare/contracts/facts';
import { type Actor } from '@gare/domain/access/actor';
import { DocumentReads, DocumentSets, type DocumentVersionEntity } from '@gare/documents';
import { DossierAccessReader } from '@gare/dossiers';
import { dbContext } from '@gare/identity';
import { Database } from '@gare/platform/database';
import { FactPlaceEntity } from './fact-place.entity.js';
import { Provenances, traced, type DossierSources } from './provenances.js';
import { traceRead, versionsOf } from './readable-version.js';

/** The text of a version with the values that come from fields. */
@Injectable()
export class VersionFactsService {
  constructor(
    private readonly database: Database,
    private readonly access: DossierAccessReader,
    private readonly provenances: Provenances,
    private readonly sets: DocumentSets,
    private readonly reads: DocumentReads,
  ) {}

  /** @throws AppError dossier.not_found, document.not_found, access.denied */
  of(actor: Actor, { dossierId, code, version: number }: { dossierId: string; code: string; version: number }): Promise<VersionFactsView> {
    return this.database.transaction(dbContext(actor), async (tx) => {
      const one = await this.access.open(tx, actor, dossierId);
      one.require('dossier.read');
      one.require('document.read', code);
      const { document, versions } = await versionsOf(tx, { dossierId, code }, [number]);
      await traceRead(tx, actor, { reads: this.reads, one, document, version: number });
      const sources = await this.provenances.of(tx, one.dossier);
      const [version] = versions;
      const places = version === undefined ? [] : await tx.findBy(FactPlaceEntity, { documentVersionId: version.id });
      const title = this.sets.kindOf(one.dossier).documents.find((candidate) => candidate.code === code)?.title ?? code;
      return {
        code,
        title,
        version: number,
        lines: version === undefined ? null : linesOf(version),
        values: places
          .toSorted((left, right) => left.position - right.position)
          .flatMap((place) => (place.line === null ? [] : [boundValue(sources, place, place.line)])),
        ...readingOf(version?.reading ?? null),
      };
    });
  }
}

function readingOf(reading: DocumentVersionEntity['reading']): Pick<VersionFactsView, 'pages' | 'unread'> {
  if (reading === null) return { pages: null, unread: null };
  const { pages, unread } = reading;
  return { pages: [...pages], unread: unread === null ? null : { ...unread, pages: [...unread.pages] } };
}

function linesOf({ text, outline }: DocumentVersionEntity): VersionFactsView['lines'] {
  if (text === null) return null;
  const levels = new Map((outline ?? []).map(({ line, level }) => [line, level]));
  return text.split('\n').map((line, index) => ({ text: line, level: levels.get(index) ?? null }));
}

function boundValue(sources: DossierSources, place: FactPlaceEntity, line: number): BoundValue {
  const { position, start, text, instance, origin, field, part } = place;
  const { label, path, provenance } = traced(sources, field, instance);
  return { position, line, start, text, inBody: part === 'word/document.xml', instance, label, path, provenance, origin };
}
