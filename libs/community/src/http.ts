import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ClausesModule } from '@gare/clauses';
import { DossiersModule } from '@gare/dossiers';
import { IdentityModule } from '@gare/identity';
import { TemplatesModule } from '@gare/templates';
import { BundleExport } from './bundle-export.js';
import { BundleImports } from './bundle-imports.js';
import { CommunityController } from './community.controller.js';
import { CommunityImportEntity } from './community-import.entity.js';
import { CommunityKeys } from './community-keys.js';
import { CommunityService } from './community.service.js';
import { CommunitySignerEntity } from './community-signer.entity.js';
import { CommunitySigningKeyEntity } from './community-signing-key.entity.js';
import { CommunityTakenEntity } from './community-taken.entity.js';
import { ImportView } from './import-view.js';
import { ModelTrials } from './model-trials.js';
import { ModelsOfBundles } from './models-of-bundles.js';

const entities = [CommunitySignerEntity, CommunitySigningKeyEntity, CommunityImportEntity, CommunityTakenEntity];

@Module({
  imports: [TypeOrmModule.forFeature(entities), ClausesModule, DossiersModule, IdentityModule, TemplatesModule],
  controllers: [CommunityController],
  providers: [CommunityKeys, BundleExport, BundleImports, ImportView, CommunityService, ModelTrials, ModelsOfBundles],
})
export class CommunityHttpModule {}
