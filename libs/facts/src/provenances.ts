import { Injectable } from '@nestjs/common';
import { type ProvenanceView } from '@gare/contracts/facts';
import { legalFigureKey } from '@gare/contracts/scheda/template-context/legal-parameters';
import { type ContextField } from '@gare/contracts/scheda/template-context/context-field';
import { fieldsOfKind } from '@gare/contracts/template-catalogue';
import { derivationOf, type Derivation } from '@gare/domain/facts/derivations';
import { parameter, type LegalParameter } from '@gare/domain/law/parameters';
import { getAt, pathsOverlap, patternOf } from '@gare/domain/scheda/path';
import { FormationInputs, schedaPlace, type DossierInputs } from '@gare/documents';
import { type DossierEntity } from '@gare/dossiers';
import { type Reader } from '@gare/platform/database';

/** The last change of a path. */
export interface Stamp {
  readonly path: string;
  readonly revision: number;
  readonly by: string;
  readonly at: Date;
}

/** All that tells where the values of a dossier come from. */
export interface DossierSources {
  readonly values: unknown;
  readonly asOf: string;
  readonly parameters: readonly LegalParameter[];
  readonly fields: ReadonlyMap<string, ContextField>;
  /** Newest first. */
  readonly stamps: readonly Stamp[];
  /** The opening of the dossier: it brought the values that nobody changed since. */
  readonly opening: Stamp | undefined;
}

export interface Traced {
  readonly label: string;
  /** Path of the scheda where the value is written; null for one nobody types. */
  readonly path: string | null;
  readonly provenance: ProvenanceView;
}

/** Where values come from: who wrote them, or how they were worked out. */
@Injectable()
export class Provenances {
  constructor(private readonly inputs: FormationInputs) {}

  /** @param known what documents are formed from, where whoever asks has read it already */
  async of(reader: Reader, dossier: DossierEntity, known?: DossierInputs): Promise<DossierSources> {
    const { values, referenceDate: asOf, parameters } = known ?? (await this.inputs.of(reader, dossier));
    const stamps = await reader.query<Stamp[]>(
      `select * from (select distinct on (path) path, revision, changed_by_name as by, at from scheda_changes
       where dossier_id = $1 order by path, revision desc, position desc) last order by revision desc`,
      [dossier.id],
    );
    const [opening] = await reader.query<Stamp[]>(
      `select '' as path, 0 as revision, coalesce((select nome || ' ' || cognome from people where id = $1), 'chi ha aperto il fascicolo') as by, $2::timestamptz as at`,
      [dossier.createdBy, dossier.createdAt],
    );
    return {
      values,
      asOf,
      parameters,
      stamps,
      opening,
      fields: new Map(fieldsOfKind(dossier.kindCode).map((field) => [field.path, field])),
    };
  }
}

/** Of a value as the templates name it: catalogue path, and the same with the items in hand. */
export function traced(sources: DossierSources, field: string, instance: string): Traced {
  const known = sources.fields.get(field);
  const place = known?.source === undefined ? null : schedaPlace(sources.values, known.source, instance);
  const provenance = provenanceAt(sources, { field, place });
  return { label: known?.label ?? field, path: provenance.kind === 'SCHEDA' || provenance.kind === 'DERIVATO' ? place : null, provenance };
}

const nobody = { derivation: null, by: null, at: null, revision: null, parameter: null } as const;

function provenanceAt(sources: DossierSources, { field, place }: { field: string; place: string | null }): ProvenanceView {
  if (field.startsWith('parametri.')) return { ...nobody, kind: 'LEGGE', parameter: rowOf(sources, field) };
  if (field === 'codiceAppalto') return { ...nobody, kind: 'FASCICOLO' };
  const derivation = derivationOf(field);
  if (derivation !== null) return derived(sources, derivation);
  if (place === null) return { ...nobody, kind: /^(?:comune|provincia)\./.test(field) ? 'ENTE' : 'DERIVATO' };
  const written = ofField(sources, place);
  const isEntes = /^(?:comune|provincia)\./.test(field) && (getAt(sources.values, place) ?? null) === null;
  return isEntes ? { ...nobody, kind: 'ENTE' } : written;
}

/** Who wrote a field of the sheet last. */
export function ofField({ values, stamps, opening }: DossierSources, path: string): ProvenanceView {
  const isWritten = (getAt(values, path) ?? null) !== null;
  const stamp = stamps.find((candidate) => pathsOverlap(candidate.path, path)) ?? (isWritten ? opening : undefined);
  return { ...nobody, kind: 'SCHEDA', ...actOf(stamp) };
}

function derived({ stamps }: DossierSources, derivation: Derivation): ProvenanceView {
  const stamp = stamps.find(({ path }) => derivation.from.some((source) => overlaps(patternOf(path), source)));
  return { ...nobody, kind: 'DERIVATO', derivation: { ...derivation, from: [...derivation.from] }, ...actOf(stamp) };
}

const overlaps = (one: string, other: string): boolean => one === other || one.startsWith(`${other}/`) || other.startsWith(`${one}/`);

function actOf(stamp: Stamp | undefined): Pick<ProvenanceView, 'by' | 'at' | 'revision'> {
  return stamp === undefined
    ? { by: null, at: null, revision: null }
    : { by: stamp.by, at: stamp.at.toISOString(), revision: stamp.revision };
}

function rowOf({ asOf, parameters }: DossierSources, field: string): ProvenanceView['parameter'] {
  const key = legalFigureKey(field);
  const reading = key === null ? null : parameter(key, asOf, parameters);
  return reading?.known === true ? { key: reading.parameter.key, from: reading.parameter.from, cite: reading.parameter.cite } : null;
}
