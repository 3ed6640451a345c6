import { Injectable, type OnModuleInit } from '@nestjs/common';
import { GateFactSources } from '@gare/dossiers';
import { PackageContents } from './package-contents.js';
import { PackageEntity } from './package.entity.js';

/** Lets gates ask whether the package is sealed and still says what the dossier says (`package.sealed`, `package.current`). */
@Injectable()
export class PackageGateFacts implements OnModuleInit {
  constructor(
    private readonly sources: GateFactSources,
    private readonly contents: PackageContents,
  ) {}

  onModuleInit(): void {
    this.sources.register('package', async (reader, dossier) => {
      const sealed = await reader.query<unknown[]>(`select 1 from packages where dossier_id = $1 and status = 'SEALED' limit 1`, [
        dossier.id,
      ]);
      if (sealed.length === 0) return { facts: { package: { sealed: false, current: false } } };
      const { inputHash } = await this.contents.read(reader, dossier);
      const current = await reader.existsBy(PackageEntity, { dossierId: dossier.id, status: 'SEALED', inputHash });
      return { facts: { package: { sealed: true, current } } };
    });
  }
}
