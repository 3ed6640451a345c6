import { Injectable } from '@nestjs/common';
import { type ChangedFactView, type StaleDocumentView } from '@gare/contracts/facts';
import { type Actor } from '@gare/domain/access/actor';
import { changedValues, type ChangedValue } from '@gare/domain/facts/changed-values';
import { shownValue } from '@gare/domain/facts/shown-value';
import { DocumentSets, templateOf, usedValues, type DocumentEntry, type DocumentSet } from '@gare/documents';
import { DossierAccessReader, type ActorOnDossier } from '@gare/dossiers';
import { dbContext } from '@gare/identity';
import { Database, type Reader } from '@gare/platform/database';
import { Provenances, traced, type DossierSources } from './provenances.js';

/** Documents that no longer say what the scheda says, and which facts did it. */
@Injectable()
export class StaleFactsService {
  constructor(
    private readonly database: Database,
    private readonly access: DossierAccessReader,
    private readonly sets: DocumentSets,
    private readonly provenances: Provenances,
  ) {}

  /** @throws AppError dossier.not_found, access.denied */
  list(actor: Actor, dossierId: string): Promise<StaleDocumentView[]> {
    return this.database.read(dbContext(actor), async (reader) => {
      const one = await this.access.open(reader, actor, dossierId);
      one.require('dossier.read');
      const set = await this.sets.read(reader, one.dossier);
      const stale = set.entries.filter(({ state, document }) => state === 'STALE' && one.may('document.read', document.code));
      if (stale.length === 0) return [];
      // Asked at the same moment: they go to the database in one packet.
      const [sources, formed] = await Promise.all([this.provenances.of(reader, one.dossier, set.inputs), formedFrom(reader, dossierId)]);
      return stale.flatMap((entry) => staleView(entry, { one, set, sources, formed }));
    });
  }
}

interface Around {
  readonly one: ActorOnDossier;
  readonly set: DocumentSet;
  readonly sources: DossierSources;
  readonly formed: ReadonlyMap<string, Readonly<Record<string, unknown>>>;
}

function staleView(entry: DocumentEntry, { one, set, sources, formed }: Around): StaleDocumentView[] {
  const { document, current } = entry;
  if (current === null) return [];
  const template = set.inputs.template(templateOf(document));
  const before = formed.get(`${document.code} ${current.basedOn ?? current.version}`);
  const after = template === null ? {} : usedValues(set.inputs.context, template.compiled.fields);
  const facts = before === undefined ? [] : changedValues(before, after).map((change) => factView(sources, change));
  const newer = template !== null && template.compiled.sha256 !== current.templateSha256;
  return [
    {
      code: document.code,
      title: document.title ?? document.code,
      version: current.version,
      handEdited: current.baseDocxKey !== null,
      canGenerate: entry.hasTemplate && one.may('document.generate', document.code),
      facts: distinct(facts),
      template: newer ? { before: current.templateVersion ?? '', after: template.manifest.version } : null,
    },
  ];
}

function factView(sources: DossierSources, { path: field, instance, before, after }: ChangedValue): ChangedFactView {
  const { label, path, provenance } = traced(sources, field, instance);
  const kind = sources.fields.get(field)?.kind;
  const { by, at } = provenance;
  return { instance, label, before: shownValue(before, kind), after: shownValue(after, kind), path, kind: provenance.kind, by, at };
}

/** The same field goes by several names in templates: it is one fact. What people wrote comes first. */
function distinct(facts: readonly ChangedFactView[]): ChangedFactView[] {
  const byFact = new Map<string, ChangedFactView>();
  for (const fact of facts) {
    const key = fact.kind === 'SCHEDA' && fact.path !== null ? fact.path : `${fact.label} ${fact.before} ${fact.after}`;
    if (!byFact.has(key)) byFact.set(key, fact);
  }
  const order = (fact: ChangedFactView): number => Number(fact.kind !== 'SCHEDA');
  return [...byFact.values()].sort((one, other) => order(one) - order(other));
}

/** What the generated versions were formed from, by code and number. */
async function formedFrom(reader: Reader, dossierId: string): Promise<Around['formed']> {
  const rows = await reader.query<{ key: string; values: Record<string, unknown> }[]>(
    `select d.code || ' ' || v.version as key, f."values" from documents d
       join document_versions now on now.document_id = d.id and now.version = d.current_version
       join document_versions v on v.document_id = d.id and v.version = coalesce(now.based_on, now.version)
       join version_facts f on f.document_version_id = v.id
     where d.dossier_id = $1`,
    [dossierId],
  );
  return new Map(rows.map(({ key, values }) => [key, values]));
}
