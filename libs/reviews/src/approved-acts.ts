import { Injectable, type OnModuleInit } from '@nestjs/common';
import { tenderKind } from '@gare/domain/kinds/kind-access';
import { FormationContexts } from '@gare/documents';
import { KindLibrary, type DossierEntity } from '@gare/dossiers';
import { type Reader } from '@gare/platform/database';
import { ReviewsReader } from './reviews.reader.js';

/** What was approved and fixed, as the decision lists it: code, name, version, hash. */
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
