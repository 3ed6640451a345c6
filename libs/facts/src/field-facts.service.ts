import { Injectable } from '@nestjs/common';
import { fieldAt } from '@gare/contracts/scheda/describe-fields';
import { type DraftPlaceView, type FactPlaceView, type FieldFacts, type ValueFacts } from '@gare/contracts/facts';
import { type Actor } from '@gare/domain/access/actor';
import { derivationOf, derivedFrom } from '@gare/domain/facts/derivations';
import { headingsAbove } from '@gare/domain/facts/headings';
import { shownValue } from '@gare/domain/facts/shown-value';
import { pathsOverlap, patternOf } from '@gare/domain/scheda/path';
import { DocumentSets, FormationTexts, schedaPlace, type OutlineEntry, type ValueInText } from '@gare/documents';
import { DossierAccessReader } from '@gare/dossiers';
import { dbContext } from '@gare/identity';
import { Database, type Reader } from '@gare/platform/database';
import { ofField, Provenances, traced, type DossierSources } from './provenances.js';

interface PlaceRow {
  readonly code: string;
  readonly version: number;
  readonly field: string;
  readonly instance: string;
  readonly part: string;
  readonly paragraph: number;
  readonly line: number | null;
  readonly text: string;
  readonly origin: string | null;
  readonly outline: readonly OutlineEntry[] | null;
}

const shownChanges = 10;

/** One field of the scheda: where it comes from, where it is printed. */
@Injectable()
export class FieldFactsService {
  constructor(
    private readonly database: Database,
    private readonly access: DossierAccessReader,
    private readonly provenances: Provenances,
    private readonly sets: DocumentSets,
    private readonly texts: FormationTexts,
  ) {}

  /** Of a value as a text names it. @throws AppError dossier.not_found, access.denied */
  ofValue(actor: Actor, dossierId: string, { field, instance }: { field: string; instance: string }): Promise<ValueFacts> {
    return this.database.read(dbContext(actor), async (reader) => {
      const one = await this.access.open(reader, actor, dossierId);
      one.require('dossier.read');
      return traced(await this.provenances.of(reader, one.dossier), field, instance);
    });
  }

  /** @throws AppError dossier.not_found, access.denied */
  of(actor: Actor, dossierId: string, path: string): Promise<FieldFacts> {
    return this.database.read(dbContext(actor), async (reader) => {
      const one = await this.access.open(reader, actor, dossierId);
      one.require('dossier.read');
      const sources = await this.provenances.of(reader, one.dossier);
      const kind = this.sets.kindOf(one.dossier);
      const title = (code: string): string => kind.documents.find((document) => document.code === code)?.title ?? code;
      const names = namesOf(sources, path);
      const rows = await placesOf(reader, dossierId, names);
      const drafted = (await this.texts.values(reader, dossierId)).filter(
        (value) => names.includes(value.path) && one.may('draft.read', value.code),
      );
      const readable = rows.filter(({ code }) => one.may('document.read', code));
      const feeds = derivedFrom(patternOf(path)).map((name) => ({
        label: sources.fields.get(name)?.label ?? name,
        rule: derivationOf(name)?.rule ?? '',
      }));
      return {
        path,
        label: fieldAt(path)?.label ?? labelOf(sources, path),
        provenance: ofField(sources, path),
        history: await historyOf(reader, dossierId, path),
        places: readable.flatMap((row) => placeView(row, { sources, path, title: title(row.code) })),
        drafts: drafted.flatMap((value) => draftView(value, { sources, path, title: title(value.code) })),
        feeds: [...new Map(feeds.map((feed) => [feed.label, feed])).values()],
      };
    });
  }
}

/** Catalogue paths that print the field itself, or a value worked out from it. */
function namesOf({ fields }: DossierSources, path: string): string[] {
  const pattern = patternOf(path);
  const direct = [...fields.values()].filter(
    ({ source }) => source !== undefined && (source === pattern || pattern.startsWith(`${source}/`)),
  );
  return [...new Set([...direct.map((field) => field.path), ...derivedFrom(pattern)])];
}

function labelOf({ fields }: DossierSources, path: string): string {
  return [...fields.values()].find(({ source }) => source === patternOf(path))?.label ?? path;
}

function placesOf(reader: Reader, dossierId: string, names: readonly string[]): Promise<PlaceRow[]> {
  return reader.query<PlaceRow[]>(
    `select d.code, v.version, v.outline, p.field, p.instance, p.part, p.paragraph, p.line, p.text, p.origin
     from fact_places p join document_versions v on v.id = p.document_version_id
       join documents d on d.id = v.document_id and d.current_version = v.version
     where p.dossier_id = $1 and p.field = any ($2) order by d.code, p.position`,
    [dossierId, names],
  );
}

function placeView(row: PlaceRow, of: { sources: DossierSources; path: string; title: string }): FactPlaceView[] {
  const { sources, title } = of;
  const { code, version, field, instance, part, paragraph, line, text, origin, outline } = row;
  const known = sources.fields.get(field);
  const isDerived = derivationOf(field) !== null;
  if (isOfAnotherItem(of, field, instance)) return [];
  const heading = headingsAbove(outline ?? [], line);
  return [
    { code, title, version, instance, label: known?.label ?? field, heading, part, paragraph, line, text, origin, derived: isDerived },
  ];
}

function draftView(value: ValueInText, of: { sources: DossierSources; path: string; title: string }): DraftPlaceView[] {
  const { code, path: field, instance, heading, block, text, gone } = value;
  if (isOfAnotherItem(of, field, instance)) return [];
  const label = of.sources.fields.get(field)?.label ?? field;
  return [{ code, title: of.title, instance, label, heading, block, text, gone, derived: derivationOf(field) !== null }];
}

/** Of a list the place is that of the item in hand: the CIG of another lot is another fact. */
function isOfAnotherItem({ sources, path }: { sources: DossierSources; path: string }, field: string, instance: string): boolean {
  const source = sources.fields.get(field)?.source;
  const written = source === undefined ? null : schedaPlace(sources.values, source, instance);
  return written !== null && /\[\d+\]/.test(instance) && !pathsOverlap(itemOf(written), itemOf(path));
}

/** The item of the first list a path leads through: `lotti/LOT-0001`. */
const itemOf = (path: string): string => path.split('/').slice(0, 2).join('/');

async function historyOf(reader: Reader, dossierId: string, path: string): Promise<FieldFacts['history']> {
  const rows = await reader.query<{ before: unknown; after: unknown; by: string; at: Date; revision: number }[]>(
    `select before, after, changed_by_name as by, at, revision from scheda_changes
     where dossier_id = $1 and path = $2 order by revision desc, position desc limit $3`,
    [dossierId, path, shownChanges],
  );
  const kind = fieldAt(path)?.kind;
  return rows.map(({ before, after, by, at, revision }) => ({
    before: shownValue(before, kind),
    after: shownValue(after, kind),
    by,
    at: at.toISOString(),
    revision,
  }));
}
