import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { DocumentsModule } from '@gare/documents';
import { FactPlaceEntity } from './fact-place.entity.js';
import { FactsRecording } from './facts-recording.js';
import { VersionFactsEntity } from './version-facts.entity.js';

@Module({ imports: [TypeOrmModule.forFeature([FactPlaceEntity, VersionFactsEntity]), DocumentsModule], providers: [FactsRecording] })
export class FactsModule {}
