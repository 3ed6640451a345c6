import { Module } from '@nestjs/common';
import { DocumentsModule } from '@gare/documents';
import { DossiersModule } from '@gare/dossiers';
import { IdentityModule } from '@gare/identity';
import { SchedaModule } from '@gare/scheda';
import { ConvenzioneOfDossier } from './convenzione-of-dossier.js';
import { TermsReader } from './terms.reader.js';

/** The convenzione as a dossier: what gates ask of it, and what other features read of it. */
@Module({
  imports: [IdentityModule, DossiersModule, SchedaModule, DocumentsModule],
  providers: [TermsReader, ConvenzioneOfDossier],
  exports: [TermsReader, ConvenzioneOfDossier, IdentityModule, DossiersModule, SchedaModule],
})
export class ConvenzioniModule {}
