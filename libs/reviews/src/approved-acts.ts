import { Injectable, type OnModuleInit } from '@nestjs/common';
import { standingOf, tenderKind } from '@gare/domain/kinds/kind-access';
import { FormationContexts, type FixedLaw } from '@gare/documents';
import { KindLibrary, type DossierEntity } from '@gare/dossiers';
import { type Reader } from '@gare/platform/database';
import { ReviewsReader } from './reviews.reader.js';

/** What formation has to know of what was approved and fixed: the list the decision prints (code, name, version, hash), and the law. */
@Injectable()
export class ApprovedActs implements OnModuleInit {
  constructor(
    private readonly contexts: FormationContexts,
    private readonly kinds: KindLibrary,
    private readonly reviews: ReviewsReader,
  ) {}

  onModuleInit(): void {
    this.contexts.extend(async (reader, dossier) =>
      dossier.kindCode === tenderKind ? { attiApprovati: await this.of(reader, dossier) } : {},
    );
    this.contexts.fixLaw((reader, dossier) => this.fixedLaw(reader, dossier));
  }

  /**
   * From the approval to the publication what is printed anew (the CIG, the days) changes nothing else: a parameter that an administrator
   * adds or takes back meanwhile, or that comes in force meanwhile, does not write itself into a text that was approved. Checks read the
   * law of the reference date and tell; another text begins by sending the dossier back to drafting.
   */
  private async fixedLaw(reader: Reader, dossier: DossierEntity): Promise<FixedLaw | null> {
    const kind = this.kinds.require(dossier.kindCode, dossier.kindVersion);
    if (standingOf(kind, dossier).fase !== 'CONGELATO') return null;
    const freeze = await this.reviews.freeze(reader, dossier.id);
    return freeze?.lawRevision == null || freeze.lawAsOf === null ? null : { revision: freeze.lawRevision, asOf: freeze.lawAsOf };
  }

  private async of(reader: Reader, dossier: DossierEntity): Promise<object> {
    const frozen = (await this.reviews.freeze(reader, dossier.id))?.documents ?? [];
    const kind = this.kinds.require(dossier.kindCode, dossier.kindVersion);
    const titles = new Map(kind.documents.map(({ code, title = code }) => [code, title]));
    return {
      presenti: frozen.length > 0,
      atti: frozen.map(({ code, version, sha256 }) => ({
        ...{ codice: code, titolo: titles.get(code) ?? code, versione: version, impronta: sha256 },
      })),
    };
  }
}
