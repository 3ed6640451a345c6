import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { DocumentsModule } from '@gare/documents';
import { DossiersModule } from '@gare/dossiers';
import { IdentityModule } from '@gare/identity';
import { OfficeConclusion } from './office-conclusion.js';
import { OfficeCopyEntity } from './office-copy.entity.js';
import { OfficeController } from './office.controller.js';
import { OfficeFiles } from './office-files.js';
import { OfficeReading } from './office-reading.js';
import { OfficeSaves } from './office-saves.js';
import { OfficeService } from './office.service.js';
import { OfficeTokenEntity } from './office-token.entity.js';
import { OfficeTokens } from './office-tokens.js';
import { WopiClient } from './wopi-client.js';
import { WopiController } from './wopi.controller.js';
import { WopiHost } from './wopi-host.js';

/** Documents edited in an installed office server. */
@Module({
  imports: [TypeOrmModule.forFeature([OfficeTokenEntity, OfficeCopyEntity]), IdentityModule, DossiersModule, DocumentsModule],
  controllers: [OfficeController, WopiController],
  providers: [OfficeConclusion, OfficeFiles, OfficeReading, OfficeSaves, OfficeService, OfficeTokens, WopiClient, WopiHost],
})
export class WopiHttpModule {}
