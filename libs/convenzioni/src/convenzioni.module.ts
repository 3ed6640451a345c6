import { Module } from '@nestjs/common';
import { DocumentsModule } from '@gare/documents';
import { DossiersModule } from '@gare/dossiers';
import { IdentityModule } from '@gare/identity';
import { SchedaModule } from '@gare/scheda';

/** The convenzione as a dossier: what gates ask of it, and what other features read of it. */
@Module({
  imports: [IdentityModule, DossiersModule, SchedaModule, DocumentsModule],
})
export class ConvenzioniModule {}
