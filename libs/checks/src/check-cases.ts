import { Injectable } from '@nestjs/common';
import { type KindCase } from '@gare/domain/checks/kind-case';
import { type DossierEntity } from '@gare/dossiers';
import { type Reader } from '@gare/platform/database';

/** What a feature knows of the dossiers of its kind that their checks look at. */
export interface CheckCaseSource {
  read(reader: Reader, dossier: DossierEntity): Promise<KindCase>;
  /** Reference date of the dossier, as in what `read` gives; null while it is not known. */
  referenceDate(sheet: object): string | null;
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

  /** Has the kind something of its own, that changes with the day? */
  has(dossier: DossierEntity): boolean {
    return this.sources.has(dossier.kindCode);
  }

  /** Null where the kind has no date of its own, or the sheet does not say it yet. */
  referenceDate(dossier: DossierEntity, sheet: object): string | null {
    return this.sources.get(dossier.kindCode)?.referenceDate(sheet) ?? null;
  }

  async mark(reader: Reader, dossier: DossierEntity): Promise<string> {
    return (await this.sources.get(dossier.kindCode)?.mark(reader, dossier)) ?? '';
  }
}
