import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AttachmentsModule } from '@gare/attachments';
import { ChecksModule } from '@gare/checks';
import { DocumentsModule } from '@gare/documents';
import { DossiersModule } from '@gare/dossiers';
import { IdentityModule } from '@gare/identity';
import { SchedaModule } from '@gare/scheda';
import { PackageExtras } from './package-extras.js';
import { PackageParts } from './package-parts.js';
import { PackageProfiles } from './package-profiles.js';
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
    AttachmentsModule,
  ],
  providers: [PackageContents, PackageExtras, PackageParts, PackageProfiles, PackageGateFacts, PublishedRegister],
  exports: [PackageContents, PackageExtras, DossiersModule],
})
export class PublicationModule {}
