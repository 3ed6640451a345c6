import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ChecksModule } from '@gare/checks';
import { DocumentsModule } from '@gare/documents';
import { DossiersModule } from '@gare/dossiers';
import { IdentityModule } from '@gare/identity';
import { SchedaModule } from '@gare/scheda';
import { PackageContents } from './package-contents.js';
import { PackageEntity } from './package.entity.js';
import { PackageGateFacts } from './package-gate-facts.js';
import { PublishedRegister } from './published-register.js';
import { PublishedTenderEntity } from './published-tender.entity.js';

@Module({
  imports: [
    TypeOrmModule.forFeature([PackageEntity, PublishedTenderEntity]),
    IdentityModule,
    DossiersModule,
    SchedaModule,
    DocumentsModule,
    ChecksModule,
  ],
  providers: [PackageContents, PackageGateFacts, PublishedRegister],
  exports: [PackageContents, DossiersModule],
})
export class PublicationModule {}
