import { Injectable } from '@nestjs/common';
import { type DocumentFact } from '@gare/domain/kinds/kind-facts';
import { type DossierEntity } from '@gare/dossiers';
import { type Reader } from '@gare/platform/database';
import { DocumentVersionEntity } from './document-version.entity.js';
import { DocumentEntity } from './document.entity.js';
import { FormationInputs, type DossierInputs } from './formation-inputs.js';

export type ShownState = 'MISSING' | 'GENERATING' | 'READY' | 'STALE' | 'FAILED';

/** A document row with its version in force and whether that still says what the scheda says. */
export interface DocumentStanding {
  readonly row: DocumentEntity;
  readonly current: DocumentVersionEntity | null;
  readonly state: ShownState;
  /** The version in force was formed from other values or another template than today's. */
  readonly stale: boolean;
}

/** By document code; a code without a row was never asked for. */
export type DocumentStandings = ReadonlyMap<string, DocumentStanding>;

/** Where the documents of a dossier stand now. */
@Injectable()
export class DocumentStates {
  constructor(private readonly inputs: FormationInputs) {}

  async read(reader: Reader, dossier: DossierEntity): Promise<DocumentStandings> {
    return this.compare(reader, dossier, await this.inputs.of(reader, dossier));
  }

  /** What gates and requirements see of them: asked at every look at a dossier, so without reading the versions whole. */
  async facts(reader: Reader, dossier: DossierEntity): Promise<DocumentFact[]> {
    const [inputs, rows] = await Promise.all([this.inputs.of(reader, dossier), reader.query<Gated[]>(gated, [dossier.id])]);
    return rows.map(({ code, state, hasVersion, inputHash, templateCode }) => {
      const stale = inputHash !== null && inputs.hashOf(code, templateCode ?? '') !== inputHash;
      return { code, state: state === 'READY' && stale ? 'STALE' : state, count: hasVersion ? 1 : 0 };
    });
  }

  /** The same, against inputs already read. */
  async compare(reader: Reader, dossier: DossierEntity, inputs: DossierInputs): Promise<DocumentStandings> {
    const [rows, versions] = await Promise.all([reader.findBy(DocumentEntity, { dossierId: dossier.id }), inForce(reader, dossier.id)]);
    return new Map(rows.map((row) => [row.code, standing(row, versions.get(row.id) ?? null, inputs)]));
  }
}

/** A document as far as gates depend on it. */
interface Gated {
  readonly code: string;
  readonly state: DocumentEntity['state'];
  readonly hasVersion: boolean;
  readonly inputHash: string | null;
  readonly templateCode: string | null;
}

const gated = `select d.code, d.state, v.id is not null as "hasVersion", v.input_hash as "inputHash", v.template_code as "templateCode"
  from documents d left join document_versions v on v.document_id = d.id and v.version = d.current_version where d.dossier_id = $1`;

/** The version in force of each document, by document id. Without their texts. */
async function inForce(reader: Reader, dossierId: string): Promise<ReadonlyMap<string, DocumentVersionEntity>> {
  const versions = await reader
    .createQueryBuilder(DocumentVersionEntity, 'version')
    .innerJoin(DocumentEntity, 'document', 'document.id = version.document_id and document.current_version = version.version')
    .where('version.dossier_id = :dossierId', { dossierId })
    .getMany();
  return new Map(versions.map((version) => [version.documentId, version]));
}

function standing(row: DocumentEntity, current: DocumentVersionEntity | null, inputs: DossierInputs): DocumentStanding {
  const stale = current !== null && current.inputHash !== null && inputs.hashOf(row.code, current.templateCode ?? '') !== current.inputHash;
  return { row, current, stale, state: row.state === 'READY' && stale ? 'STALE' : row.state };
}

/** The standings as gates and requirements see them. */
export function factsOf(standings: DocumentStandings): DocumentFact[] {
  return [...standings].map(([code, { state, current }]) => ({ code, state, count: current === null ? 0 : 1 }));
}
