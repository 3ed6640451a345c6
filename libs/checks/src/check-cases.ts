import { Injectable } from '@nestjs/common';
import { type KindCase } from '@gare/domain/checks/kind-case';
import { type DossierEntity } from '@gare/dossiers';
import { type Reader } from '@gare/platform/database';

/** What a feature knows of the dossiers of its kind that their checks look at. */
export interface CheckCaseSource {
  read(reader: Reader, dossier: DossierEntity): Promise<KindCase>;
  /** A cheap stamp of the same: it changes whenever what `read` gives may have changed. */
  mark(reader: Reader, dossier: DossierEntity): Promise<string>;
}

/** Later features tell the checks of their kind what they know, without this one importing them. */
@Injectable()
export class CheckCases {
  private readonly sources = new Map<string, CheckCaseSource>();

  register(kindCode: string, source: CheckCaseSource): void {
    this.sources.set(kindCode, source);
  }

  async read(reader: Reader, dossier: DossierEntity): Promise<KindCase | undefined> {
    return this.sources.get(dossier.kindCode)?.read(reader, dossier);
  }

  async mark(reader: Reader, dossier: DossierEntity): Promise<string> {
    return (await this.sources.get(dossier.kindCode)?.mark(reader, dossier)) ?? '';
  }
}
