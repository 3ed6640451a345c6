import { Injectable } from '@nestjs/common';
import { type DossierEntity } from '@gare/dossiers';
import { type Reader } from '@gare/platform/database';

/** A file of the package that is written from data: its bytes are the UTF-8 of `text`. */
export interface PackageExtra {
  readonly code: string;
  readonly title: string;
  readonly category: string;
  readonly fileName: string;
  readonly mime: string;
  readonly text: string;
}

export type PackageExtraSource = (reader: Reader, dossier: DossierEntity) => Promise<readonly PackageExtra[]>;

/** Later features add files of their kind to its packages, without this one importing them. */
@Injectable()
export class PackageExtras {
  private readonly sources = new Map<string, PackageExtraSource>();

  register(kindCode: string, source: PackageExtraSource): void {
    this.sources.set(kindCode, source);
  }

  async of(reader: Reader, dossier: DossierEntity): Promise<readonly PackageExtra[]> {
    return (await this.sources.get(dossier.kindCode)?.(reader, dossier)) ?? [];
  }
}
