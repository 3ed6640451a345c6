import { Injectable } from '@nestjs/common';
import { toRomeDate } from '@gare/domain/calendar/rome-time';
import { type PackageBlock } from '@gare/contracts/packages';
import { type Scheda } from '@gare/contracts/scheda/scheda';
import { fieldTrail } from '@gare/contracts/scheda/field-trail';
import { documentRequirements, type DocumentRequirement } from '@gare/domain/kinds/document-requirements';
import { type KindDocument, type LoadedKind } from '@gare/domain/kinds/kind';
import { type LegalParameter } from '@gare/domain/law/parameters';
import { packageCategory } from '@gare/domain/package/categories';
import { packageInputHash, type PackageContent, type PackageInputDocument } from '@gare/domain/package/input';
import { ChecksReader, type CheckBlock } from '@gare/checks';
import { DocumentsReader, type CurrentDocument } from '@gare/documents';
import { KindLibrary, type DossierEntity } from '@gare/dossiers';
import { EnteReader } from '@gare/identity';
import { ParameterRegister } from '@gare/law';
import { sha256Hex } from '@gare/platform/audit';
import { type Reader } from '@gare/platform/database';
import { SchedaReader } from '@gare/scheda';
import { PackageParts } from './package-parts.js';

/** What a package of the dossier would hold now, and what stands in its way. */
export interface PackageProspect {
  readonly content: PackageContent;
  readonly inputHash: string;
  /** Date the checks were made at. */
  readonly asOf: string;
  /** Empty when the package can be built. */
  readonly blocks: readonly PackageBlock[];
}

interface Asked {
  readonly requirement: DocumentRequirement;
  readonly current: CurrentDocument | null;
}

/** Reads what a package is made from, in one snapshot of the database. */
@Injectable()
export class PackageContents {
  constructor(
    private readonly kinds: KindLibrary,
    private readonly enti: EnteReader,
    private readonly scheda: SchedaReader,
    private readonly documents: DocumentsReader,
    private readonly checks: ChecksReader,
    private readonly law: ParameterRegister,
    private readonly parts: PackageParts,
  ) {}

  async read(reader: Reader, dossier: DossierEntity): Promise<PackageProspect> {
    const kind = this.kinds.require(dossier.kindCode, dossier.kindVersion);
    const ente = await this.enti.require(reader, dossier.enteId);
    const { revision, values } = await this.scheda.read(reader, dossier.id);
    const results = await this.checks.results(reader, dossier.id);
    // A dossier never checked is blocked, so the other date never enters a package.
    const asOf = newest(results.map((result) => result.asOf)) ?? toRomeDate(dossier.createdAt.toISOString());
    const failed = results.filter(({ status }) => status === 'KO').length;
    const asked = packagedDocuments(
      kind,
      { dossier, values, asOf, parameters: await this.law.rows(reader, dossier.suaId) },
      await this.documents.current(reader, dossier.id),
    );
    const packedNow = asked.flatMap(({ requirement, current }) => (current === null ? [] : [packed(requirement.document, current)]));
    const arranged = await this.parts.arrange(reader, { dossier, kind, sheet: values }, packedNow);
    const content: PackageContent = {
      dossierId: dossier.id,
      codiceAppalto: dossier.codiceAppalto,
      oggetto: dossier.oggetto,
      ente: { denominazione: ente.denominazione, cf: ente.codiceFiscale, ipa: ente.codiceIpa },
      procedura: values.tipoProcedura ?? null,
      cig: (values.lotti ?? []).flatMap((lotto) => lotto.cig ?? []),
      profili: kind.packageProfiles,
      kind: { code: kind.code, version: kind.version },
      schedaRevision: revision,
      checks: { esito: failed === 0 ? 'OK' : 'CON_RILIEVI', numKO: failed, overrides: [] },
      ...arranged,
    };
    // A kind without checks has none that could still be to make.
    const checked = kind.checks.length === 0 ? [] : await this.checks.blocks(reader, dossier.id);
    const blocks = [...checked.map(checkBlock), ...asked.flatMap(documentBlocks)];
    return { content, inputHash: packageInputHash(content, sha256Hex), asOf, blocks };
  }
}

/** The documents the kind puts into the package and this procedure asks for or admits, in the order of the kind. */
function packagedDocuments(
  kind: LoadedKind,
  { dossier, values, asOf, parameters }: { dossier: DossierEntity; values: Scheda; asOf: string; parameters: readonly LegalParameter[] },
  documents: readonly CurrentDocument[],
): readonly Asked[] {
  // The scheda alone decides: asking the gates would ask for the package again.
  const requirements = documentRequirements(kind, dossier.state, {
    asOf,
    parameters,
    subject: values,
    documents: [],
    ente: dossier.enteId,
    sua: dossier.suaId,
    fieldLabel: fieldTrail,
  });
  const byCode = new Map(documents.map((document) => [document.code, document]));
  return requirements
    .filter(({ document, requirement }) => document.packaged && requirement !== 'NA')
    .map((requirement) => ({ requirement, current: byCode.get(requirement.document.code) ?? null }));
}

function packed(document: KindDocument, current: CurrentDocument): PackageInputDocument {
  const { code, title, version: revision, fileName, mime, sha256, bytes, storageKey } = current;
  const category = packageCategory(code, document.category);
  const date = toRomeDate(current.createdAt.toISOString());
  return { code, title, category, publish: document.publish, revision, fileName, mime, sha256, bytes, storageKey, lot: null, date };
}

function checkBlock({ checkId, message, path, documentCode }: CheckBlock): PackageBlock {
  return { checkId: checkId === '' ? null : checkId, message, path, documentCode };
}

function documentBlocks({ requirement: { document, requirement, why }, current }: Asked): PackageBlock[] {
  const name = `«${document.title ?? document.code}» (${document.code})`;
  const about = (message: string): PackageBlock[] => [block(message, document.code)];
  if (current === null) {
    if (requirement === 'M') return about(`Manca ${name}. ${why}`);
    return requirement === 'UNKNOWN' ? about(`Documento ${name}. ${why}`) : [];
  }
  switch (current.state) {
    case 'READY':
      return [];
    case 'STALE':
      return about(`${name} non riporta le ultime modifiche della scheda: va generato di nuovo.`);
    case 'GENERATING':
      return about(`${name} è in formazione: tra poco il pacchetto si potrà formare.`);
    case 'FAILED':
      return about(`L’ultima formazione di ${name} non è riuscita: la versione in vigore può essere superata.`);
    case 'MISSING':
      return about(`Manca ${name}. ${why}`);
  }
}

const newest = (dates: readonly string[]): string | undefined => [...dates].sort().at(-1);

function block(message: string, documentCode: string): PackageBlock {
  return { message, checkId: null, path: null, documentCode };
}
