import { Injectable } from '@nestjs/common';
import { type Scheda } from '@gare/contracts/scheda/scheda';
import { ConvenzioneFactsReader } from '@gare/convenzioni';
import { type CheckFacts } from '@gare/domain/checks/check';
import { isDirectAward } from '@gare/domain/checks/sheet-facts';
import { standingOf } from '@gare/domain/kinds/kind-access';
import { referenceDate } from '@gare/domain/scheda/derive';
import { DocumentsReader } from '@gare/documents';
import { KindLibrary, type DossierEntity } from '@gare/dossiers';
import { SuaStanding } from '@gare/law';
import { Clock } from '@gare/platform/clock';
import { type Reader } from '@gare/platform/database';
import { SchedaReader } from '@gare/scheda';
import { CheckCases } from './check-cases.js';

/** The facts, and which state of the inputs they are: equal marks mean that nothing moved in between. */
export interface BuiltFacts {
  readonly facts: CheckFacts;
  readonly mark: string;
}

/** Stands where the code of the tender would: a comune must not learn which other body holds the CIG. */
const otherDossier = 'di un altro fascicolo della SUA';

const cigsOf = ({ lotti }: Scheda): string[] => [...new Set((lotti ?? []).flatMap(({ cig }) => cig ?? []))].sort();

/** The one way from rows to what checks see. */
@Injectable()
export class FactsBuilder {
  constructor(
    private readonly scheda: SchedaReader,
    private readonly documents: DocumentsReader,
    private readonly convenzioni: ConvenzioneFactsReader,
    private readonly kinds: KindLibrary,
    private readonly clock: Clock,
    private readonly sua: SuaStanding,
    private readonly cases: CheckCases,
  ) {}

  async build(reader: Reader, dossier: DossierEntity): Promise<BuiltFacts> {
    const { values } = await this.scheda.read(reader, dossier.id);
    const elsewhere = new Set(await this.scheda.cigsElsewhere(reader, dossier.suaId, dossier.id));
    const documents = await this.documents.texts(reader, dossier);
    const ofKind = await this.cases.read(reader, dossier);
    const asOf = ofKind?.riferimento ?? referenceDate(values, this.clock.now().toISOString()).data;
    const { rows, seat } = await this.sua.law(reader, dossier.suaId);
    const facts: CheckFacts = {
      asOf,
      dossier: {
        kind: dossier.kindCode,
        state: dossier.state,
        codiceAppalto: dossier.codiceAppalto,
        published: standingOf(this.kinds.require(dossier.kindCode, dossier.kindVersion), dossier).pubblicato,
      },
      scheda: values,
      documents: documents.map(({ origin, sha256, ...document }) => ({
        ...document,
        kind: origin,
        ...(sha256 !== null && { fingerprint: sha256 }),
      })),
      // Only the codes this dossier uses too: the others change nothing here.
      archive: { cigs: cigsOf(values).flatMap((cig) => (elsewhere.has(cig) ? [{ cig, codiceAppalto: otherDossier }] : [])) },
      award: {
        // A direct award is made by the decision itself (C. 17 c. 2).
        awarded: (isDirectAward(values) ? values.decisioneContrarre : values.provvedimentoAggiudicazione)?.data ?? null,
        lastCommunication: values.comunicazioni?.ultima ?? null,
        contractSigned: values.contratto?.data ?? null,
      },
      convenzione: await this.convenzioni.of(reader, dossier),
      case: ofKind,
      parameters: rows,
      seat,
    };
    return { facts, mark: await this.mark(reader, dossier) };
  }

  /** The mark the facts would have now: a cheap stamp of the inputs that change. */
  async mark(reader: Reader, dossier: DossierEntity): Promise<string> {
    const { revision } = await this.scheda.read(reader, dossier.id);
    const versions = await this.documents.versions(reader, dossier.id);
    const law = await this.sua.mark(reader, dossier.suaId);
    const ofKind = await this.cases.mark(reader, dossier);
    return [dossier.state, revision, law, ofKind, await this.convenzioni.mark(reader, dossier), ...versions].join(' ');
  }
}
